import type { Knex } from 'knex';

/** An order as its settling needs it. Money in minor units. */
export interface SettledOrder {
  readonly id: string;
  readonly organization_id: string;
  readonly placed_by: string | null;
  readonly number: string;
  readonly kind: 'purchase' | 'renewal';
  readonly status: 'pending' | 'paid' | 'failed' | 'refunded';
  readonly currency: string;
  readonly total_minor: number;
  readonly tax_basis_points: number;
  readonly coupon_id: string | null;
  readonly cart_coupon_id: string | null;
  readonly subscription_id: string | null;
  readonly payment_method_id: string | null;
  readonly payment_intent_id: string | null;
  readonly checkout_session_id: string | null;
  readonly placed_at: Date;
  readonly paid_at: Date | null;
}

export interface LineRow {
  readonly id: string;
  readonly package_id: string;
  readonly vendor_id: string;
  readonly composer_name: string;
  readonly title: string;
  readonly cadence: 'monthly' | 'yearly' | null;
  readonly quantity: number;
  readonly unit_minor: number;
  readonly total_minor: number;
  readonly discount_minor: number;
  readonly tax_minor: number;
}

/** The order of an id under its lock, for whoever changes what has become of it; null for an id of none. */
export async function lockOrder(db: Knex, orderId: string): Promise<SettledOrder | null> {
  return (await db('customer_order').where({ id: orderId }).forUpdate().first()) ?? null;
}

export function readLines(db: Knex, orderId: string): Promise<LineRow[]> {
  return db('order_line').where({ order_id: orderId }).orderBy(['position', 'id']);
}
