import { type LineRow, readLines, type SettledOrder } from '../orders/order-row.js';
import { endDiscount } from './ordered-discounts.js';
import { cancelOrdered, subscribe } from './ordered-subscriptions.js';
import type { Payments } from './payments.js';
import { reverseTransfers, transferShares } from './transfers.js';

/**
 * What Stripe is still to do for an order that has been settled: of a paid one the subscriptions of its lines and what
 * its vendors get, and of a renewal the end of its discount; of a refunded one the end of those subscriptions and their money back. May be asked again at any
 * time: what has been done is found.
 */
export async function finishOrder(payments: Payments, orderId: string): Promise<void> {
  const { db } = payments;
  const order: SettledOrder | undefined = await db('customer_order').where({ id: orderId }).first();
  if (order?.status === 'paid') {
    for (const line of await unsubscribed(payments, order)) await subscribe(payments, order, line);
    await transferShares(payments, order);
    if (order.kind === 'renewal') await endDiscount(payments, order);
  }
  if (order?.status === 'refunded') {
    await cancelOrdered(payments, order);
    await reverseTransfers(payments, order);
  }
}

/** Lines of a purchase that are to renew and are nobody's subscription yet. */
async function unsubscribed({ db }: Payments, order: SettledOrder): Promise<readonly LineRow[]> {
  if (order.kind === 'renewal') return [];
  const lines = await readLines(db, order.id);
  const subscribed: { order_line_id: string }[] = await db('subscription')
    .whereIn(
      'order_line_id',
      lines.map(({ id }) => id),
    )
    .select('order_line_id');
  const done = new Set(subscribed.map(({ order_line_id }) => order_line_id));
  return lines.filter(({ id, cadence, unit_minor }) => cadence !== null && unit_minor > 0 && !done.has(id));
}
