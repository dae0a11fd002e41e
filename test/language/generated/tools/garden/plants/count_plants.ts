// Generated from spec/garden/plants/count_plants.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/garden/plants/count_plants.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/garden/plants/count_plants.output.json' with { type: 'json' };
import { type Bed, bedShape } from '../../../types/garden.js';

export interface Input {
  /** A bed of the garden. */
  readonly bed: Bed;
}

export interface Output {
  /** How many there are. */
  readonly plants: number;
}

/**
 * "How many plants are in the shade?" The number of plants in a bed. Deprecated since 2026-02-01, gone from 2090-01-01
 * on: use list_seeds.
 */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

/** Arguments of an old name to those of today. */
export type Adapt = (old: { readonly [argument: string]: unknown }) => Partial<Input>;

export const countPlants = {
  name: 'count_plants',
  module: 'garden',
  domain: 'plants',
  title: 'Plants: Count plants',
  description:
    '"How many plants are in the shade?" The number of plants in a bed. Deprecated since 2026-02-01, gone from 2090-01-01 on: use list_seeds.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'garden:plant:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: { bed: bedShape }, required: ['bed'], additionalProperties: false },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { plants: { type: 'integer', description: 'How many there are.', minimum: 0 } },
      required: ['plants'],
      additionalProperties: false,
    },
  },
  aliases: [
    { name: 'tally_plants' },
    { name: 'plants_in', rename: { where: 'bed' } },
    { name: 'count_where', adapt: true },
  ],
  deprecated: { since: '2026-02-01', sunset: '2090-01-01', replaceWith: 'list_seeds' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'In the shade', as: 'red-reader', input: { bed: 'shade' }, expect: { plants: 2 } },
  {
    title: 'Asked as it used to be',
    as: 'red-reader',
    given: [{ call: 'count_where', input: { place: { bed: 'sun' } } }],
    input: { bed: 'sun' },
    expect: { plants: 1 },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCountPlants(resolve: Resolver, adapt: { readonly count_where: Adapt }): Handler<Context<'person' | 'team'>> {
  return { tool: countPlants, run: (input, ctx) => resolve(input as Input, ctx), adapt };
}
