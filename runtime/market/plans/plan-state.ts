import type Stripe from 'stripe';
import { atSecond, idOf } from '../payments/payments.js';
import { planOfPrice } from './plan-prices.js';
import { type Cycle, freePlan, type Plan } from './plans.js';

const statuses = ['active', 'trialing', 'past_due', 'canceled'] as const;

export type PlanStatus = (typeof statuses)[number];

/** A subscription of ours to a plan, as Stripe has it. */
export interface PlanState {
  readonly subscription: Stripe.Subscription;
  readonly itemId: string;
  readonly plan: Plan;
  readonly cycle: Cycle;
  /** What is paid for a whole period: of those who subscribed at an older price that one. Minor units. */
  readonly priceMinor: number;
  readonly status: PlanStatus;
  /** What it entitles to. */
  readonly inForce: Plan;
  readonly period: { readonly start: Date; readonly end: Date };
  readonly scheduled: { readonly plan: Plan; readonly at: Date } | null;
}

/** What tells a subscription to a plan from those to packages. */
export const planMetadata = { purpose: 'plan' } as const;

export function isOfPlan({ metadata }: Pick<Stripe.Subscription, 'metadata'>): boolean {
  return metadata.purpose === planMetadata.purpose;
}

/**
 * All that a customer has subscribed to of our plans, those that have ended included; what was never paid has not begun. A list
 * is never behind, unlike a search.
 */
export async function readPlans(stripe: Stripe, customer: string): Promise<readonly PlanState[]> {
  const states: PlanState[] = [];
  for await (const subscription of stripe.subscriptions.list({ customer, status: 'all', limit: 100 })) {
    if (!isOfPlan(subscription) || subscription.status.startsWith('incomplete')) continue;
    states.push(await toState(stripe, subscription));
  }
  return states;
}

/** The one that goes on; null where there is none, which is the free plan. */
export async function readPlan(stripe: Stripe, customer: string): Promise<PlanState | null> {
  const live = (await readPlans(stripe, customer)).filter(({ status }) => status !== 'canceled');
  if (live.length > 1)
    throw new Error(`Customer ${customer} has ${live.length} subscriptions to plans. End all but one.`);
  return live[0] ?? null;
}

async function toState(stripe: Stripe, subscription: Stripe.Subscription): Promise<PlanState> {
  const [item] = subscription.items.data;
  const sold = item && planOfPrice(item.price);
  if (item === undefined || sold === undefined || item.price.unit_amount === null) {
    throw new Error(`Subscription ${subscription.id} is to a plan, but its price is of none.`);
  }
  const status = statusOf(subscription);
  const period = { start: atSecond(item.current_period_start), end: atSecond(item.current_period_end) };
  return {
    subscription,
    itemId: item.id,
    ...sold,
    priceMinor: item.price.unit_amount,
    status,
    inForce: entitles(subscription) ? sold.plan : freePlan,
    period,
    scheduled: status === 'canceled' ? null : await scheduledOf(stripe, subscription, period.end),
  };
}

/** What is neither paid nor over is overdue: https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses */
function statusOf({ status }: Stripe.Subscription): PlanStatus {
  return statuses.find((each) => each === status) ?? 'past_due';
}

/** While Stripe tries a card again its plan is kept; once it has given up, or is told to wait, it is not. */
function entitles({ status }: Stripe.Subscription): boolean {
  return status === 'active' || status === 'trialing' || status === 'past_due';
}

/** When it is to end; null where it goes on. */
function endOf(subscription: Stripe.Subscription, periodEnd: Date): Date | null {
  if (subscription.cancel_at_period_end) return periodEnd;
  return endsAtMoment(subscription) ? atSecond(subscription.cancel_at ?? 0) : null;
}

/** What takes back that a subscription is to end, in the way in which that was said; nothing where it goes on. */
export function goingOn(
  subscription: Stripe.Subscription,
): Pick<Stripe.SubscriptionUpdateParams, 'cancel_at' | 'cancel_at_period_end'> {
  if (subscription.cancel_at_period_end) return { cancel_at_period_end: false };
  return endsAtMoment(subscription) ? { cancel_at: '' } : {};
}

/**
 * Stripe's own pages say so when it ends. Under a schedule the moment is merely that of its next phase, and not to be touched:
 * https://docs.stripe.com/billing/subscriptions/subscription-schedules#transitioning-to-the-next-phase
 */
function endsAtMoment({ cancel_at, schedule }: Stripe.Subscription): boolean {
  return cancel_at !== null && schedule === null;
}

/** What comes with the end of the period: the end, or another plan by a schedule. */
async function scheduledOf(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  end: Date,
): Promise<PlanState['scheduled']> {
  const ends = endOf(subscription, end);
  if (ends !== null) return { plan: freePlan, at: ends };
  const id = idOf(subscription.schedule);
  if (id === null) return null;
  const { phases } = await stripe.subscriptionSchedules.retrieve(id, { expand: ['phases.items.price'] });
  const next = phases.find(({ start_date }) => atSecond(start_date) >= end);
  const price = next?.items[0]?.price;
  if (next === undefined || price === undefined || typeof price === 'string' || 'deleted' in price) return null;
  const sold = planOfPrice(price);
  return sold === undefined ? null : { plan: sold.plan, at: atSecond(next.start_date) };
}
