import type { Knex } from 'knex';
import { orderFinishings, sendJob } from '../jobs/queues.js';
import { mintLicences } from '../licences/mint-licences.js';
import { lockOrder, readLines } from './order-row.js';
import { putBack, takeOut } from './ordered-cart.js';
import { announceOrder, tellVendors } from './tell-order.js';

/** What Stripe said of a payment; nulls for an order of 0, which is paid without it. */
export interface Payment {
  readonly intentId: string | null;
  readonly paymentMethodId: string | null;
  readonly now: Date;
}

/**
 * An order is paid: its licences are minted, its vendors and its followers told. Once, however often it is said. Money
 * that came after the order had been given up counts all the same: what went back into the cart is taken out again.
 * In the transaction of whoever has learnt it, beyond any tenant.
 */
export async function payOrder(db: Knex, orderId: string, payment: Payment): Promise<void> {
  const order = await lockOrder(db, orderId);
  if (order === null || order.status === 'paid' || order.status === 'refunded') return;
  const { now, intentId, paymentMethodId } = payment;
  if (order.status === 'failed') await takeOut(db, order);
  await db('customer_order')
    .where({ id: orderId })
    .update({
      status: 'paid',
      paid_at: now,
      payment_intent_id: intentId,
      payment_method_id: paymentMethodId ?? order.payment_method_id,
      failure_code: null,
      failure_message: null,
    });
  const lines = await readLines(db, orderId);
  await tellVendors(db, 'order.paid', { order, lines, now });
  // A renewal mints nothing: its licences are those of the purchase that it renews.
  if (order.kind === 'purchase') await mintLicences(db, { order, lines, now });
  await announceOrder(db, order);
  await sendJob(db, orderFinishings, { order: orderId });
}

export interface PaymentFailure {
  readonly code: string;
  /** A sentence for the buyer. */
  readonly message: string;
  readonly intentId?: string | null;
}

/** A pending order came to nothing: its cart is as before, and its coupon free again. Does nothing to any other order. */
export async function failOrder(db: Knex, orderId: string, failure: PaymentFailure): Promise<void> {
  const order = await lockOrder(db, orderId);
  if (order === null || order.status !== 'pending') return;
  await db('customer_order')
    .where({ id: orderId })
    .update({
      status: 'failed',
      failure_code: failure.code,
      failure_message: failure.message,
      ...(failure.intentId && { payment_intent_id: failure.intentId }),
    });
  await putBack(db, order);
  await announceOrder(db, order);
}
