import type { Knex } from 'knex';
import type Stripe from 'stripe';
import type { LineRow, SettledOrder } from '../orders/order-row.js';
import { payOrder } from '../orders/settle-order.js';
import { writeOrder } from '../orders/write-order.js';
import { type RenewalDiscount, renewalDiscount } from './ordered-discounts.js';
import { atSecond, idOf } from './payments.js';
import { type SubscriptionRow, syncSubscription, tellSeller } from './sync-subscription.js';

/** An invoice of a subscription as it is now. */
export interface InvoiceState {
  readonly invoice: Stripe.Invoice;
  readonly subscription: Stripe.Subscription;
}

/** Asks Stripe how an invoice and its subscription stand; null for one of no subscription. */
export async function readInvoice(stripe: Stripe, invoiceId: string): Promise<InvoiceState | null> {
  const invoice = await stripe.invoices.retrieve(invoiceId, { expand: ['payments'] });
  const id = idOf(invoice.parent?.subscription_details?.subscription);
  return id === null ? null : { invoice, subscription: await stripe.subscriptions.retrieve(id) };
}

/**
 * Brings a subscription to where it stands; a period that has been paid becomes an order and an invoice of its own, once,
 * and its licences hold for it. The first period was paid with the purchase: Stripe's invoice of it is of 0.
 */
export async function settleInvoice(db: Knex, { invoice, subscription }: InvoiceState, now: Date): Promise<void> {
  const row = await syncSubscription(db, subscription, now);
  if (row === null || invoice.status !== 'paid' || !isRenewal(invoice)) return;
  const line: LineRow & { readonly order_id: string } = await db('order_line')
    .where({ id: row.order_line_id })
    .forUpdate()
    .first();
  const known = await db('customer_order').where({ stripe_invoice_id: invoice.id }).first('id');
  if (known !== undefined) return;
  const origin: SettledOrder & { tax_country: string | null; billing_address: object | null } = await db(
    'customer_order',
  )
    .where({ id: line.order_id })
    .first();
  const discount = takenOff(invoice) > 0 ? await renewalDiscount(db, origin, line) : null;
  const { orderId } = await writeOrder(db, renewalOf({ origin, line, invoice, discount, now }));
  await db('customer_order').where({ id: orderId }).update({ stripe_invoice_id: invoice.id, subscription_id: row.id });
  await payOrder(db, orderId, { intentId: intentOf(invoice), paymentMethodId: null, now });
  await extendLicences(db, row, { until: paidUntil(invoice), now });
}

/** Whether it is of a period that the purchase has not paid for; one that a coupon leaves nothing of is, too. */
function isRenewal({ total, billing_reason }: Stripe.Invoice): boolean {
  return total > 0 || billing_reason === 'subscription_cycle';
}

function takenOff({ total_discount_amounts }: Stripe.Invoice): number {
  return (total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
}

interface Renewal {
  readonly origin: SettledOrder & { tax_country: string | null; billing_address: object | null };
  readonly line: LineRow;
  readonly invoice: Stripe.Invoice;
  /** What has come off it; its net is the line's discount once more. */
  readonly discount: RenewalDiscount | null;
  readonly now: Date;
}

/**
 * Its net is the line's less the discount that the line had, its tax what the invoice comes to beyond that: together
 * what Stripe has asked for, whether of the card or of a balance that the customer had there. Money in minor units.
 */
function renewalOf({ origin, line, invoice, discount, now }: Renewal): Parameters<typeof writeOrder>[1] {
  const subtotalMinor = line.unit_minor * line.quantity;
  const discountMinor = discount === null ? 0 : line.discount_minor;
  const netMinor = subtotalMinor - discountMinor;
  const taxMinor = invoice.total - netMinor;
  return {
    organizationId: origin.organization_id,
    customerId: null,
    kind: 'renewal',
    attempt: null,
    billingAddress: origin.billing_address,
    paymentMethodId: origin.payment_method_id,
    now,
    cart: {
      currency: origin.currency,
      lines: [
        {
          packageId: line.package_id,
          vendorId: line.vendor_id,
          vendor: '',
          composerName: line.composer_name,
          title: line.title,
          cadence: line.cadence,
          quantity: line.quantity,
          unitMinor: line.unit_minor,
          ...{ totalMinor: subtotalMinor, discountMinor, taxMinor },
        },
      ],
      ...{ subtotalMinor, discountMinor, taxMinor },
      totalMinor: invoice.total,
      vendors: [{ vendorId: line.vendor_id, vendor: '', netMinor, taxMinor }],
      coupon: discount?.coupon ?? null,
      tax: { country: origin.tax_country, basisPoints: origin.tax_basis_points },
    },
  };
}

async function extendLicences(
  db: Knex,
  subscription: SubscriptionRow,
  { until, now }: { readonly until: Date; readonly now: Date },
): Promise<void> {
  await db('licence')
    .where({ subscription_id: subscription.id })
    .whereIn('status', ['active', 'past_due', 'cancelled'])
    .update({ expires_at: until, updated_at: now, row_version: db.raw('row_version + 1') });
  const data = { current_period_end: until.toISOString() };
  await tellSeller(db, subscription, { type: 'subscription.renewed', data, now });
}

/** Until when the periods go that an invoice is for. */
function paidUntil({ lines }: Stripe.Invoice): Date {
  return atSecond(Math.max(...lines.data.map(({ period }) => period.end)));
}

function intentOf({ payments }: Stripe.Invoice): string | null {
  const paid = payments?.data.find(({ status }) => status === 'paid');
  return idOf(paid?.payment.payment_intent);
}
