import type { Json, ListOutput, OutputFile, Page, Program, Tool, Type } from '../model.js';
import { effectiveInput, plainDefaults } from '../program/effective-input.js';
import { lookup } from '../program/lookup.js';
import { outcomeType } from './outcome-type.js';
import { toolPath } from './paths.js';
import { perTool } from './per-tool.js';
import { defined } from './print-value.js';
import { plainShapeOf } from './shape.js';
import { mergeVariants, type WireSchema, wireInput, wireOutput } from './wire-schema.js';

/**
 * What clients see of a tool's input. It names no `$schema`: MCP's default dialect is 2020-12, and the line would cost
 * every host's model its tokens for each tool. A `verbatim` schema of the spec is passed on unchanged.
 */
export const inputSchema = perTool(makeInputSchema);

/** What clients see of a tool's output: object-rooted; null for content blocks, which have no schema. */
export const outputSchema = perTool(makeOutputSchema);

function makeInputSchema(program: Program, tool: Tool): WireSchema {
  if (tool.verbatimInput) return tool.verbatimInput;
  const scope = { lookup: lookup(program), position: 'input' } as const;
  const schema = wireInput(plainShapeOf(effectiveInput(program, tool), scope));
  return withoutDefaults(schema, plainDefaults(program, tool));
}

function withoutDefaults(schema: WireSchema, names: ReadonlySet<string>): WireSchema {
  const properties = Object.entries(schema.properties as { readonly [name: string]: WireSchema });
  const said = properties.map(([name, property]) => {
    const { default: _, ...rest } = property;
    return [name, names.has(name) ? rest : property];
  });
  return { ...schema, properties: Object.fromEntries(said) };
}

function makeOutputSchema(program: Program, tool: Tool): WireSchema | null {
  const { output } = tool;
  const scope = { lookup: lookup(program), position: 'output' } as const;
  const wire = (type: Type, chosen?: ReadonlySet<string>) => wireOutput(plainShapeOf(type, scope), chosen);
  switch (output.kind) {
    case 'object':
      return wire(output.type, selectable(tool));
    case 'list':
      return listSchema(tool, output, wire(output.of, selectable(tool)));
    case 'variants': {
      const schemas = output.variants.map((variant) =>
        variant.kind === 'list' ? listSchema(tool, variant, wire(variant.of)) : wire(variant.type),
      );
      return mergeVariants(schemas);
    }
    case 'outcomes':
      return wire(outcomeType(tool, output));
    case 'content':
      return null;
  }
}

function listSchema({ formats, page }: Tool, { as, capped }: ListOutput, items: WireSchema): WireSchema {
  const required = [...(formats.includes('csv') ? [] : [as]), ...(page ? ['page'] : [])];
  const all = capped ? 'The items; `_meta.truncated` says where there are more.' : 'All items.';
  const list = { type: 'array', description: page ? 'The items of this page.' : all, items };
  return defined<Json>({
    type: 'object',
    properties: Object.fromEntries([[as, list], ...(page ? [['page', pageSchema(page)] as const] : [])]),
    required: required.length > 0 ? required : undefined,
  });
}

/** Names that `fields` and `exclude` may leave out. */
function selectable(tool: Tool): ReadonlySet<string> {
  const names = tool.fields ? [...tool.fields.default, ...tool.fields.onDemand] : [];
  return new Set(names.map((name) => name.split('.')[0] ?? name));
}

/** The words of each page style. */
const PAGE_WORDS = {
  limit_offset: { limit: 'Most items a page.', offset: 'Items before this page.' },
  page_limit: { page: 'Number of this page.', limit: 'Most items a page.' },
  page_size: { page: 'Number of this page.', page_size: 'Most items a page.' },
} as const;

function pageSchema({ style }: Page): WireSchema {
  const integers = Object.entries({ ...PAGE_WORDS[style], total: 'Items on all pages.' });
  return {
    type: 'object',
    description: 'Where this page stands in the whole list.',
    properties: {
      ...Object.fromEntries(integers.map(([name, description]) => [name, { type: 'integer', description }])),
      has_more: { type: 'boolean', description: 'Whether items follow this page.' },
    },
    required: [...integers.map(([name]) => name), 'has_more'],
  };
}

export function emitSchemas(program: Program): readonly OutputFile[] {
  return program.tools.flatMap((tool) => schemaFiles(program, tool));
}

const schemaFiles = perTool((program, tool): readonly OutputFile[] => {
  const output = outputSchema(program, tool);
  const files = [{ path: toolPath(tool, 'schemas', '.input.json'), text: jsonText(inputSchema(program, tool)) }];
  return output ? [...files, { path: toolPath(tool, 'schemas', '.output.json'), text: jsonText(output) }] : files;
});

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
