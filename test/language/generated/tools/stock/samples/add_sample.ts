// Generated from spec/stock/samples/add_sample.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/stock/samples/add_sample.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/stock/samples/add_sample.output.json' with { type: 'json' };
import {
  type Sample,
  type SampleKind,
  type ShelfState,
  sampleKindShape,
  sampleShape,
  shelfStateShape,
} from '../../../types/stock.js';

export interface Input {
  /** What it is a sample of. */
  readonly kind: SampleKind;
  /** A name to know it by. */
  readonly label: string;
  /** Its weight. */
  readonly grams: number;
  /** The day it was taken. */
  readonly taken_on: string;
  /** Whether a shelf is open or locked. */
  readonly shelf: ShelfState;
  /** Who keeps it; the caller unless said. */
  readonly keeper?: string;
  /** Meter readings in per cent. */
  readonly readings?: readonly number[];
  /** Remarks. */
  readonly note?: string;
  /** Anything else that was noticed. */
  readonly traits?: { readonly [key: string]: string };
}

export type Output = Sample;

/** `LABEL_TAKEN`: The team has a sample called '{label}' already. */
export type Failure = DeclaredFailure<'LABEL_TAKEN', Record<string, never>>;

/**
 * "Put this basalt on the shelf." A new sample of the team, with everything that was measured of it. Not for "which
 * samples do we have?": use list_samples.
 */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const addSample = {
  name: 'add_sample',
  module: 'stock',
  domain: 'samples',
  title: 'Samples: Add a sample',
  description:
    '"Put this basalt on the shelf." A new sample of the team, with everything that was measured of it. Not for "which samples do we have?": use list_samples.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'stock:sample:change' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  formats: ['concise', 'detailed'],
  input: {
    type: 'object',
    properties: {
      kind: sampleKindShape,
      label: { type: 'string', description: 'A name to know it by.', minLength: 2, maxLength: 80 },
      grams: { type: 'number', description: 'Its weight.', exclusiveMinimum: 0, exclusiveMaximum: 5000 },
      taken_on: { type: 'string', description: 'The day it was taken.', format: 'date', maxLength: 10000 },
      shelf: { ...shelfStateShape, default: 'open' },
      keeper: {
        type: 'string',
        description: 'Who keeps it; the caller unless said.',
        maxLength: 80,
        sensitivity: 'pii',
      },
      readings: {
        type: 'array',
        description: 'Meter readings in per cent.',
        items: { type: 'integer', minimum: 0, maximum: 100, multipleOf: 5 },
        minItems: 1,
        maxItems: 4,
        uniqueItems: true,
      },
      note: { type: 'string', description: 'Remarks.', maxLength: 200 },
      traits: {
        type: 'object',
        description: 'Anything else that was noticed.',
        additionalProperties: { type: 'string', maxLength: 20 },
        accepts: 'json_string',
      },
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed'],
        default: 'concise',
      },
    },
    required: ['kind', 'label', 'grams', 'taken_on'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: sampleShape },
  errors: {
    LABEL_TAKEN: {
      message: "The team has a sample called '{label}' already.",
      http: 409,
      channel: 'result',
      next: { tool: 'list_samples' },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A sample with everything',
    as: 'red-lead',
    input: {
      kind: 'rock',
      label: 'Obsidian',
      grams: 12.5,
      taken_on: '2026-03-01',
      shelf: 'locked',
      keeper: 'Bo',
      readings: [5, 10],
      traits: { colour: 'black' },
    },
    expect: {
      sample_id: { $pattern: '^smp_' },
      label: { untrusted: 'Obsidian' },
      shelf: 'locked',
      keeper: 'Bo',
      note: { $absent: true },
    },
  },
  {
    title: 'With a remark',
    as: 'red-lead',
    input: { kind: 'air', label: 'Fog', grams: 0.1, taken_on: '2026-03-02', note: 'Grey', response_format: 'detailed' },
    expect: { keeper: 'Ada', shelf: 'open', note: { untrusted: 'Grey' } },
  },
  {
    title: 'A label is unique in the team',
    as: 'red-lead',
    input: { kind: 'rock', label: 'Basalt', grams: 1, taken_on: '2026-03-01' },
    expectError: 'LABEL_TAKEN',
  },
  {
    title: 'A reader may not',
    as: 'red-reader',
    input: { kind: 'rock', label: 'Obsidian', grams: 1, taken_on: '2026-03-01' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleAddSample(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: addSample, run: (input, ctx) => resolve(input as Input, ctx) };
}
