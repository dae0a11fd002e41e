// Generated from spec/stock/samples/count_everything.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/stock/samples/count_everything.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/stock/samples/count_everything.output.json' with { type: 'json' };

export type Input = Record<string, never>;

export interface Output {
  /** By the team's name. */
  readonly by_team: { readonly [key: string]: number };
}

/** "How many samples are there in all teams?" Counts by team, for those who look over every team's shoulder. */
export type Resolver = (input: Input, ctx: Context<'person'>) => Promise<Output>;

export const countEverything = {
  name: 'count_everything',
  module: 'stock',
  domain: 'samples',
  title: 'Samples: Count everything',
  description:
    '"How many samples are there in all teams?" Counts by team, for those who look over every team\'s shoulder.',
  audience: ['auditor'],
  context: 'person',
  requires: [{ privilege: 'stock:audit:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        by_team: {
          type: 'object',
          description: "By the team's name.",
          additionalProperties: { type: 'integer', minimum: 0 },
        },
      },
      required: ['by_team'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'Of all teams', as: 'auditor', input: {}, expect: { $exact: true, by_team: { Blue: 2, Red: 5 } } },
  { title: 'Not for workers', as: 'red-lead', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCountEverything(resolve: Resolver): Handler<Context<'person'>> {
  return { tool: countEverything, run: (input, ctx) => resolve(input as Input, ctx) };
}
