import type { Action, Failure, ListOutput, ObjectOutput, Program, Requirement, Tool } from '../model.js';
import { effectiveInput } from '../program/effective-input.js';
import { asksDeclaration } from './asks-declaration.js';
import { Code, defined, type Printable } from './print-value.js';
import { plainShapeOf, propertyShapes, type ShapeScope, shapeOf, withFacts } from './shape.js';

/** The tool's declaration as `toolwright/runtime` types it; what says nothing is left out. */
export function toolDeclaration(program: Program, tool: Tool, scope: Omit<ShapeScope, 'position'>): Printable {
  const input: ShapeScope = { ...scope, position: 'input' };
  const output: ShapeScope = { ...scope, position: 'output' };
  return defined<Printable>({
    name: tool.name,
    dotted: tool.dotted,
    module: tool.module,
    domain: tool.domain,
    title: tool.title,
    description: tool.description,
    icons: filled(tool.icons.map((icon) => ({ ...icon }))),
    audience: tool.audience,
    context: tool.context,
    requires: tool.requires.map(requirement),
    writeMode: tool.writeMode,
    effects: filled(tool.effects),
    openWorld: tool.openWorld || undefined,
    destructive: tool.destructive,
    idempotent: tool.idempotent,
    confirm: tool.confirm ? (tool.confirm.when ? { when: tool.confirm.when } : true) : undefined,
    dryRun: tool.dryRun || undefined,
    idempotency: tool.idempotency || undefined,
    actions: table(tool.actions.map((each) => [each.name, action(each)])),
    page: tool.page && { ...tool.page },
    sort: tool.sort && { ...tool.sort },
    filters: table(tool.filters.map(({ name, ops }) => [name, ops])),
    fields: tool.fields && { ...tool.fields },
    formats: filled(tool.formats),
    input: tool.verbatimInput
      ? { type: 'object', raw: tool.verbatimInput }
      : shapeOf(effectiveInput(program, tool), input),
    output: outputDeclaration(tool, output),
    errors: errorTable(tool.failures, output),
    dependsOn: dependencies(tool),
    feeds: table(Object.entries(tool.feeds)),
    composes: filled(tool.composes),
    asks: asksDeclaration(tool.asks, scope),
    progress: tool.progress || undefined,
    limits: table(Object.entries(tool.limits)),
    aliases: filled(
      tool.aliases.map(({ name, rename, adapt }) =>
        some({ name, rename: table(Object.entries(rename)), adapt: adapt || undefined }),
      ),
    ),
    deprecated: tool.deprecated && { ...tool.deprecated },
    usesClient: filled(tool.usesClient),
    inputSchema: new Code('inputSchema'),
    outputSchema: tool.output.kind === 'content' ? undefined : new Code('outputSchema'),
  });
}

/** Errors by code, as a tool or the server's table declares them; undefined for none. */
export function errorTable(failures: readonly Failure[], scope: ShapeScope): Printable | undefined {
  return table(
    failures.map(({ code, message, http, channel, rpc, data, next }) => [
      code,
      some({
        message,
        http,
        channel,
        rpc,
        data: data.length > 0 ? propertyShapes(data, scope) : undefined,
        next: next && some({ tool: next.tool, fill: table(Object.entries(next.fill)) }),
      }),
    ]),
  );
}

function requirement({ privilege, of, entityPaths }: Requirement): Printable {
  return some({ privilege, of, entityPaths });
}

function action({ requires, needs, refuses, writeMode, effects, destructive, idempotent, confirm }: Action): Printable {
  return some({
    requires: requires.map(requirement),
    needs: filled(needs),
    refuses: filled(refuses),
    writeMode,
    effects: filled(effects),
    destructive,
    idempotent,
    confirm: confirm || undefined,
  });
}

function outputDeclaration(tool: Tool, scope: ShapeScope): Printable {
  const { output } = tool;
  switch (output.kind) {
    case 'object':
    case 'list':
      return some(wholeOutput(tool, output, scope));
    case 'variants': {
      const variants = output.variants.map(
        (variant) => [variant.name, some({ when: variant.when, ...wholeOutput(tool, variant, scope) })] as const,
      );
      return { kind: 'variants', variants: Object.fromEntries(variants) };
    }
    case 'outcomes':
      return {
        kind: 'outcomes',
        per: output.per,
        value: shapeOf(output.value, scope),
        properties: propertyShapes(output.properties, scope),
      };
    case 'content':
      return { kind: 'content' };
  }
}

function wholeOutput(
  tool: Tool,
  output: ObjectOutput | ListOutput,
  scope: ShapeScope,
): { readonly [key: string]: Printable | undefined } {
  if (output.kind === 'object') return { kind: 'object', shape: onDemandOptional(tool, output.type, scope) };
  const { of, as, rest, capped } = output;
  return { kind: 'list', of: onDemandOptional(tool, of, scope), as, rest, capped };
}

/** What callers get only on demand, a resolver may leave out. */
function onDemandOptional(tool: Tool, type: Parameters<typeof shapeOf>[0], scope: ShapeScope): Printable {
  const shape = shapeOf(type, scope);
  const onDemand = new Set(tool.fields?.onDemand);
  const required = plainShapeOf(type, scope).required as readonly string[] | undefined;
  if (!required?.some((name) => onDemand.has(name))) return shape;
  return withFacts(shape, { required: required.filter((name) => !onDemand.has(name)) });
}

function dependencies({ dependsOn }: Tool): Printable | undefined {
  const { session, allowlist } = dependsOn;
  return table(
    Object.entries(
      defined<Printable>({ session: filled(session.map((each) => ({ ...each }))), allowlist: filled(allowlist) }),
    ),
  );
}

function some(object: { readonly [key: string]: Printable | undefined }): Printable {
  return defined(object);
}

/** A list that says something, or undefined. */
function filled(list: readonly Printable[]): readonly Printable[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** A map that says something, or undefined. */
function table(entries: readonly (readonly [string, Printable | undefined])[]): Printable | undefined {
  return entries.length > 0 ? defined<Printable>(Object.fromEntries(entries)) : undefined;
}
