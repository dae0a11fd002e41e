// Generated from spec/kiln/firings/count_pots.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/kiln/firings/count_pots.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/kiln/firings/count_pots.output.json' with { type: 'json' };

export interface Input {
  /** Most seconds to wait. */
  readonly patience: number;
}

export interface Output {
  /** Fired so far. */
  readonly pots: number;
}

/** "How many pots are there?" Counts by hand, which takes as long as it may. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const countPots = {
  name: 'count_pots',
  module: 'kiln',
  domain: 'firings',
  title: 'Firings: Count pots',
  description: '"How many pots are there?" Counts by hand, which takes as long as it may.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'kiln:firing:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: {
      patience: { type: 'integer', description: 'Most seconds to wait.', minimum: 1, maximum: 9, default: 3 },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { pots: { type: 'integer', description: 'Fired so far.', minimum: 0 } },
      required: ['pots'],
      additionalProperties: false,
    },
  },
  dependsOn: { allowlist: ['watch_kiln'] },
  limits: { timeoutParameter: { name: 'patience', default: 3, max: 9, onExpiry: 'error' }, quota: 2 },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'None', as: 'blue-lead', input: {}, expect: { pots: 0 } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCountPots(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: countPots, run: (input, ctx) => resolve(input as Input, ctx) };
}
