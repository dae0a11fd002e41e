// Generated from spec/stock/samples/list_samples.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/stock/samples/list_samples.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/stock/samples/list_samples.output.json' with { type: 'json' };
import { type Sample, type SampleKind, sampleKindShape, sampleShape } from '../../../types/stock.js';

export interface Input {
  /** Page, counted from 1. */
  readonly page: number;
  /** Page size. */
  readonly limit: number;
  /** Order; - is descending. */
  readonly sort: 'taken_on' | '-taken_on' | 'grams' | '-grams' | 'label' | '-label';
  /** All must hold. */
  readonly filters?: {
    /** By kind. */
    readonly kind?: {
      /** Equal to this. */
      readonly eq?: SampleKind;
      /** One of these. */
      readonly in?: readonly SampleKind[];
    };
    /** By label. */
    readonly label?: {
      /** Containing this. */
      readonly contains?: string;
      /** Equal to this. */
      readonly eq?: string;
    };
    /** By grams. */
    readonly grams?: {
      /** This or above. */
      readonly from?: number;
      /** This or below. */
      readonly to?: number;
    };
    /** By taken on. */
    readonly taken_on?: {
      /** This or above. */
      readonly from?: string;
      /** This or below. */
      readonly to?: string;
      /** Equal to this. */
      readonly eq?: string;
    };
  };
  /** Fields to answer; by default not taken_on, shelf, keeper. */
  readonly fields?: readonly ('sample_id' | 'kind' | 'label' | 'grams' | 'note' | 'taken_on' | 'shelf' | 'keeper')[];
  /** Fields to leave out. */
  readonly exclude?: readonly ('sample_id' | 'kind' | 'label' | 'grams' | 'note' | 'taken_on' | 'shelf' | 'keeper')[];
}

export interface Output {
  readonly samples: readonly (Omit<Sample, 'taken_on' | 'shelf' | 'keeper'> & Partial<Pick<Sample, 'taken_on' | 'shelf' | 'keeper'>>)[];
  /** Items on all pages together. */
  readonly total: number;
}

/** "Which samples do we have?" The team's samples, filtered, ordered, in pages, and with just the fields asked for. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const listSamples = {
  name: 'list_samples',
  module: 'stock',
  domain: 'samples',
  title: 'Samples: List samples',
  description:
    '"Which samples do we have?" The team\'s samples, filtered, ordered, in pages, and with just the fields asked for.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'stock:sample:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'page_limit', default: 3, max: 50 },
  sort: { fields: ['taken_on', 'grams', 'label'], default: '-taken_on' },
  filters: { kind: ['eq', 'in'], label: ['contains', 'eq'], grams: ['from', 'to'], taken_on: ['from', 'to', 'eq'] },
  fields: { default: ['sample_id', 'kind', 'label', 'grams', 'note'], onDemand: ['taken_on', 'shelf', 'keeper'] },
  formats: ['concise', 'detailed', 'csv', 'yaml'],
  input: {
    type: 'object',
    properties: {
      page: { type: 'integer', description: 'Page, counted from 1.', minimum: 1, default: 1 },
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 50, default: 3 },
      sort: {
        type: 'string',
        description: 'Order; - is descending.',
        enum: ['taken_on', '-taken_on', 'grams', '-grams', 'label', '-label'],
        default: '-taken_on',
      },
      filters: {
        type: 'object',
        description: 'All must hold.',
        properties: {
          kind: {
            type: 'object',
            description: 'By kind.',
            properties: {
              eq: { ...sampleKindShape, description: 'Equal to this.' },
              in: { type: 'array', description: 'One of these.', items: sampleKindShape, minItems: 1, maxItems: 1000 },
            },
            additionalProperties: false,
          },
          label: {
            type: 'object',
            description: 'By label.',
            properties: {
              contains: { type: 'string', description: 'Containing this.', minLength: 1, maxLength: 80 },
              eq: { type: 'string', description: 'Equal to this.', maxLength: 80 },
            },
            additionalProperties: false,
          },
          grams: {
            type: 'object',
            description: 'By grams.',
            properties: {
              from: { type: 'number', description: 'This or above.', minimum: 0 },
              to: { type: 'number', description: 'This or below.', minimum: 0 },
            },
            additionalProperties: false,
          },
          taken_on: {
            type: 'object',
            description: 'By taken on.',
            properties: {
              from: { type: 'string', description: 'This or above.', format: 'date', maxLength: 10000 },
              to: { type: 'string', description: 'This or below.', format: 'date', maxLength: 10000 },
              eq: { type: 'string', description: 'Equal to this.', format: 'date', maxLength: 10000 },
            },
            additionalProperties: false,
          },
        },
        additionalProperties: false,
      },
      fields: {
        type: 'array',
        description: 'Fields to answer; by default not taken_on, shelf, keeper.',
        items: { type: 'string', enum: ['sample_id', 'kind', 'label', 'grams', 'note', 'taken_on', 'shelf', 'keeper'] },
        minItems: 1,
        maxItems: 8,
        uniqueItems: true,
      },
      exclude: {
        type: 'array',
        description: 'Fields to leave out.',
        items: { type: 'string', enum: ['sample_id', 'kind', 'label', 'grams', 'note', 'taken_on', 'shelf', 'keeper'] },
        minItems: 1,
        maxItems: 8,
        uniqueItems: true,
      },
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed', 'csv', 'yaml'],
        default: 'concise',
      },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'list',
    of: { ...sampleShape, required: ['sample_id', 'kind', 'label', 'grams', 'note'] },
    as: 'samples',
    rest: 'object',
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'The newest first',
    as: 'red-lead',
    input: {},
    expect: {
      samples: [
        {
          sample_id: 'smp_red_5',
          kind: 'air',
          label: { untrusted: 'Café fumes' },
          grams: 0.5,
          taken_on: { $absent: true },
        },
        { sample_id: 'smp_red_4' },
        { sample_id: 'smp_red_3' },
      ],
      page: { $exact: true, page: 1, limit: 3, total: 5, has_more: true },
    },
  },
  {
    title: 'The lightest rocks, with their keepers',
    as: 'red-lead',
    input: { filters: { kind: { in: ['rock'] }, grams: { to: 100 } }, sort: 'grams', fields: ['sample_id', 'keeper'] },
    expect: { samples: [{ $exact: true, sample_id: 'smp_red_1', keeper: 'Ada' }] },
  },
  {
    title: 'Who keeps a sample is not for readers',
    as: 'red-reader',
    input: { fields: ['sample_id', 'keeper'], filters: { label: { eq: 'Basalt' } } },
    expect: { samples: [{ $exact: true, sample_id: 'smp_red_2' }] },
  },
  {
    title: "A team's samples are its own",
    as: 'blue-lead',
    input: {},
    expect: { samples: [{ sample_id: 'smp_blue_1' }, { sample_id: 'smp_blue_2' }], page: { total: 2 } },
  },
  { title: 'Without a team there are none', as: 'drifter', input: {}, expectError: 'MISSING_WORKSPACE_CONTEXT' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListSamples(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: listSamples, run: (input, ctx) => resolve(input as Input, ctx) };
}
