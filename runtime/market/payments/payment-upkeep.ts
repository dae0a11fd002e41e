import { failOrder } from '../orders/settle-order.js';
import { lookUpPlan, plansToLookUp } from '../plans/plan-upkeep.js';
import { finishOrder } from './finish-order.js';
import type { Payments } from './payments.js';
import { readIntent, settleIntent } from './settle-intent.js';
import { settleSession } from './settle-session.js';
import { syncSubscription } from './sync-subscription.js';

/** Longer than any call that charges goes on trying, so that what is still pending then is nobody's any more. */
const patienceMs = 5 * 60_000;

interface PendingOrder {
  readonly id: string;
  readonly organization_id: string;
  readonly checkout_session_id: string | null;
  readonly payment_intent_id: string | null;
  readonly placed_at: Date;
}

/**
 * Finds out what nobody has told: orders that a crash or an outage left pending are settled as Stripe has them, and given
 * up where it has never heard of them; what was left of settled orders is done; subscriptions in dunning are looked up, and
 * plans of which something should have been told.
 * One that cannot be settled does not keep the others waiting; then it rejects at the end.
 */
export async function keepPayments(payments: Payments): Promise<void> {
  const { db, stripe, now } = payments;
  const before = new Date(now().getTime() - patienceMs);
  const failures: unknown[] = [];
  const each = async <Item>(items: readonly Item[], settle: (item: Item) => Promise<void>) => {
    for (const item of items) await settle(item).catch((error: unknown) => void failures.push(error));
  };

  const pending: PendingOrder[] = await db('customer_order')
    .where({ status: 'pending' })
    .where('placed_at', '<', before)
    .orderBy('placed_at');
  await each(pending, (order) => settlePending(payments, order));
  await each(await unfinished(payments, before), ({ id }) => finishOrder(payments, id));
  const dunned = await db('subscription').where({ status: 'past_due' }).select('stripe_subscription_id');
  await each(dunned, async ({ stripe_subscription_id: id }: { stripe_subscription_id: string }) => {
    const current = await stripe.subscriptions.retrieve(id);
    await db.transaction(async (transaction) => void (await syncSubscription(transaction, current, now())));
  });
  await each(await plansToLookUp(payments, before), (organization) => lookUpPlan(payments, organization, before));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} payments could not be looked after.`);
}

async function settlePending(payments: Payments, order: PendingOrder): Promise<void> {
  const { db, stripe, now } = payments;
  if (order.checkout_session_id !== null) {
    const apply = await settleSession(payments, order.checkout_session_id);
    if (apply !== null) await db.transaction(apply);
    return;
  }
  const intentId = order.payment_intent_id ?? (await findIntent(payments, order));
  if (intentId === null) {
    const message = 'The payment was never begun.';
    await db.transaction((transaction) => failOrder(transaction, order.id, { code: 'NOT_CHARGED', message }));
    return;
  }
  const state = await readIntent(stripe, intentId);
  await db.transaction((transaction) => settleIntent(transaction, state, now()));
}

/** By the order's id that it bears, among those of the customer since: a list is never behind, unlike a search. */
async function findIntent({ db, stripe }: Payments, order: PendingOrder): Promise<string | null> {
  const { organization_id } = order;
  const account = await db('billing_account').where({ organization_id }).first('stripe_customer_id');
  if (account === undefined) return null;
  for await (const intent of stripe.paymentIntents.list({ customer: account.stripe_customer_id, limit: 100 })) {
    if (intent.metadata.order_id === order.id) return intent.id;
  }
  return null;
}

/**
 * Settled orders for which Stripe is still to do something: also renewals that a balance there has paid for, which have no intent.
 * A vendor without an account is waited for.
 */
async function unfinished({ db }: Payments, before: Date): Promise<readonly { readonly id: string }[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select o.id from customer_order o
      where o.status = 'paid' and o.paid_at < :before and (
        (o.payment_intent_id is not null or o.kind = 'renewal') and exists (
          select 1 from vendor_split s join vendor v on v.id = s.vendor_id
           where s.order_id = o.id and s.transfer_minor > 0 and s.transfer_id is null and v.stripe_account_id is not null
        ) or o.kind = 'purchase' and exists (
          select 1 from order_line l
           where l.order_id = o.id and l.cadence is not null and l.unit_minor > 0
             and exists (select 1 from licence where order_line_id = l.id)
             and not exists (select 1 from subscription s where s.order_line_id = l.id)
        )
      )
      or o.status = 'refunded' and o.refunded_at < :before and (
        exists (
          select 1 from vendor_split s where s.order_id = o.id and s.transfer_id is not null and s.reversed_at is null
        ) or exists (
          select 1 from subscription s join order_line l on l.id = s.order_line_id
           where s.status <> 'cancelled' and (l.order_id = o.id or s.id = o.subscription_id)
        )
      )
      order by o.id`,
    { before },
  );
  return rows;
}
