import { emit } from './events.js';
import type { Params } from './params.js';
import { type Price, periodEnd, priceOf } from './prices.js';
import type { TaxRate } from './tax-rates.js';
import { change, find, newStripeId, refuse, type Stored, type Work } from './work.js';

export interface Item extends Stored {
  readonly price: Price;
  readonly quantity: number;
  readonly current_period_start: number;
  readonly current_period_end: number;
  readonly [key: string]: unknown;
}

export interface Subscription extends Stored {
  readonly customer: string;
  readonly status: string;
  readonly items: {
    readonly object: 'list';
    readonly data: readonly Item[];
    readonly has_more: false;
    readonly url: string;
  };
  readonly billing_cycle_anchor: number;
  readonly cancel_at_period_end: boolean;
  readonly cancel_at: number | null;
  readonly default_tax_rates: readonly TaxRate[];
  /** Ids. */
  readonly discounts: readonly string[];
  readonly latest_invoice: string | null;
  /** The id of the schedule that it follows. */
  readonly schedule: string | null;
  readonly test_clock: string | null;
  readonly default_payment_method: string | null;
  /** When the clock has to look at it again; null when never. */
  readonly _due: number | null;
  /** Its test clock, or `real`. */
  readonly _clock: string;
  readonly [key: string]: unknown;
}

/** Its period: all items of a subscription of ours have the same. */
export function periodOf({ items }: Subscription): { readonly start: number; readonly end: number } {
  const { current_period_start: start, current_period_end: end } = items.data[0] as Item;
  return { start, end };
}

/** The period that comes after `start`, counted from the anchor, so that months do not grow shorter. */
export function nextPeriod({ billing_cycle_anchor: anchor }: Subscription, price: Price, start: number): number {
  for (let times = 1; ; times += 1) {
    const end = periodEnd(anchor, price, times);
    if (end > start) return end;
  }
}

export function itemList(subscription: string, data: readonly Item[]): Subscription['items'] {
  return { object: 'list', data, has_more: false, url: `/v1/subscription_items?subscription=${subscription}` };
}

/** A new item, as one entry of `items[]` tells it. */
export async function createItem(
  work: Work,
  params: Params,
  subscription: string,
  period: { readonly start: number; readonly end: number },
): Promise<Item> {
  const price = await priceOf(work, params);
  if (price.recurring === null) {
    refuse(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      undefined,
      params.name('price'),
    );
  }
  return {
    ...newItem(work, subscription, price),
    current_period_start: period.start,
    current_period_end: period.end,
    metadata: params.metadata(),
    quantity: params.integer('quantity') ?? 1,
  };
}

/** One piece of a price, whose period begins now. */
export function newItem(work: Work, subscription: string, price: Price): Item {
  const { id, unit_amount: amount, currency, product, recurring } = price;
  const repeated = { interval: recurring?.interval, interval_count: recurring?.interval_count };
  return {
    id: newStripeId('si', 14),
    object: 'subscription_item',
    billing_thresholds: null,
    created: work.now,
    current_period_start: work.now,
    current_period_end: work.now,
    discounts: [],
    metadata: {},
    plan: { id, object: 'plan', active: true, amount, currency, ...repeated, product },
    price,
    quantity: 1,
    subscription,
    tax_rates: [],
  };
}

/** Changes a subscription, and tells it with what it was before. */
export async function update(
  work: Work,
  before: Subscription,
  properties: Partial<Subscription>,
): Promise<Subscription> {
  const after = (await change(work, before, properties)) as Subscription;
  const names = Object.keys(properties).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (names.every((name) => name.startsWith('_'))) return after;
  await emit(
    work,
    'customer.subscription.updated',
    after,
    Object.fromEntries(names.map((name) => [name, before[name]])),
  );
  return after;
}

/** Ends it now. */
export async function end(
  work: Work,
  before: Subscription,
  reason: string,
  status = 'canceled',
): Promise<Subscription> {
  const ended = (await change(work, before, {
    status,
    canceled_at: before.canceled_at ?? work.now,
    ended_at: work.now,
    cancellation_details: { comment: null, feedback: null, ...(before.cancellation_details as object), reason },
    _due: null,
  })) as Subscription;
  if (before.schedule !== null) {
    const schedule = await find(work, 'subscription_schedule', before.schedule);
    const canceled = await change(work, schedule, { status: 'canceled', canceled_at: work.now, current_phase: null });
    await emit(work, 'subscription_schedule.canceled', canceled);
  }
  if (status === 'canceled') await emit(work, 'customer.subscription.deleted', ended);
  else await emit(work, 'customer.subscription.updated', ended, { status: before.status });
  return ended;
}
