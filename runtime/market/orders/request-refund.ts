import type { Knex } from 'knex';
import type { Payments } from '../payments/payments.js';
import { readIntent, settleIntent } from '../payments/settle-intent.js';
import type { Witness } from '../witness.js';
import { lockOrder, type SettledOrder } from './order-row.js';
import { takeBack } from './refunded-order.js';

/** How an order stands after staff have asked to give it back, and whether it was they who did. */
export interface RefundEnd {
  readonly order: SettledOrder;
  readonly end: 'refunded' | 'refunded_before' | 'not_paid';
}

/** The order of an id or of a number; null for anything else. */
export async function findOrder(db: Knex, idOrNumber: string): Promise<SettledOrder | null> {
  const found = await db('customer_order').where({ id: idOrNumber }).orWhere({ number: idOrNumber }).first();
  return found ?? null;
}

/**
 * Gives a paid order back whole: once, however often it is asked for, since Stripe knows the order by its key. Its licences
 * are revoked at once; Stripe's own events find that done. Rejects where Stripe does not take it. `witness` is written where it
 * was given back by this.
 * https://docs.stripe.com/api/refunds/create
 */
export async function requestRefund(
  { db, stripe, now }: Payments,
  order: SettledOrder,
  witness: Witness,
): Promise<RefundEnd> {
  if (order.status === 'refunded') return { order, end: 'refunded_before' };
  if (order.status !== 'paid') return { order, end: 'not_paid' };
  const { id, payment_intent_id: intent } = order;
  await returnBalance({ db, stripe }, order);
  if (intent === null) {
    await db.transaction(async (transaction) => {
      const locked = await lockOrder(transaction, id);
      if (locked?.status === 'paid') await takeBack(transaction, locked, now());
      await witness(transaction);
    });
  } else {
    const refund = { payment_intent: intent, reason: 'requested_by_customer', metadata: { order_id: id } } as const;
    await stripe.refunds.create(refund, { idempotencyKey: `${id}:refund` }).catch((error: unknown) => {
      // Somebody has given it back at Stripe: that is what was wanted.
      if ((error as { code?: string }).code !== 'charge_already_refunded') throw error;
    });
    const state = await readIntent(stripe, intent);
    await db.transaction(async (transaction) => {
      await settleIntent(transaction, state, now());
      await witness(transaction);
    });
  }
  return { order: (await findOrder(db, id)) ?? order, end: 'refunded' };
}

/** What a balance at Stripe has paid of a renewal goes back to it, as the rest does to the card. */
async function returnBalance({ db, stripe }: Pick<Payments, 'db' | 'stripe'>, order: SettledOrder): Promise<void> {
  const { id, organization_id, payment_intent_id: intent, total_minor, currency } = order;
  const charged = intent === null ? 0 : (await stripe.paymentIntents.retrieve(intent)).amount_received;
  if (total_minor === charged) return;
  const { stripe_customer_id: customer } = await db('billing_account').where({ organization_id }).first();
  await stripe.customers.createBalanceTransaction(
    customer,
    { amount: charged - total_minor, currency: currency.toLowerCase(), metadata: { order_id: id } },
    { idempotencyKey: `${id}:balance-refund` },
  );
}
