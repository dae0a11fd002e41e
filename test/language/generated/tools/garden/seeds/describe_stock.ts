// Generated from spec/garden/seeds/describe_stock.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/garden/seeds/describe_stock.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/garden/seeds/describe_stock.output.json' with { type: 'json' };

export interface Input {
  /** How many kinds. */
  readonly kinds: number;
}

export interface Output {
  /** What they are called. */
  readonly names: readonly string[];
  /** A few words. */
  readonly text: string;
}

/** "Tell me of the seeds." All names, and a text about them. */
export type Resolver = (input: Input, ctx: Context<'person'>) => Promise<Output>;

export const describeStock = {
  name: 'describe_stock',
  module: 'garden',
  domain: 'seeds',
  title: 'Seeds: Describe the stock',
  description: '"Tell me of the seeds." All names, and a text about them.',
  audience: ['worker'],
  context: 'person',
  requires: [{ privilege: 'garden:seed:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: { kinds: { type: 'integer', description: 'How many kinds.', minimum: 1, maximum: 3000, default: 5 } },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        names: { type: 'array', description: 'What they are called.', items: { type: 'string', maxLength: 60 } },
        text: { type: 'string', description: 'A few words.', maxLength: 100000 },
      },
      required: ['names', 'text'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A few',
    as: 'red-reader',
    input: { kinds: 2 },
    expect: { $exact: true, names: ['Seed 1', 'Seed 2'], text: '2 kinds.' },
  },
  {
    title: 'Not worth telling the size of',
    as: 'red-lead',
    input: { kinds: 300 },
    expect: { names: { $length: 300 } },
  },
  { title: 'As many as just fit', as: 'red-lead', input: { kinds: 1300 }, expect: { names: { $length: 1300 } } },
  {
    title: 'Enough to be told the size of',
    as: 'red-lead',
    input: { kinds: 600 },
    expect: { names: { $length: 600 } },
  },
  {
    title: 'More than an answer holds',
    as: 'red-lead',
    input: { kinds: 3000 },
    expect: { names: { $any: true }, text: '3000 kinds.' },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleDescribeStock(resolve: Resolver): Handler<Context<'person'>> {
  return { tool: describeStock, run: (input, ctx) => resolve(input as Input, ctx) };
}
