import type { LineRow } from '../orders/order-row.js';
import { readLines } from '../orders/order-row.js';
import { failOrder } from '../orders/settle-order.js';
import type { Witness } from '../witness.js';
import { stripeCustomer } from './customers.js';
import type { Payments } from './payments.js';
import { settleSession } from './settle-session.js';

/** How long a page at which an order is paid stays open: Stripe's shortest. */
const MINUTES = 30;

/** Where Stripe's page sends people: with the order paid, and without. */
export interface Returns {
  readonly done: string;
  readonly cancelled: string;
}

/**
 * Opens Stripe's page for a pending order and answers its address. The card is saved with it, so that renewals and later
 * purchases can be charged: https://docs.stripe.com/payments/checkout/save-during-payment. Where the page cannot be opened
 * the order has failed and its cart is back.
 */
export async function openCheckout(payments: Payments, orderId: string, returns: Returns): Promise<string> {
  const { db, stripe } = payments;
  try {
    const order: PaidAtPage = await db('customer_order').where({ id: orderId }).first();
    const customer = await stripeCustomer(db, stripe, order.organization_id);
    const lines = (await readLines(db, orderId)).filter((line) => amountOf(line) > 0);
    const session = await stripe.checkout.sessions.create(
      {
        mode: 'payment',
        customer,
        client_reference_id: orderId,
        metadata: { order_id: orderId },
        line_items: lines.map((line) => ({
          quantity: 1,
          price_data: {
            currency: order.currency.toLowerCase(),
            unit_amount: amountOf(line),
            product_data: { name: `${line.title} × ${line.quantity}` },
          },
        })),
        payment_intent_data: {
          setup_future_usage: 'off_session',
          metadata: { order_id: orderId },
          transfer_group: orderId,
        },
        expires_at: Math.ceil(payments.now().getTime() / 1000) + MINUTES * 60,
        success_url: returns.done,
        cancel_url: returns.cancelled,
      },
      { idempotencyKey: `checkout:${orderId}` },
    );
    if (session.url === null) throw new Error(`Checkout session ${session.id} has no page.`);
    await db('customer_order').where({ id: orderId }).update({ checkout_session_id: session.id });
    return session.url;
  } catch (error) {
    const message = 'The checkout page could not be opened.';
    await db.transaction((transaction) => failOrder(transaction, orderId, { code: 'NOT_CHARGED', message }));
    throw error;
  }
}

/**
 * Closes an order's page if it is still open, and brings the order to where the page stands. `witness`: what else belongs into
 * the transaction.
 */
export async function closeCheckout(payments: Payments, sessionId: string, witness: Witness): Promise<void> {
  const session = await payments.stripe.checkout.sessions.retrieve(sessionId);
  if (session.status === 'open') await payments.stripe.checkout.sessions.expire(sessionId).catch(() => {});
  const apply = await settleSession(payments, sessionId);
  await payments.db.transaction(async (transaction) => {
    await apply?.(transaction);
    await witness(transaction);
  });
}

/** Brings an order to where its page stands, ahead of the event that will tell the same. */
export async function followCheckout(payments: Payments, sessionId: string): Promise<void> {
  const apply = await settleSession(payments, sessionId);
  if (apply !== null) await payments.db.transaction(apply);
}

interface PaidAtPage {
  readonly organization_id: string;
  readonly currency: string;
}

/** What a line adds to the charge. Money in minor units. */
function amountOf(line: LineRow): number {
  return line.total_minor - line.discount_minor + line.tax_minor;
}
