// Generated from spec/garden/seeds/list_seeds.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/garden/seeds/list_seeds.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/garden/seeds/list_seeds.output.json' with { type: 'json' };
import { type Seed, seedShape } from '../../../types/garden.js';

export interface Input {
  /** How many kinds. */
  readonly kinds: number;
}

export interface Output {
  readonly seeds: readonly Seed[];
}

/**
 * "Which seeds do we have?" The kinds of seed in stock, as many as asked for. A long answer is cut, and points to the
 * whole.
 */
export type Resolver = (input: Input, ctx: Context<'person'>) => Promise<Output>;

export const listSeeds = {
  name: 'list_seeds',
  module: 'garden',
  domain: 'seeds',
  title: 'Seeds: List seeds',
  description:
    '"Which seeds do we have?" The kinds of seed in stock, as many as asked for. A long answer is cut, and points to the whole.',
  audience: ['worker'],
  context: 'person',
  requires: [{ privilege: 'garden:seed:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  formats: ['concise', 'csv', 'yaml'],
  input: {
    type: 'object',
    properties: {
      kinds: { type: 'integer', description: 'How many kinds.', minimum: 1, maximum: 600, default: 5 },
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'csv', 'yaml'],
        default: 'concise',
      },
    },
    additionalProperties: false,
  },
  output: { kind: 'list', of: seedShape, as: 'seeds', rest: 'bare' },
  limits: { inlineBytes: 6000 },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Three of them',
    as: 'red-reader',
    input: { kinds: 3 },
    expect: {
      seeds: [
        { number: 1, name: 'Seed 1' },
        { number: 2 },
        { $exact: true, number: 3, name: 'Seed 3', origin: { untrusted: 'Valley 3' } },
      ],
    },
  },
  { title: 'As many as just fit', as: 'red-lead', input: { kinds: 60 }, expect: { seeds: { $length: 60 } } },
  {
    title: 'All of them are more than an answer holds',
    as: 'red-lead',
    input: { kinds: 600 },
    expect: { seeds: { $any: true } },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListSeeds(resolve: Resolver): Handler<Context<'person'>> {
  return { tool: listSeeds, run: (input, ctx) => resolve(input as Input, ctx) };
}
