import { emit } from './events.js';
import type { Subscription } from './subscription.js';
import { change, find, findAll, newStripeId, type Stored, save, type Work } from './work.js';

const HOUR = 3_600;

export interface Invoice extends Stored {
  readonly customer: string;
  readonly currency: string;
  readonly status: 'draft' | 'open' | 'paid' | 'void';
  readonly total: number;
  readonly attempt_count: number;
  readonly billing_reason: string;
  readonly _subscription: string | null;
  readonly _due: number | null;
  readonly [key: string]: unknown;
}

export interface Line {
  readonly amount: number;
  readonly description: string;
  readonly period: { readonly start: number; readonly end: number };
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
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const invoice = await save<Invoice>(work, {
    id,
    object: 'invoice',
    amount_due: Math.max(total, 0),
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: Math.max(total, 0),
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
    discounts: [],
    due_date: null,
    effective_at: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    last_finalization_error: null,
    lines: {
      object: 'list',
      data: lines.map((line) => ({
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
    starting_balance: 0,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: total,
    test_clock: subscription.test_clock,
    total,
    total_discount_amounts: [],
    total_taxes: [],
    _payments: { object: 'list', data: [], has_more: false, url: '/v1/invoice_payments' },
    _subscription: subscription.id,
    _due: work.now + HOUR,
    _clock: subscription._clock,
  });
  await emit(work, 'invoice.created', invoice);
  return invoice;
}

export async function finalizeInvoice(work: Work, draft: Invoice): Promise<Invoice> {
  const invoice = (await change(work, draft, {
    status: 'open',
    automatically_finalizes_at: null,
    effective_at: work.now,
    status_transitions: { ...(draft.status_transitions as object), finalized_at: work.now },
    _due: work.now,
  })) as Invoice;
  await emit(work, 'invoice.finalized', invoice);
  return invoice;
}
