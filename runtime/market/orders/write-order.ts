import type { Knex } from 'knex';
import type { PricedCart } from '../cart/pricing.js';
import { newId } from '../ids.js';

/** What an order is written from. `attempt`: of the call that places it, so that a later attempt finds it. */
export interface NewOrder {
  readonly organizationId: string;
  readonly customerId: string | null;
  readonly kind: 'purchase' | 'renewal';
  readonly attempt: string | null;
  readonly cart: PricedCart;
  /** The coupon that the cart bore itself, which it gets back should the order fail. */
  readonly cartCouponId?: string | null;
  /** As it stood when the order was placed. */
  readonly billingAddress: object | null;
  readonly paymentMethodId: string | null;
  readonly now: Date;
}

/** What is known of an order as soon as it is written. Money in minor units. */
export interface WrittenOrder {
  readonly orderId: string;
  readonly invoiceId: string;
  readonly number: string;
  readonly currency: string;
  readonly totalMinor: number;
}

/** Of a vendor's net the platform keeps so much. */
const feeBasisPoints = 1_000;

/** The platform's fee, rounded half up, in minor units. */
export function feeOf(netMinor: number): number {
  return Math.floor((netMinor * feeBasisPoints + 5_000) / 10_000);
}

/** Writes a pending order with its lines, what each vendor gets of it, and its invoice. Money in minor units. */
export async function writeOrder(db: Knex, order: NewOrder): Promise<WrittenOrder> {
  const { organizationId: organization_id, cart, now } = order;
  const orderId = newId('ord');
  const invoiceId = newId('ivc');
  const number = await nextNumber(db);
  await db('customer_order').insert({
    id: orderId,
    organization_id,
    placed_by: order.customerId,
    number,
    kind: order.kind,
    attempt: order.attempt,
    status: 'pending',
    currency: cart.currency,
    subtotal_minor: cart.subtotalMinor,
    discount_minor: cart.discountMinor,
    tax_minor: cart.taxMinor,
    total_minor: cart.totalMinor,
    coupon_id: cart.coupon?.id ?? null,
    coupon_code: cart.coupon?.code ?? null,
    cart_coupon_id: order.cartCouponId ?? null,
    tax_country: cart.tax.country,
    tax_basis_points: cart.tax.basisPoints,
    billing_address: order.billingAddress && JSON.stringify(order.billingAddress),
    payment_method_id: order.paymentMethodId,
    placed_at: now,
  });
  await db('order_line').insert(
    cart.lines.map((line, index) => ({
      id: newId('oln'),
      order_id: orderId,
      organization_id,
      position: index + 1,
      package_id: line.packageId,
      vendor_id: line.vendorId,
      composer_name: line.composerName,
      title: line.title,
      cadence: line.cadence,
      quantity: line.quantity,
      unit_minor: line.unitMinor,
      total_minor: line.totalMinor,
      discount_minor: line.discountMinor,
      tax_minor: line.taxMinor,
    })),
  );
  await db('vendor_split').insert(
    cart.vendors.map(({ vendorId, netMinor, taxMinor }) => ({
      order_id: orderId,
      organization_id,
      vendor_id: vendorId,
      net_minor: netMinor,
      tax_minor: taxMinor,
      fee_minor: feeOf(netMinor),
      transfer_minor: netMinor - feeOf(netMinor),
    })),
  );
  await db('invoice').insert({
    id: invoiceId,
    order_id: orderId,
    organization_id,
    number: `INV-${number}`,
    currency: cart.currency,
    total_minor: cart.totalMinor,
    issued_at: now,
  });
  return { orderId, invoiceId, number, currency: cart.currency, totalMinor: cart.totalMinor };
}

async function nextNumber(db: Knex): Promise<string> {
  const { rows } = await db.raw<{ rows: { number: string }[] }>(`select nextval('order_number')::text as number`);
  return rows[0]?.number ?? '';
}
