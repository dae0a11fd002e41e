// Generated from spec/gifts/wrapping/count_gifts.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool, WithProgress } from 'toolwright/runtime';
import inputSchema from '../../../schemas/gifts/wrapping/count_gifts.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/gifts/wrapping/count_gifts.output.json' with { type: 'json' };

export interface Input {
  /** How often to count. */
  readonly rounds: number;
}

export interface Output {
  /** How many gifts there are. */
  readonly gifts: number;
}

/** "How many gifts are there?" Counts one after the other, and says how far it is. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'> & WithProgress) => Promise<Output>;

export const countGifts = {
  name: 'count_gifts',
  module: 'gifts',
  domain: 'wrapping',
  title: 'Wrapping: Count gifts',
  description: '"How many gifts are there?" Counts one after the other, and says how far it is.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'gifts:gift:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: {
      rounds: { type: 'integer', description: 'How often to count.', minimum: 1, maximum: 20, default: 3 },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { gifts: { type: 'integer', description: 'How many gifts there are.' } },
      required: ['gifts'],
      additionalProperties: false,
    },
  },
  progress: true,
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'Counted three times', as: 'red-reader', input: {}, expect: { gifts: 1 } },
  { title: 'Staff of no team', as: 'drifter', input: {}, expectError: 'MISSING_WORKSPACE_CONTEXT' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCountGifts(resolve: Resolver): Handler<Context<'person' | 'team'> & WithProgress> {
  return { tool: countGifts, run: (input, ctx) => resolve(input as Input, ctx) };
}
