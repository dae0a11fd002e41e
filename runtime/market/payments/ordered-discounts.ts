import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { toCoupon } from '../cart/coupons.js';
import type { Coupon } from '../cart/pricing.js';
import type { LineRow, SettledOrder } from '../orders/order-row.js';
import type { Payments } from './payments.js';

/** What the coupon of a purchase takes off the renewals of one of its lines. */
export interface RenewalDiscount {
  readonly coupon: Coupon;
  /** Tax included, in minor units: a renewal costs what the purchase did. */
  readonly offMinor: number;
  /** How many renewals have it; null for all. */
  readonly renewals: number | null;
}

/** What a line costs, tax included, in minor units. `discountMinor`: what is taken off before tax. */
export function grossMinor(
  line: Pick<LineRow, 'unit_minor' | 'quantity'>,
  taxBasisPoints: number,
  discountMinor = 0,
): number {
  const net = line.unit_minor * line.quantity - discountMinor;
  return net + Math.floor((net * taxBasisPoints + 5_000) / 10_000);
}

/** Null where the renewals cost the whole: without a coupon, with one that is once, or whose months the purchase fills. */
export async function renewalDiscount(
  db: Knex,
  order: Pick<SettledOrder, 'coupon_id' | 'tax_basis_points'>,
  line: LineRow,
): Promise<RenewalDiscount | null> {
  if (order.coupon_id === null || line.discount_minor === 0) return null;
  const row = await db('coupon').where({ id: order.coupon_id }).first();
  const { duration, duration_in_months: months } = row;
  if (duration === 'once') return null;
  const renewals = duration === 'forever' ? null : renewalsWithin(months, line.cadence);
  if (renewals === 0) return null;
  const { tax_basis_points: tax } = order;
  const offMinor = grossMinor(line, tax) - grossMinor(line, tax, line.discount_minor);
  return { coupon: toCoupon(row), offMinor, renewals };
}

/** How often is renewed within so many months of a purchase, whose own period is the first of them. */
function renewalsWithin(months: number, cadence: LineRow['cadence']): number {
  return Math.ceil(months / monthsOf(cadence)) - 1;
}

const monthsOf = (cadence: LineRow['cadence']) => (cadence === 'yearly' ? 12 : 1);

/**
 * The discount as Stripe is told it: a coupon of the line's own, so that each renewal costs to the penny what the
 * purchase did, also where a coupon's amount was shared among lines. Stripe counts the months by the calendar from the
 * moment at which it learns of them, which is a little after the purchase, so that the last renewal without it would
 * come before they are over: `endDiscount` ends it in the period before that.
 */
export async function stripeDiscount(
  stripe: Stripe,
  discount: RenewalDiscount,
  line: LineRow & { readonly currency: string },
): Promise<Stripe.SubscriptionCreateParams.Discount> {
  const { renewals } = discount;
  const months = renewals === null ? null : (renewals + 1) * monthsOf(line.cadence);
  const { id } = await stripe.coupons.create(
    {
      name: discount.coupon.code,
      amount_off: discount.offMinor,
      currency: line.currency.toLowerCase(),
      ...(months === null ? { duration: 'forever' } : { duration: 'repeating', duration_in_months: months }),
      metadata: { order_line_id: line.id },
    },
    { idempotencyKey: `${line.id}:coupon` },
  );
  return { coupon: id };
}

/** Takes the discount off a subscription once as many renewals as have it have been paid. May be asked at any time. */
export async function endDiscount({ db, stripe }: Payments, renewal: SettledOrder): Promise<void> {
  const { subscription_id } = renewal;
  const subscription = await db('subscription').where({ id: subscription_id }).first();
  if (subscription === undefined || subscription.status === 'cancelled') return;
  const line: LineRow & { order_id: string } = await db('order_line').where({ id: subscription.order_line_id }).first();
  const order: SettledOrder = await db('customer_order').where({ id: line.order_id }).first();
  const discount = await renewalDiscount(db, order, line);
  if (discount === null || discount.renewals === null) return;
  const paid = await db('customer_order').where({ subscription_id, kind: 'renewal' }).whereNotNull('paid_at');
  if (paid.length < discount.renewals) return;
  const current = await stripe.subscriptions.retrieve(subscription.stripe_subscription_id);
  if (current.status === 'canceled' || current.discounts.length === 0) return;
  await stripe.subscriptions.update(current.id, { discounts: '' }, { idempotencyKey: `${line.id}:discount-end` });
}
