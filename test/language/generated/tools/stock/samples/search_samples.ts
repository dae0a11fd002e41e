// Generated from spec/stock/samples/search_samples.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/stock/samples/search_samples.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/stock/samples/search_samples.output.json' with { type: 'json' };
import { type Condition, type Label, conditionShape, labelShape } from '../../../types/stock.js';

export interface Input {
  /** What must hold. */
  readonly condition?: Condition;
  /** Least grams by kind. */
  readonly grams_by_kind?: { readonly [key: string]: number };
  /** Whatever the caller thinks may help. */
  readonly hints?: {
    readonly [key: string]: unknown;
  };
  /** Why the caller asks. */
  readonly mood?: unknown;
  /** First day. */
  readonly since?: string;
  /** Last day. */
  readonly until?: string;
}

export interface Output {
  readonly labels: readonly Label[];
}

/**
 * "Find water samples over 100 grams from February." Labels of the team's samples for which a nested condition holds.
 * Not for "which samples do we have?": use list_samples.
 */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const searchSamples = {
  name: 'search_samples',
  module: 'stock',
  domain: 'samples',
  title: 'Samples: Search samples',
  description:
    '"Find water samples over 100 grams from February." Labels of the team\'s samples for which a nested condition holds. Not for "which samples do we have?": use list_samples.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'stock:sample:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: {
      condition: { ...conditionShape, description: 'What must hold.', accepts: 'json_string' },
      grams_by_kind: {
        type: 'object',
        description: 'Least grams by kind.',
        additionalProperties: { type: 'number', minimum: 0 },
      },
      hints: {
        type: 'object',
        description: 'Whatever the caller thinks may help.',
        properties: {},
        additionalProperties: true,
        accepts: 'json_string',
      },
      mood: { description: 'Why the caller asks.', raw: { type: 'string', maxLength: 20, examples: ['curious'] } },
      since: { type: 'string', description: 'First day.', format: 'date', maxLength: 10000 },
      until: { type: 'string', description: 'Last day.', format: 'date', maxLength: 10000 },
    },
    additionalProperties: false,
  },
  output: { kind: 'list', of: labelShape, as: 'labels', rest: 'object' },
  aliases: [{ name: 'find_samples', rename: { where: 'condition' } }],
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Nested conditions, in a period',
    as: 'red-reader',
    input: { condition: { kind: 'water', all: [{ lightest: 100, all: [{ lightest: 200 }] }] }, since: '2026-02-12' },
    expect: { $exact: true, labels: [{ untrusted: 'Lake, west shore' }] },
  },
  {
    title: 'With all that may be said',
    as: 'red-lead',
    input: { condition: { kind: 'air' }, grams_by_kind: { air: 0.1 }, hints: { why: ['fumes'] }, mood: 'curious' },
    expect: { labels: [{ untrusted: 'Café fumes' }] },
  },
  {
    title: 'Of a period alone',
    as: 'red-lead',
    input: { until: '2026-01-05' },
    expect: { $exact: true, labels: [{ untrusted: 'Granite' }] },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSearchSamples(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: searchSamples, run: (input, ctx) => resolve(input as Input, ctx) };
}
