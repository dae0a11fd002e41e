import { firstInvoice } from './billing.js';
import { discountsOf } from './discounts.js';
import { emit } from './events.js';
import { REAL_TIME } from './keep-time.js';
import type { Params } from './params.js';
import { declined } from './pay-invoice.js';
import { StripeDoubleError } from './stripe-error.js';
import { createItem, type Item, itemList, nextPeriod, type Subscription } from './subscription.js';
import { taxRatesOf } from './tax-rates.js';
import { change, find, newStripeId, refuse, type Stored, save, type Work } from './work.js';

export const BEHAVIOURS = [
  'allow_incomplete',
  'default_incomplete',
  'error_if_incomplete',
  'pending_if_incomplete',
] as const;
export const PRORATIONS = ['always_invoice', 'create_prorations', 'none'] as const;
/** How long a first payment may be made good. */
const INCOMPLETE_S = 23 * 3_600;

/** With parameters of a subscription; also by a checkout session. */
export async function createSubscription(
  work: Work,
  params: Params,
  customer: Stored,
  behaviour: (typeof BEHAVIOURS)[number],
): Promise<Stored> {
  const id = newStripeId('sub');
  const trialEnd = trialOf(work, params);
  const clock = (customer.test_clock as string | null) ?? null;
  const made: Item[] = [];
  for (const each of params.each('items'))
    made.push(await createItem(work, each, id, { start: work.now, end: work.now }));
  const [first] = made;
  if (first === undefined)
    throw new StripeDoubleError('Missing required param: items.', { code: 'parameter_missing', param: 'items' });
  const anchor = trialEnd ?? work.now;
  const subscription: Subscription = {
    ...newSubscription(work, id, customer.id),
    billing_cycle_anchor: anchor,
    currency: first.price.currency,
    ...params.kept('description'),
    cancel_at_period_end: params.flag('cancel_at_period_end') ?? false,
    default_payment_method: await methodOf(work, params, customer.id),
    default_tax_rates: (await taxRatesOf(work, params, 'default_tax_rates')) ?? [],
    discounts: (await discountsOf(work, params, { id, customer: customer.id, currency: first.price.currency })) ?? [],
    metadata: params.metadata(),
    status: trialEnd === null ? 'incomplete' : 'trialing',
    test_clock: clock,
    trial_end: trialEnd,
    trial_start: trialEnd === null ? null : work.now,
    _clock: clock ?? REAL_TIME,
  };
  const over = trialEnd ?? nextPeriod(subscription, first.price, work.now);
  const items = itemList(
    id,
    made.map((item) => ({ ...item, current_period_end: over })),
  );
  const due = trialEnd === null ? work.now + INCOMPLETE_S : over;
  const begun = await save<Subscription>(work, { ...subscription, items, _due: due });
  await emit(work, 'customer.subscription.created', begun);
  const invoice = await firstInvoice(work, begun, behaviour !== 'default_incomplete');
  const now = await find<Subscription>(work, 'subscription', id);
  if (invoice.status !== 'paid' && behaviour === 'error_if_incomplete') throw await declined(work, invoice);
  return change(work, now, { latest_invoice: invoice.id, _due: now.status === 'incomplete' ? due : over });
}

/** A subscription as it begins. */
export function newSubscription(work: Work, id: string, customer: string): Subscription {
  return {
    id,
    object: 'subscription',
    application: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: work.now,
    billing_mode: { type: 'flexible' },
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, reason: null },
    collection_method: 'charge_automatically',
    created: work.now,
    customer,
    days_until_due: null,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    latest_invoice: null,
    livemode: false,
    metadata: {},
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
    pending_setup_intent: null,
    schedule: null,
    start_date: work.now,
    status: 'active',
    test_clock: null,
    items: itemList(id, []),
    _clock: REAL_TIME,
    _due: null,
  };
}

function trialOf(work: Work, params: Params): number | null {
  const days = params.integer('trial_period_days');
  if (days !== undefined) return work.now + days * 86_400;
  const end = params.text('trial_end');
  if (end === undefined || end === 'now') return null;
  const moment = params.integer('trial_end') ?? work.now;
  if (moment > work.now) return moment;
  return refuse('Timestamp cannot be in the past.', undefined, 'trial_end');
}

/** The card that is to pay, which must be the customer's own. */
export async function methodOf(work: Work, params: Params, customer: string): Promise<string | null> {
  const id = params.text('default_payment_method');
  if (!id) return null;
  const method = await find(work, 'payment_method', id, 'default_payment_method');
  if (method.customer === customer) return id;
  return refuse(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    'resource_missing',
    'default_payment_method',
  );
}
