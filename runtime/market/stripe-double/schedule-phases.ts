import { emit } from './events.js';
import type { Price } from './prices.js';
import { end, type Item, itemList, type Subscription, update } from './subscription.js';
import type { TaxRate } from './tax-rates.js';
import { change, find, newStripeId, refuse, type Stored, type Work } from './work.js';

export interface PhaseItem {
  readonly price: string;
  readonly quantity: number;
  readonly [key: string]: unknown;
}

export interface Phase {
  readonly start_date: number;
  readonly end_date: number;
  readonly items: readonly PhaseItem[];
  readonly default_tax_rates: readonly TaxRate[];
  readonly [key: string]: unknown;
}

export interface Schedule extends Stored {
  readonly customer: string;
  readonly subscription: string | null;
  readonly status: 'active' | 'canceled' | 'completed' | 'released';
  readonly phases: readonly Phase[];
  readonly current_phase: { readonly start_date: number; readonly end_date: number } | null;
  readonly end_behavior: 'cancel' | 'release';
  readonly [key: string]: unknown;
}

/** A period begins: the phase that begins with it decides what is renewed; after the last one the schedule is over. */
export async function enterPhase(work: Work, subscription: Subscription, start: number): Promise<Subscription> {
  if (subscription.schedule === null) return subscription;
  const schedule = await find<Schedule>(work, 'subscription_schedule', subscription.schedule);
  const phase = schedule.phases.find(({ start_date, end_date }) => start_date <= start && start < end_date);
  if (phase === undefined) {
    if (schedule.end_behavior === 'cancel') {
      const completed = { status: 'completed', completed_at: work.now, current_phase: null };
      await emit(work, 'subscription_schedule.completed', await change(work, schedule, completed));
      return end(work, { ...subscription, schedule: null }, 'cancellation_requested');
    }
    await releaseSchedule(work, schedule);
    return find<Subscription>(work, 'subscription', subscription.id);
  }
  if (phase.start_date !== start) return subscription;
  const { start_date, end_date } = phase;
  const entered = await change(work, schedule, { current_phase: { start_date, end_date } });
  await emit(work, 'subscription_schedule.updated', entered, { current_phase: schedule.current_phase });
  return follow(work, subscription, phase);
}

async function follow(work: Work, subscription: Subscription, phase: Phase): Promise<Subscription> {
  const [first] = subscription.items.data;
  const items: Item[] = [];
  for (const [index, { price: id, quantity }] of phase.items.entries()) {
    const price = await find<Price>(work, 'price', id);
    const known = subscription.items.data[index];
    const { interval, interval_count } = price.recurring ?? {};
    items.push({
      ...(known ?? { ...(first as Item), id: newStripeId('si', 14) }),
      plan: {
        ...(first?.plan as object),
        id,
        amount: price.unit_amount,
        interval,
        interval_count,
        product: price.product,
      },
      price,
      quantity,
    });
  }
  const interval = (item: Item | undefined) => JSON.stringify(item?.price.recurring);
  return update(work, subscription, {
    items: itemList(subscription.id, items),
    default_tax_rates: phase.default_tax_rates,
    // Months counted from a day in a year, or the other way round, would begin with a part of a period.
    ...(interval(first) !== interval(items[0]) && { billing_cycle_anchor: phase.start_date }),
  });
}

/** The subscription goes on by itself. */
export async function releaseSchedule(work: Work, schedule: Schedule): Promise<Schedule> {
  const released = (await change(work, schedule, {
    status: 'released',
    current_phase: null,
    released_at: work.now,
    released_subscription: schedule.subscription,
    subscription: null,
  })) as Schedule;
  await emit(work, 'subscription_schedule.released', released);
  if (schedule.subscription !== null) {
    await update(work, await find<Subscription>(work, 'subscription', schedule.subscription), { schedule: null });
  }
  return released;
}

/** Whether a subscription ends is for its schedule to say. */
export function refuseScheduled({ schedule }: Subscription): void {
  if (schedule === null) return;
  refuse(
    `The subscription is managed by the subscription schedule \`${schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
  );
}
