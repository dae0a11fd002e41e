import type { Knex } from 'knex';
import { invoicePending, renew } from './billing.js';
import { createSubscription, PRORATIONS } from './create-subscription.js';
import type { Invoice } from './invoice.js';
import type { Params } from './params.js';
import { prorate } from './proration.js';
import { StripeDoubleError } from './stripe-error.js';
import { periodOf, type Subscription } from './subscription.js';
import { inTimeOf } from './test-clocks.js';
import { updateSubscription } from './update-subscription.js';
import { at, find, findLive, newStripeId, refuse, type Stored, type Work } from './work.js';

/**
 * The invoice that a change of a subscription, a new one, or its next renewal would make: it is made as it would be, and
 * taken back. https://docs.stripe.com/api/invoices/create_preview
 */
export async function previewInvoice(work: Work, params: Params): Promise<Stored> {
  const details = params.inside('subscription_details') ?? params;
  details.one('proration_behavior', PRORATIONS);
  const id = params.text('subscription');
  const customer = params.text('customer');
  if (!id && !customer)
    refuse('You must provide either `customer` or `subscription`.', 'parameter_missing', 'customer');
  const subscription = id ? await find<Subscription>(work, 'subscription', id, 'subscription') : null;
  if (subscription !== null && customer && customer !== subscription.customer) {
    refuse(`The subscription ${id} does not belong to the customer ${customer}.`, undefined, 'subscription');
  }
  const holder = await findLive(work, 'customer', subscription?.customer ?? customer ?? '', 'customer');
  const timed = await inTimeOf(work, holder);
  return takenBack(timed, async (inside) => {
    if (subscription === null) {
      const made = await createSubscription(inside, details, holder, 'default_incomplete');
      return shownAsPreview(await find<Invoice>(inside, 'invoice', String(made.latest_invoice)));
    }
    return shownAsPreview(await nextInvoice(inside, details, subscription));
  });
}

async function nextInvoice(work: Work, details: Params, before: Subscription): Promise<Invoice> {
  if (details.flag('cancel_now')) {
    await prorate(work, before, { before: before.items.data, after: [], date: work.now });
    return (await invoicePending(work, before)) ?? noInvoice(before);
  }
  const after = await updateSubscription(work, details, before);
  const made = after.latest_invoice;
  if (made !== null && made !== before.latest_invoice) return find<Invoice>(work, 'invoice', made);
  const renewed = await renew(at(work, periodOf(after).end), after);
  if (renewed.latest_invoice === null || renewed.latest_invoice === made) return noInvoice(before);
  return find<Invoice>(work, 'invoice', renewed.latest_invoice);
}

function noInvoice({ customer }: Subscription): never {
  throw new StripeDoubleError(`No upcoming invoices for customer: '${customer}'`, {
    status: 404,
    code: 'invoice_upcoming_none',
  });
}

function shownAsPreview(invoice: Invoice): Stored {
  const id = newStripeId('upcoming_in');
  const lines = invoice.lines as { readonly data: readonly object[] };
  return {
    ...invoice,
    id,
    amount_paid: 0,
    amount_remaining: invoice.amount_due,
    attempt_count: 0,
    attempted: false,
    automatically_finalizes_at: null,
    effective_at: null,
    ending_balance: null,
    lines: {
      ...lines,
      data: lines.data.map((line) => ({ ...line, invoice: id })),
      url: `/v1/invoices/upcoming/lines?subscription=${invoice._subscription}`,
    },
    next_payment_attempt: null,
    number: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
  };
}

/** What comes of work of which nothing is kept. */
async function takenBack<T>(work: Work, run: (inside: Work) => Promise<T>): Promise<T> {
  let outcome: { readonly value: T } | undefined;
  const undo = new Error('Taken back.');
  await work.db
    .transaction(async (db: Knex.Transaction) => {
      outcome = { value: await run({ ...work, db }) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  if (outcome === undefined) throw new Error('What is taken back has come to nothing.');
  return outcome.value;
}
