import type { Params } from './params.js';
import { addMonths, type Price, periodEnd } from './prices.js';
import type { Phase, PhaseItem, Schedule } from './schedule-phases.js';
import { periodOf, type Subscription } from './subscription.js';
import { taxRatesOf } from './tax-rates.js';
import { find, newStripeId, refuse, type Work } from './work.js';

/** The schedule of a subscription as it is: one phase, the period that runs. */
export function newSchedule(work: Work, subscription: Subscription, params: Params): Schedule {
  const { start: start_date, end: end_date } = periodOf(subscription);
  const items = subscription.items.data.map(({ price, quantity }) => itemOf(price.id, quantity));
  const { default_tax_rates } = subscription;
  return {
    id: newStripeId('sub_sched'),
    object: 'subscription_schedule',
    application: null,
    billing_mode: subscription.billing_mode,
    canceled_at: null,
    completed_at: null,
    created: work.now,
    current_phase: { start_date, end_date },
    customer: subscription.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: subscription.default_payment_method,
      description: null,
      invoice_settings: { account_tax_ids: null, custom_fields: null, days_until_due: null, issuer: { type: 'self' } },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: false,
    metadata: params.metadata(),
    pause_schedules: [],
    phases: [phaseOf(subscription, { start_date, end_date, items, default_tax_rates })],
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
    test_clock: subscription.test_clock,
  };
}

const itemOf = (price: string, quantity: number): PhaseItem => ({
  billing_thresholds: null,
  discounts: [],
  metadata: {},
  plan: price,
  price,
  quantity,
  tax_rates: [],
});

function phaseOf({ currency }: Subscription, phase: Phase): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency,
    default_payment_method: null,
    description: null,
    discounts: [],
    invoice_settings: null,
    metadata: {},
    on_behalf_of: null,
    proration_behavior: 'create_prorations',
    transfer_data: null,
    trial_end: null,
    ...phase,
  };
}

/** The phases as they are asked for: the one that runs as it is, and those that come after it one after the other. */
export async function phasesOf(
  work: Work,
  params: Params,
  { subscription: id, current_phase }: Schedule,
): Promise<readonly Phase[]> {
  const subscription = await find<Subscription>(work, 'subscription', String(id));
  const phases: Phase[] = [];
  for (const each of params.each('phases')) {
    const before = phases.at(-1);
    const start_date = startOf(each, before, current_phase?.start_date ?? work.now);
    const items: PhaseItem[] = [];
    let last: Price | undefined;
    for (const item of each.each('items')) {
      last = await find<Price>(work, 'price', item.required('price'), item.name('price'));
      items.push(itemOf(last.id, item.integer('quantity') ?? 1));
    }
    if (last === undefined)
      refuse(`Missing required param: ${each.name('items')}.`, 'parameter_missing', each.name('items'));
    const default_tax_rates = (await taxRatesOf(work, each, 'default_tax_rates')) ?? subscription.default_tax_rates;
    const end_date = endOf(each, start_date, last);
    phases.push(phaseOf(subscription, { start_date, end_date, items, default_tax_rates }));
  }
  checkPhases(phases, subscription);
  return phases;
}

function startOf(each: Params, before: Phase | undefined, running: number): number {
  const given = each.integer('start_date');
  const due = before?.end_date ?? running;
  if (given === undefined && before !== undefined) return due;
  if (given === due) return due;
  return refuse(
    before === undefined
      ? `The first phase must have the start_date of the current phase (${due}), which cannot be modified.`
      : `A phase must start when the one before it ends (${due}).`,
    undefined,
    each.name('start_date'),
  );
}

function endOf(each: Params, start: number, price: Price): number {
  const given = each.integer('end_date');
  if (given !== undefined) return given;
  const duration = each.inside('duration');
  if (duration === undefined) return periodEnd(start, price, 1);
  const count = duration.integer('interval_count') ?? 1;
  const days = { day: 1, week: 7 }[duration.required('interval') as 'day'];
  if (days !== undefined) return start + days * 86_400 * count;
  return addMonths(start, duration.required('interval') === 'year' ? 12 * count : count);
}

function checkPhases(phases: readonly Phase[], subscription: Subscription): void {
  const [current] = phases;
  const { end: over } = periodOf(subscription);
  const now = subscription.items.data.map(({ price, quantity }) => `${quantity} ${price.id}`);
  const asked = current?.items.map(({ price, quantity }) => `${quantity} ${price}`);
  if (current === undefined || now.join() !== asked?.join()) {
    refuse(
      'The Stripe double changes what comes after the current phase alone: leave its items as they are.',
      undefined,
      'phases',
    );
  }
  if (current.end_date !== over && phases.length > 1) {
    refuse(`The Stripe double changes phases at the end of a period alone: ${over}.`, undefined, 'phases[0][end_date]');
  }
  const backwards = phases.findIndex(({ start_date, end_date }) => end_date <= start_date);
  if (backwards >= 0) refuse('The end_date must be after the start_date.', undefined, `phases[${backwards}][end_date]`);
}
