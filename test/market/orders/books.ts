import { expect } from 'vitest';
import type { Shop } from './shop.js';

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/**
 * Every order's lines, discount and tax, and what is shared among vendors, add up to what was charged at Stripe; what was
 * paid is what has licences, one a piece, and nothing has been charged that is neither an order's nor a plan's.
 */
export async function expectBooksToAddUp({ db, stripe }: Pick<Shop, 'db' | 'stripe'>): Promise<void> {
  const charged = new Map<string, number>();
  for await (const intent of stripe.stripe.paymentIntents.list({ limit: 100 })) {
    if (intent.status === 'succeeded') charged.set(intent.id, intent.amount_received);
  }
  // What plans cost is no order's.
  for await (const { parent, payments, amount_paid } of stripe.stripe.invoices.list({ expand: ['data.payments'] })) {
    if (parent?.subscription_details?.metadata?.purpose !== 'plan' || amount_paid === 0) continue;
    const intent = String(payments?.data[0]?.payment.payment_intent);
    expect([intent, charged.get(intent)]).toEqual([intent, amount_paid]);
    charged.delete(intent);
  }
  for (const order of await db('customer_order')) {
    const lines = await db('order_line').where({ order_id: order.id });
    const splits = await db('vendor_split').where({ order_id: order.id });
    const ofLines = lines.map((line) => line.total_minor - line.discount_minor + line.tax_minor);
    expect([order.id, sum(ofLines)]).toEqual([order.id, order.total_minor]);
    const ofVendors = splits.map((split) => split.transfer_minor + split.fee_minor + split.tax_minor);
    expect([order.id, sum(ofVendors)]).toEqual([order.id, order.total_minor]);

    const paid = order.status === 'paid' || order.status === 'refunded';
    const amount = order.payment_intent_id === null ? 0 : (charged.get(order.payment_intent_id) ?? 0);
    expect([order.id, amount]).toEqual([order.id, paid ? order.total_minor : 0]);
    charged.delete(order.payment_intent_id);

    const pieces = paid && order.kind === 'purchase' ? sum(lines.map(({ quantity }) => quantity)) : 0;
    const minted = await db('licence').where({ order_id: order.id }).whereNotNull('order_line_id');
    expect([order.id, minted.length]).toEqual([order.id, pieces]);
  }
  expect([...charged]).toEqual([]);
}
