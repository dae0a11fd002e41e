import type { Knex } from 'knex';
import { failOrder, payOrder } from '../orders/settle-order.js';
import { idOf, type Payments } from './payments.js';
import { readIntent, settleIntent } from './settle-intent.js';

/**
 * Brings the order of a hosted page to where the page stands: it bears the order's id as its reference. Null for a page
 * that is of no order, such as one that saves a card (https://docs.stripe.com/payments/checkout/fulfillment).
 */
export async function settleSession(
  { stripe, now }: Payments,
  sessionId: string,
): Promise<((db: Knex) => Promise<void>) | null> {
  const session = await stripe.checkout.sessions.retrieve(sessionId);
  const orderId = session.client_reference_id;
  if (session.mode !== 'payment' || orderId === null) return null;
  const intentId = idOf(session.payment_intent);
  if (session.payment_status === 'no_payment_required') {
    return (db) => payOrder(db, orderId, { intentId: null, paymentMethodId: null, now: now() });
  }
  if (session.status === 'expired') {
    const message = 'Nobody paid at the checkout page.';
    return (db) => failOrder(db, orderId, { code: 'NOT_CHARGED', message, intentId });
  }
  if (intentId === null) return null;
  const state = await readIntent(stripe, intentId);
  return (db) => settleIntent(db, state, now());
}
