import { confirmIntent } from './confirm-intent.js';
import { emit } from './events.js';
import { newIntent } from './intent.js';
import type { Invoice } from './invoice.js';
import { StripeDoubleError } from './stripe-error.js';
import { end, type Subscription, update } from './subscription.js';
import { change, find, type Stored, save, type Work } from './work.js';

const DAY = 86_400;

/** Days until a failed payment is tried again; after the last one the subscription ends. */
const RETRY_DAYS = [3, 5, 7] as const;

/** Tries to pay; the invoice as it then is. `asked`: another card than the one that would be charged. */
export async function payInvoice(work: Work, invoice: Invoice, asked: string | null = null): Promise<Invoice> {
  if (invoice.amount_due === 0) return paid(work, invoice, null);
  const subscription =
    invoice._subscription === null ? null : await find<Subscription>(work, 'subscription', invoice._subscription);
  const customer = await find(work, 'customer', invoice.customer);
  const usual = (customer.invoice_settings as { default_payment_method: string | null }).default_payment_method;
  const method = asked ?? subscription?.default_payment_method ?? usual;
  const intent = await intentOf(work, invoice, method);
  try {
    if (method === null)
      throw new StripeDoubleError('This customer has no attached payment source or default payment method.', {
        status: 402,
      });
    await confirmIntent(
      work,
      { ...intent, payment_method: method },
      { offSession: true, returnUrl: null, errorOnAction: true },
    );
  } catch (error) {
    if (!(error instanceof StripeDoubleError) || error.status !== 402) throw error;
    return unpaid(work, invoice, intent.id);
  }
  return paid(work, invoice, intent.id);
}

/** The invoice's payment intent: one, however often it is tried. */
async function intentOf(work: Work, invoice: Invoice, method: string | null): Promise<Stored> {
  const payments = invoice._payments as {
    readonly data: readonly { readonly payment: { readonly payment_intent: string } }[];
  };
  const known = payments.data[0]?.payment.payment_intent;
  if (known !== undefined) return find(work, 'payment_intent', known);
  const { customer, currency, amount_due: amount, metadata } = invoice;
  const description =
    invoice.billing_reason === 'subscription_create' ? 'Subscription creation' : 'Subscription update';
  const intent = newIntent(work, {
    amount,
    currency,
    customer,
    description,
    metadata,
    payment_method: method,
    setup_future_usage: 'off_session',
  });
  return save(work, intent);
}

/** The error of an invoice that its card would not pay, where nothing is to stay of the request. */
export async function declined(work: Work, { _payments }: Invoice): Promise<StripeDoubleError> {
  const { data } = _payments as { readonly data: readonly { readonly payment: { readonly payment_intent: string } }[] };
  const intent = data[0] && (await find(work, 'payment_intent', data[0].payment.payment_intent));
  const cause = intent?.last_payment_error as { code?: string; decline_code?: string; message?: string } | null;
  // No card was ever asked.
  if (!cause) {
    return new StripeDoubleError(
      'This customer has no attached payment source or default payment method. Please consider adding a default payment method.',
      { code: 'resource_missing' },
    );
  }
  return new StripeDoubleError(cause.message ?? 'Your card was declined.', {
    status: 402,
    type: 'card_error',
    code: cause.code ?? 'card_declined',
    ...(cause.decline_code && { decline_code: cause.decline_code }),
    undone: true,
  });
}

function paymentsOf(work: Work, invoice: Invoice, intent: string | null, status: string): object {
  const data =
    intent === null
      ? []
      : [
          {
            id: `inpay_${intent.slice(3)}`,
            object: 'invoice_payment',
            amount_paid: status === 'paid' ? invoice.amount_due : null,
            amount_requested: invoice.amount_due,
            created: work.now,
            currency: invoice.currency,
            invoice: invoice.id,
            is_default: true,
            livemode: false,
            payment: { payment_intent: intent, type: 'payment_intent' },
            status,
            status_transitions: { canceled_at: null, paid_at: status === 'paid' ? work.now : null },
          },
        ];
  return { ...(invoice._payments as object), data };
}

async function paid(work: Work, before: Invoice, intent: string | null): Promise<Invoice> {
  const amount = before.amount_due;
  const invoice = (await change(work, before, {
    status: 'paid',
    amount_paid: amount,
    amount_remaining: 0,
    attempted: true,
    attempt_count: before.attempt_count + (intent === null ? 0 : 1),
    auto_advance: false,
    next_payment_attempt: null,
    status_transitions: { ...(before.status_transitions as object), paid_at: work.now },
    _payments: paymentsOf(work, before, intent, 'paid'),
    _due: null,
  })) as Invoice;
  await emit(work, 'invoice.paid', invoice);
  await emit(work, 'invoice.payment_succeeded', invoice);
  const subscription = await subscriptionOf(work, invoice);
  if (subscription !== null && ['incomplete', 'past_due', 'unpaid'].includes(subscription.status)) {
    await update(work, subscription, { status: 'active' });
  }
  return invoice;
}

async function unpaid(work: Work, before: Invoice, intent: string): Promise<Invoice> {
  const first = before.billing_reason === 'subscription_create';
  const days = first ? undefined : RETRY_DAYS[before.attempt_count];
  const again = days === undefined ? null : work.now + days * DAY;
  const invoice = (await change(work, before, {
    attempted: true,
    attempt_count: before.attempt_count + 1,
    auto_advance: again !== null,
    next_payment_attempt: again,
    _payments: paymentsOf(work, before, intent, 'open'),
    _due: again,
  })) as Invoice;
  await emit(work, 'invoice.payment_failed', invoice);
  const subscription = await subscriptionOf(work, invoice);
  if (subscription === null || first) return invoice;
  if (again === null) await end(work, subscription, 'payment_failed');
  else if (subscription.status !== 'past_due') await update(work, subscription, { status: 'past_due' });
  return invoice;
}

async function subscriptionOf(work: Work, invoice: Invoice): Promise<Subscription | null> {
  if (invoice._subscription === null) return null;
  const subscription = await find<Subscription>(work, 'subscription', invoice._subscription);
  return subscription.status === 'canceled' ? null : subscription;
}
