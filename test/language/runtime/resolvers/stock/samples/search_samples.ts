import type { Input, Resolver } from '../../../../generated/tools/stock/samples/search_samples.js';
import type { SampleRow } from '../../../../samples.js';

/** As deep as the type says; each level is a type of its own. */
interface Condition {
  readonly kind?: string;
  readonly lightest?: number;
  readonly all?: readonly Condition[];
}

export const searchSamples = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  const rows: readonly SampleRow[] = await db('sample').orderBy('label');
  return { labels: rows.filter((row) => fits(row, input)).map(({ label }) => label) };
};

function fits(row: SampleRow, { condition = {}, grams_by_kind = {}, since, until }: Input): boolean {
  const least = grams_by_kind[row.kind];
  if (Object.keys(grams_by_kind).length > 0 && (least === undefined || row.grams < least)) return false;
  if (since !== undefined && row.taken_on < since) return false;
  if (until !== undefined && row.taken_on > until) return false;
  return holds(row, condition);
}

function holds(row: SampleRow, { kind = row.kind, lightest = 0, all = [] }: Condition): boolean {
  return row.kind === kind && row.grams >= lightest && all.every((each) => holds(row, each));
}
