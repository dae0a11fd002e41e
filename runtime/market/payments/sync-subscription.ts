import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { emitEvent } from '../webhooks/events.js';
import { atSecond } from './payments.js';

export interface SubscriptionRow {
  readonly id: string;
  readonly organization_id: string;
  readonly order_line_id: string;
  readonly package_id: string;
  readonly status: 'active' | 'past_due' | 'cancelled';
}

/** For so long after a renewal has failed licences go on being good, while Stripe tries the card again. */
const dunningDays = 21;

/**
 * Brings a line's subscription to where it stands at Stripe, and its licences with it. What has ended stays so, and a
 * subscription that is of none of our lines does nothing: null.
 */
export async function syncSubscription(
  db: Knex,
  subscription: Stripe.Subscription,
  now: Date,
): Promise<SubscriptionRow | null> {
  const { order_line_id = '' } = subscription.metadata;
  // The line's lock, so that the first two to learn of a subscription do not both write it.
  const line = await db('order_line').where({ id: order_line_id }).forUpdate().first();
  if (line === undefined || line.cadence === null) return null;
  const before: SubscriptionRow | undefined = await db('subscription').where({ order_line_id }).first();
  if (before?.status === 'cancelled') return before;
  const status = statusOf(subscription);
  const current = {
    status,
    current_period_end: periodEndOf(subscription),
    cancel_at_period_end: subscription.cancel_at_period_end,
    ended_at: status === 'cancelled' ? atSecond(subscription.ended_at ?? subscription.created) : null,
  };
  const [after]: SubscriptionRow[] = await db('subscription')
    .insert({
      id: newId('sbs'),
      organization_id: line.organization_id,
      order_line_id,
      package_id: line.package_id,
      stripe_subscription_id: subscription.id,
      quantity: line.quantity,
      cadence: line.cadence,
      created_at: now,
      ...current,
    })
    .onConflict('order_line_id')
    .merge(current)
    .returning('*');
  if (after === undefined) throw new Error(`Subscription ${subscription.id} was not written.`);
  if (before === undefined) {
    // To the second, as Stripe counts what the purchase has paid for.
    const paid = subscription.trial_end === null ? {} : { expires_at: atSecond(subscription.trial_end) };
    await db('licence')
      .where({ order_line_id })
      .update({ subscription_id: after.id, ...paid });
  }
  if (status !== (before?.status ?? 'active')) await follow(db, after, now);
  return after;
}

/** What a subscription's new status means for its licences, told to whoever sells the package. */
async function follow(db: Knex, subscription: SubscriptionRow, now: Date): Promise<void> {
  const { id, status } = subscription;
  const licences = db('licence').where({ subscription_id: id });
  const changed = { updated_at: now, row_version: db.raw('row_version + 1') };
  if (status === 'active') await licences.where({ status: 'past_due' }).update({ status, ...changed });
  if (status === 'past_due') {
    const until = new Date(now.getTime() + dunningDays * 86_400_000);
    await licences.where({ status: 'active' }).update({ status, expires_at: until, ...changed });
    await tellSeller(db, subscription, {
      type: 'subscription.payment_failed',
      data: { until: until.toISOString() },
      now,
    });
  }
  if (status === 'cancelled') {
    const usable = ['active', 'past_due', 'cancelled'];
    await licences.whereIn('status', usable).update({ status: 'expired', expires_at: now, ...changed });
    await tellSeller(db, subscription, { type: 'subscription.cancelled', data: {}, now });
  }
}

export async function tellSeller(
  db: Knex,
  subscription: SubscriptionRow,
  event: {
    readonly type: 'subscription.renewed' | 'subscription.payment_failed' | 'subscription.cancelled';
    readonly data: object;
    readonly now: Date;
  },
): Promise<void> {
  const { type, data, now } = event;
  const seller = await db({ p: 'package' })
    .join({ v: 'vendor' }, 'v.id', 'p.vendor_id')
    .where('p.id', subscription.package_id)
    .first({ vendorId: 'v.id', organizationId: 'v.organization_id', name: 'p.composer_name' });
  const told = { subscription_id: subscription.id, package: seller.name, vendor_id: seller.vendorId, ...data };
  await emitEvent(db, { organizationId: seller.organizationId, vendorId: seller.vendorId, type, data: told, now });
}

/** https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses */
function statusOf({ status }: Stripe.Subscription): SubscriptionRow['status'] {
  if (status === 'active' || status === 'trialing') return 'active';
  return status === 'canceled' || status === 'incomplete_expired' ? 'cancelled' : 'past_due';
}

function periodEndOf({ items }: Stripe.Subscription): Date {
  return atSecond(Math.max(...items.data.map(({ current_period_end }) => current_period_end)));
}
