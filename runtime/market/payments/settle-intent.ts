import type { Knex } from 'knex';
import type Stripe from 'stripe';
import type { SettledOrder } from '../orders/order-row.js';
import { refundOrder } from '../orders/refunded-order.js';
import { failOrder, payOrder } from '../orders/settle-order.js';
import { failedCharge } from './payment-failures.js';
import { idOf } from './payments.js';

/** An intent as it is now, and what has been given back of it. */
export interface IntentState {
  readonly intent: Stripe.PaymentIntent;
  readonly refunds: readonly Stripe.Refund[];
}

/** Asks Stripe how an intent stands, whatever was told of it in which order. */
export async function readIntent(stripe: Stripe, intentId: string): Promise<IntentState> {
  const intent = await stripe.paymentIntents.retrieve(intentId);
  if (intent.status !== 'succeeded') return { intent, refunds: [] };
  const { data } = await stripe.refunds.list({ payment_intent: intentId, limit: 100 });
  return { intent, refunds: data };
}

/** Brings the order of an intent to where the intent stands. An intent that is nobody's order does nothing. */
export async function settleIntent(db: Knex, { intent, refunds }: IntentState, now: Date): Promise<void> {
  const order = await orderOf(db, intent);
  if (order === null) return;
  if (intent.status === 'succeeded') {
    if (!isPaidBy(order, intent)) {
      const received = `${intent.amount_received} ${intent.currency}`;
      throw new Error(`Intent ${intent.id} received ${received}, but order ${order.id} is of ${order.total_minor}.`);
    }
    await payOrder(db, order.id, { intentId: intent.id, paymentMethodId: idOf(intent.payment_method), now });
    await refundOrder(db, order.id, { refunds, chargedMinor: intent.amount_received, now });
  } else if (hasFailed(intent) && order.checkout_session_id === null) {
    // A person at a hosted page may try another card; the page's own end is the end of that.
    const { last_payment_error: error } = intent;
    await failOrder(db, order.id, failedCharge(error?.decline_code ?? error?.code, intent.id));
  }
}

/** A renewal's card pays what the customer's balance at Stripe leaves of it; a purchase's pays all. */
function isPaidBy({ kind, total_minor, currency }: IntendedOrder, intent: Stripe.PaymentIntent): boolean {
  const received = intent.amount_received;
  const enough = kind === 'renewal' ? received <= total_minor : received === total_minor;
  return enough && intent.currency.toUpperCase() === currency;
}

/** A saved method is tried once: there is nobody to be asked for another. */
function hasFailed({ status, last_payment_error: error }: Stripe.PaymentIntent): boolean {
  return status === 'canceled' || (status === 'requires_payment_method' && error !== null);
}

interface IntendedOrder {
  readonly id: string;
  readonly kind: SettledOrder['kind'];
  readonly currency: string;
  readonly total_minor: number;
  readonly checkout_session_id: string | null;
}

/** By the order that the intent bears, else by the intent that an order has noted: renewals are Stripe's own intents. */
async function orderOf(db: Knex, intent: Stripe.PaymentIntent): Promise<IntendedOrder | null> {
  const { order_id: id } = intent.metadata;
  const order = await db('customer_order')
    .where(id === undefined ? { payment_intent_id: intent.id } : { id })
    .first('id', 'kind', 'currency', 'total_minor', 'checkout_session_id');
  return order ?? null;
}
