import type { Knex } from 'knex';

/**
 * Stripe charges a renewal about an hour after the period has ended, and tells of it later still: for so long a subscription
 * that nobody has said has ended goes on being good. https://docs.stripe.com/billing/subscriptions/overview#renewing-invoices
 */
const RENEWAL_MS = 3 * 86_400_000;

/**
 * Narrows a query of licences to those that entitle to anything at a moment. A late payment does not end a licence before
 * its time, nor does giving notice; a refund, or the end of what was paid for, does. `licence`: what the query calls it.
 */
export function whereUsable(query: Knex.QueryBuilder, licence: string, now: Date): void {
  query.whereIn(`${licence}.status`, ['active', 'past_due']).where((either) =>
    either
      .whereNull(`${licence}.expires_at`)
      .orWhere(`${licence}.expires_at`, '>', now)
      .orWhere((renewing) =>
        renewing
          .where(`${licence}.status`, 'active')
          .whereNotNull(`${licence}.subscription_id`)
          .where(`${licence}.expires_at`, '>', new Date(now.getTime() - RENEWAL_MS)),
      ),
  );
}

interface Entitlement {
  readonly status: string;
  readonly expires_at: Date | null;
  readonly subscription_id: string | null;
}

/** The same of a row that has been read. */
export function isUsable({ status, expires_at: ends, subscription_id: renewedBy }: Entitlement, now: Date): boolean {
  if (status !== 'active' && status !== 'past_due') return false;
  const grace = status === 'active' && renewedBy !== null ? RENEWAL_MS : 0;
  return ends === null || ends.getTime() + grace > now.getTime();
}
