import type { Resolver } from '../../../../generated/tools/stock/samples/weigh_samples.js';
import type { SampleRow } from '../../../../samples.js';

export const weighSamples = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const rows: readonly SampleRow[] = await db('sample').where({ kind: input.kind }).orderBy('label');
  const count = rows.length;
  if (input.each) return { count, by_label: Object.fromEntries(rows.map(({ label, grams }) => [label, grams])) };
  return { count, grams: rows.reduce((sum, { grams }) => sum + grams, 0) };
};
