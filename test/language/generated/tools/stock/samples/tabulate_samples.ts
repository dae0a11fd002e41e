// Generated from spec/stock/samples/tabulate_samples.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/stock/samples/tabulate_samples.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/stock/samples/tabulate_samples.output.json' with { type: 'json' };
import { type TableRow, tableRowShape } from '../../../types/stock.js';

export interface Input {
  /** What stands in each column. */
  readonly columns: { readonly [key: string]: 'label' | 'grams' | 'note' | 'kept' | 'traits' };
  /** Only what would be read. */
  readonly explain: boolean;
}

export interface RowsOutput {
  readonly rows: readonly TableRow[];
  /** Whether there are more items than these. */
  readonly truncated: boolean;
}

export interface PlanOutput {
  /** Fields that are read. */
  readonly reads: readonly string[];
  /** Rows there would be. */
  readonly row_count: number;
}

export type Output = RowsOutput | PlanOutput;

/**
 * "Give me label and weight as a table." Columns of the caller's choice, one row a sample, the first three. Not for
 * "which samples do we have?": use list_samples.
 */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const tabulateSamples = {
  name: 'tabulate_samples',
  module: 'stock',
  domain: 'samples',
  title: 'Samples: Tabulate samples',
  description:
    '"Give me label and weight as a table." Columns of the caller\'s choice, one row a sample, the first three. Not for "which samples do we have?": use list_samples.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'stock:sample:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: {
      columns: {
        type: 'object',
        description: 'What stands in each column.',
        additionalProperties: { type: 'string', enum: ['label', 'grams', 'note', 'kept', 'traits'] },
      },
      explain: { type: 'boolean', description: 'Only what would be read.', default: false },
    },
    required: ['columns'],
    additionalProperties: false,
  },
  output: {
    kind: 'variants',
    variants: {
      rows: { when: { explain: false }, kind: 'list', of: tableRowShape, as: 'rows', rest: 'bare', capped: true },
      plan: {
        when: { explain: true },
        kind: 'object',
        shape: {
          type: 'object',
          properties: {
            reads: { type: 'array', description: 'Fields that are read.', items: { type: 'string' } },
            row_count: { type: 'integer', description: 'Rows there would be.', minimum: 0 },
          },
          required: ['reads', 'row_count'],
          additionalProperties: false,
        },
      },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Text and numbers',
    as: 'red-lead',
    input: { columns: { what: 'label', 'how heavy': 'grams' } },
    expect: {
      rows: [{ $exact: true, what: 'Basalt', 'how heavy': 640.5 }, { what: 'Café fumes' }, { what: 'Granite' }],
    },
    expectTruncated: true,
  },
  {
    title: 'What is null, and what is an object',
    as: 'red-reader',
    input: { columns: { remark: 'note', place: 'kept' } },
    expect: {
      rows: [
        { $exact: true, remark: 'Heavy.', place: { shelf: 'locked', since: ['2026-01-09'] } },
        { remark: 'Smells.' },
        { remark: null, place: { since: ['2026-01-05'] } },
      ],
    },
    expectTruncated: true,
  },
  {
    title: 'Nothing hides in text, nor in what the columns are called',
    as: 'red-reader',
    input: { columns: { 're\u202emark': 'note', of: 'traits' } },
    expect: { rows: [{ $exact: true, remark: 'Heavy.', of: { $exact: true, hard: ['very', 6] } }, {}, {}] },
    expectTruncated: true,
  },
  {
    title: 'All there are',
    as: 'blue-lead',
    input: { columns: { what: 'label' } },
    expect: { rows: [{ what: 'Basalt' }, { what: 'Flint' }] },
  },
  {
    title: 'What would be read',
    as: 'red-reader',
    input: { columns: { what: 'label' }, explain: true },
    expect: { $exact: true, reads: ['label'], row_count: 5 },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleTabulateSamples(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: tabulateSamples, run: (input, ctx) => resolve(input as Input, ctx) };
}
