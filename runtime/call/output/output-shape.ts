import type { ListOutput, Output, Shape, Tool, Variant } from '../../tool.js';

type Input = { readonly [argument: string]: unknown };

/** What a tool answers to some arguments. */
export type ChosenOutput = Exclude<Output, { kind: 'variants' }>;

/** Of variants the one that is declared for these arguments, null where none is; else what the tool always answers. */
export function chosenOutput({ output }: Tool, input: Input): ChosenOutput | null {
  if (output.kind !== 'variants') return output;
  const fits = ({ when }: Variant) => Object.entries(when).every(([name, value]) => input[name] === value);
  return Object.values(output.variants).find(fits) ?? null;
}

const shapes = new WeakMap<ChosenOutput, Shape>();

/**
 * The shape of the whole that a resolver returns for some arguments; null where no variant is declared for them. What a
 * caller gets only on demand, the resolver may leave out. Content blocks have a shape too, as far as all have in common.
 */
export function outputShape(tool: Tool, input: Input): Shape | null {
  const output = chosenOutput(tool, input);
  if (output === null) return null;
  const known = shapes.get(output) ?? shapeOf(tool, output);
  shapes.set(output, known);
  return known;
}

function shapeOf(tool: Tool, output: ChosenOutput): Shape {
  switch (output.kind) {
    case 'object':
      return withoutOnDemand(tool, output.shape);
    case 'list':
      return listShape(tool, output);
    case 'outcomes':
      return outcomesShape(tool, output);
    case 'content':
      return contentShape;
  }
}

function listShape(tool: Tool, { as, of, capped }: ListOutput): Shape {
  return {
    type: 'object',
    properties: {
      [as]: { type: 'array', items: withoutOnDemand(tool, of) },
      total: { type: 'integer', minimum: 0 },
      ...(capped && { truncated: { type: 'boolean' } }),
    },
    required: [as, ...(tool.page === undefined ? [] : ['total']), ...(capped ? ['truncated'] : [])],
    additionalProperties: false,
  };
}

function outcomesShape({ input }: Tool, { per, value, properties }: Extract<Output, { kind: 'outcomes' }>): Shape {
  const result: Shape = {
    type: 'object',
    properties: {
      item: input.properties?.[per]?.items ?? {},
      status: { type: 'string', enum: ['done', 'pending', 'failed', 'needs_person'] },
      value,
      error: { type: 'string' },
      url: { type: 'string', format: 'uri' },
      next: { type: 'string' },
    },
    required: ['item', 'status'],
    additionalProperties: false,
  };
  return {
    type: 'object',
    properties: { results: { type: 'array', items: result }, ...properties },
    required: ['results'],
    additionalProperties: false,
  };
}

const contentShape: Shape = {
  type: 'array',
  items: {
    type: 'object',
    properties: { type: { type: 'string', enum: ['text', 'image', 'audio', 'resource_link', 'resource'] } },
    required: ['type'],
    additionalProperties: true,
  },
};

function withoutOnDemand({ fields }: Tool, shape: Shape): Shape {
  const { required } = shape;
  if (fields === undefined || required === undefined) return shape;
  return { ...shape, required: required.filter((name) => !fields.onDemand.includes(name)) };
}
