import type { Knex } from 'knex';

/**
 * Narrows a query of licences to those that entitle to anything at a moment. A late payment does not end a licence before
 * its time, nor does giving notice; a refund, or the end of what was paid for, does. `licence`: what the query calls it.
 */
export function whereUsable(query: Knex.QueryBuilder, licence: string, now: Date): void {
  query
    .whereIn(`${licence}.status`, ['active', 'past_due'])
    .where((either) => either.whereNull(`${licence}.expires_at`).orWhere(`${licence}.expires_at`, '>', now));
}

/** The same of a row that has been read. */
export function isUsable(
  { status, expires_at: ends }: { readonly status: string; readonly expires_at: Date | null },
  now: Date,
): boolean {
  return (status === 'active' || status === 'past_due') && (ends === null || ends > now);
}
