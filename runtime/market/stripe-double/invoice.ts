import { currencyOf } from '../currencies.js';
import { liveDiscounts } from './discounts.js';
import { emit } from './events.js';
import { amountsOf, type Line } from './invoice-amounts.js';
import type { Subscription } from './subscription.js';
import { change, find, findAll, newStripeId, type Stored, save, type Work } from './work.js';

const HOUR = 3_600;

export interface Invoice extends Stored {
  readonly customer: string;
  readonly currency: string;
  readonly status: 'draft' | 'open' | 'paid' | 'void';
  readonly total: number;
  /** What a card is asked for: the total with the customer's balance. */
  readonly amount_due: number;
  readonly starting_balance: number;
  readonly ending_balance: number | null;
  readonly attempt_count: number;
  readonly billing_reason: string;
  readonly _subscription: string | null;
  readonly _due: number | null;
  readonly [key: string]: unknown;
}

/** Writes a draft, which is finalized after an hour, as Stripe leaves time to add to it. */
export async function draftInvoice(
  work: Work,
  subscription: Subscription,
  reason: string,
  lines: readonly Line[],
): Promise<Invoice> {
  const customer = await find(work, 'customer', subscription.customer);
  const earlier = await findAll(work, 'invoice', { customer: customer.id });
  const id = newStripeId('in');
  const discounts = await liveDiscounts(work, subscription.discounts);
  // One that was begun before the double knew of taxes has none.
  const rates = subscription.default_tax_rates ?? [];
  const amounts = amountsOf(lines, discounts, rates);
  const { total } = amounts;
  const { due } = settled(total, customer, String(subscription.currency));
  const invoice = await save<Invoice>(work, {
    id,
    object: 'invoice',
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due,
    amount_shipping: 0,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatically_finalizes_at: work.now + HOUR,
    billing_reason: reason,
    collection_method: 'charge_automatically',
    created: work.now,
    currency: String(subscription.currency),
    customer: customer.id,
    customer_email: customer.email,
    customer_name: customer.name,
    default_payment_method: null,
    description: null,
    default_tax_rates: rates,
    discounts: discounts.map(({ discount }) => discount.id),
    due_date: null,
    effective_at: null,
    ending_balance: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    last_finalization_error: null,
    lines: {
      object: 'list',
      data: amounts.lines.map((line) => ({
        id: newStripeId('il'),
        object: 'line_item',
        livemode: false,
        currency: subscription.currency,
        invoice: id,
        ...line,
      })),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: {},
    next_payment_attempt: work.now + HOUR,
    number: `${customer.invoice_prefix}-${String(earlier.length + 1).padStart(4, '0')}`,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    period_end: work.now,
    period_start: Math.min(...lines.map(({ period }) => period.start)),
    starting_balance: Number(customer.balance),
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: amounts.subtotal,
    subtotal_excluding_tax: amounts.subtotal,
    test_clock: subscription.test_clock,
    total,
    total_discount_amounts: amounts.total_discount_amounts,
    total_excluding_tax: amounts.total_excluding_tax,
    total_taxes: amounts.total_taxes,
    _payments: { object: 'list', data: [], has_more: false, url: '/v1/invoice_payments' },
    _subscription: subscription.id,
    _due: work.now + HOUR,
    _clock: subscription._clock,
  });
  await emit(work, 'invoice.created', invoice);
  const used = new Set(amounts.total_discount_amounts.map(({ discount }) => discount));
  const kept = discounts.filter(({ discount, coupon }) => coupon.duration !== 'once' || !used.has(discount.id));
  const current = await find(work, 'subscription', subscription.id);
  await change(work, current, { latest_invoice: id, discounts: kept.map(({ discount }) => discount.id) });
  return invoice;
}

/**
 * What a total asks for once the customer's balance is settled with it (https://docs.stripe.com/billing/customer/balance),
 * and the balance from then on: credit, below 0, is used first; what is too little to charge is left for the next one.
 */
function settled(total: number, { balance }: Stored, currency: string): { due: number; balance: number } {
  const asked = total + Number(balance);
  const { leastMinor } = currencyOf(currency.toUpperCase());
  return asked < leastMinor ? { due: 0, balance: asked } : { due: asked, balance: 0 };
}

export async function finalizeInvoice(work: Work, draft: Invoice): Promise<Invoice> {
  const customer = await find(work, 'customer', draft.customer);
  const { due, balance } = settled(draft.total, customer, draft.currency);
  if (balance !== customer.balance) await setBalance(work, customer, balance);
  const invoice = (await change(work, draft, {
    status: 'open',
    amount_due: due,
    amount_remaining: due,
    starting_balance: customer.balance,
    ending_balance: balance,
    automatically_finalizes_at: null,
    effective_at: work.now,
    status_transitions: { ...(draft.status_transitions as object), finalized_at: work.now },
    _due: work.now,
  })) as Invoice;
  await emit(work, 'invoice.finalized', invoice);
  return invoice;
}

export async function setBalance(work: Work, customer: Stored, balance: number): Promise<void> {
  const after = await change(work, customer, { balance });
  await emit(work, 'customer.updated', after, { balance: customer.balance });
}
