// Generated from spec/stock/samples/weigh_samples.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/stock/samples/weigh_samples.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/stock/samples/weigh_samples.output.json' with { type: 'json' };
import { type SampleKind, sampleKindShape } from '../../../types/stock.js';

export interface Input {
  /** What it is a sample of. */
  readonly kind: SampleKind;
  /** Each by itself. */
  readonly each: boolean;
}

export interface TogetherOutput {
  /** Of all together. */
  readonly grams: number;
  /** How many. */
  readonly count: number;
}

export interface ApartOutput {
  /** How many. */
  readonly count: number;
  /** By label. */
  readonly by_label: { readonly [key: string]: number };
}

export type Output = TogetherOutput | ApartOutput;

/** "How much do our rocks weigh?" The weight of all samples of a kind together, or of each by its label. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const weighSamples = {
  name: 'weigh_samples',
  module: 'stock',
  domain: 'samples',
  title: 'Samples: Weigh samples',
  description: '"How much do our rocks weigh?" The weight of all samples of a kind together, or of each by its label.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'stock:sample:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: { kind: sampleKindShape, each: { type: 'boolean', description: 'Each by itself.', default: false } },
    required: ['kind'],
    additionalProperties: false,
  },
  output: {
    kind: 'variants',
    variants: {
      together: {
        when: { each: false },
        kind: 'object',
        shape: {
          type: 'object',
          properties: {
            grams: { type: 'number', description: 'Of all together.', minimum: 0 },
            count: { type: 'integer', description: 'How many.', minimum: 0 },
          },
          required: ['grams', 'count'],
          additionalProperties: false,
        },
      },
      apart: {
        when: { each: true },
        kind: 'object',
        shape: {
          type: 'object',
          properties: {
            count: { type: 'integer', description: 'How many.', minimum: 0 },
            by_label: {
              type: 'object',
              description: 'By label.',
              additionalProperties: { type: 'number', minimum: 0 },
            },
          },
          required: ['count', 'by_label'],
          additionalProperties: false,
        },
      },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'All rocks', as: 'red-lead', input: { kind: 'rock' }, expect: { $exact: true, grams: 720.5, count: 2 } },
  {
    title: 'Each rock',
    as: 'red-reader',
    input: { kind: 'rock', each: true },
    expect: { $exact: true, count: 2, by_label: { Granite: 80, Basalt: 640.5 } },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleWeighSamples(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: weighSamples, run: (input, ctx) => resolve(input as Input, ctx) };
}
