import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { orderFinishings, sendJob } from '../jobs/queues.js';
import { tellVendor } from '../licences/mint-licences.js';
import { lockOrder, readLines, type SettledOrder } from './order-row.js';
import { announceOrder, tellVendors } from './tell-order.js';

/**
 * Notes what Stripe has given back of an order. When that is all that was charged for it, the order is refunded and its licences revoked,
 * once; for a renewal those are the subscription's. A part that was given back by hand at Stripe changes nothing else.
 */
export async function refundOrder(
  db: Knex,
  orderId: string,
  given: { readonly refunds: readonly Stripe.Refund[]; readonly chargedMinor: number; readonly now: Date },
): Promise<void> {
  const { chargedMinor, now } = given;
  const refunds = given.refunds.filter(({ status }) => status === 'succeeded' || status === 'pending');
  if (refunds.length === 0) return;
  const order = await lockOrder(db, orderId);
  if (order === null) return;
  await db('refund')
    .insert(
      refunds.map(({ id, amount, reason }) => ({
        id: newId('rfd'),
        order_id: order.id,
        organization_id: order.organization_id,
        stripe_refund_id: id,
        amount_minor: amount,
        reason,
        created_at: now,
      })),
    )
    .onConflict('stripe_refund_id')
    .ignore();
  const total = refunds.reduce((sum, { amount }) => sum + amount, 0);
  if (order.status === 'paid' && total >= chargedMinor) await takeBack(db, order, now);
}

/** A paid order is given back whole: for one of 0 there is nothing more to it, for any other Stripe has paid it back. */
export async function takeBack(db: Knex, order: SettledOrder, now: Date): Promise<void> {
  await db('customer_order').where({ id: order.id }).update({ status: 'refunded', refunded_at: now });
  const lines = await readLines(db, order.id);
  for (const line of lines) {
    const revoked: { id: string }[] = await db('licence')
      .where((licence) => {
        if (order.subscription_id === null) licence.where({ order_line_id: line.id });
        else licence.where({ subscription_id: order.subscription_id });
      })
      .whereNot({ status: 'revoked' })
      .update({ status: 'revoked', updated_at: now, row_version: db.raw('row_version + 1') })
      .returning('id');
    await tellVendor(db, 'license.revoked', { line, licences: revoked.map(({ id }) => id), now });
  }
  await tellVendors(db, 'order.refunded', { order, lines, now });
  await announceOrder(db, order);
  await sendJob(db, orderFinishings, { order: order.id });
}
