import type { Knex } from 'knex';
import type { PlacedOrder } from '../../../generated/types/marketplace.js';
import type { PricedCart } from '../cart/pricing.js';
import { toMoney } from '../money.js';
import { toOrderLine } from './order-lines.js';
import { readOrders } from './orders.js';
import { needsMethod } from './place-order.js';

/** What a cart would be as an order that is charged to this method; null where nothing is to be paid. */
export function previewOrder(cart: PricedCart, paymentMethodId: string | null): PlacedOrder {
  const { currency } = cart;
  return {
    order_id: null,
    invoice_id: null,
    status: cart.totalMinor === 0 ? 'paid' : 'pending',
    payment_method_id: needsMethod(cart) ? paymentMethodId : null,
    lines: cart.lines.map((line) => toOrderLine(line, currency)),
    subtotal: toMoney(cart.subtotalMinor, currency),
    coupon: cart.coupon?.code ?? null,
    discount: toMoney(cart.discountMinor, currency),
    tax: toMoney(cart.taxMinor, currency),
    total: toMoney(cart.totalMinor, currency),
  };
}

/** The order as it stands now: the event that pays it may have come already. */
export async function readPlaced(db: Knex, organizationId: string, orderId: string): Promise<PlacedOrder> {
  const [order] = await readOrders(db, organizationId, { id: orderId });
  if (order === undefined) throw new Error(`There is no order ${orderId}.`);
  const { order_id, invoice_id, status, lines, subtotal, coupon, discount, tax, total } = order;
  const charged = await db('customer_order').where({ id: orderId }).first('payment_method_id');
  const payment_method_id: string | null = charged.payment_method_id;
  return { order_id, invoice_id, status, payment_method_id, lines, subtotal, coupon, discount, tax, total };
}

/** What an earlier attempt of the same call has come to. */
export interface EarlierOrder {
  readonly id: string;
  readonly status: PlacedOrder['status'];
  readonly total_minor: number;
  readonly currency: string;
  readonly payment_method_id: string | null;
  readonly payment_intent_id: string | null;
  readonly failure_code: string | null;
}

export async function findAttempt(db: Knex, attempt: string): Promise<EarlierOrder | null> {
  return (await db('customer_order').where({ attempt }).first()) ?? null;
}
