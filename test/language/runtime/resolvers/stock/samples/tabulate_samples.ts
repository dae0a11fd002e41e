import type { Input, Resolver } from '../../../../generated/tools/stock/samples/tabulate_samples.js';
import type { SampleRow } from '../../../../samples.js';

const mostRows = 3;

type Field = Input['columns'][string];

interface Sample extends SampleRow {
  readonly traits: object;
}

/** A value of any kind that JSON has: a text, a number, perhaps null, and an object with a list. */
const reading: Readonly<Record<Field, (row: Sample) => unknown>> = {
  label: ({ label }) => label,
  grams: ({ grams }) => grams,
  note: ({ note }) => note,
  traits: ({ traits }) => traits,
  kept: ({ shelf, taken_on }) => ({ shelf, since: [taken_on] }),
};

export const tabulateSamples =
  (): Resolver =>
  async ({ columns, explain }, ctx) => {
    const db = await ctx.db();
    const samples: readonly Sample[] = await db('sample').orderBy('label');
    const named = Object.entries(columns);
    if (explain) return { reads: named.map(([, field]) => field), row_count: samples.length };
    const first = samples.slice(0, mostRows);
    return {
      rows: first.map((sample) => Object.fromEntries(named.map(([name, field]) => [name, reading[field](sample)]))),
      truncated: samples.length > mostRows,
    };
  };
