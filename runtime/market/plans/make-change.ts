import type Stripe from 'stripe';
import { idOf } from '../payments/payments.js';
import type { Step, Wish } from './decide-change.js';
import { planPrice } from './plan-prices.js';
import { goingOn, type PlanState, planMetadata } from './plan-state.js';
import { freePlan } from './plans.js';
import { changeParams, type Terms, taxed } from './preview-change.js';

/** A step that is to be done at Stripe. */
export interface Doing extends Pick<Wish, 'target'> {
  readonly step: Step;
  readonly current: PlanState | null;
  readonly terms: Terms;
  /** The call's: each request of a step has one of its own that begins with it. */
  readonly key: string;
}

/**
 * Does a step. What is charged is charged first, and refused as a whole where the card is: nothing has changed then. What was
 * scheduled before is undone after that, and may be undone again. Rejects with Stripe's error.
 * https://docs.stripe.com/api/subscriptions/update#update_subscription-payment_behavior
 */
export async function makeChange(stripe: Stripe, doing: Doing): Promise<void> {
  const { step, current, terms } = doing;
  if (step.kind === 'begin') return begin(stripe, doing);
  if (current === null) throw new Error(`There is no subscription of ${terms.customer} to change.`);
  switch (step.kind) {
    case 'change':
      await change(stripe, doing, current);
      return release(stripe, doing, current);
    case 'end':
      await release(stripe, doing, current);
      return end(stripe, current);
    case 'keep':
      await goOn(stripe, doing, current);
      return release(stripe, doing, current);
    case 'schedule':
      return schedule(stripe, doing, current);
  }
}

async function begin(stripe: Stripe, { target, terms, key }: Doing): Promise<void> {
  await stripe.subscriptions.create(
    {
      customer: terms.customer,
      items: [{ price: await planPrice(stripe, target, 'monthly') }],
      ...(await taxed(stripe, terms)),
      payment_behavior: 'error_if_incomplete',
      off_session: true,
      metadata: planMetadata,
    },
    { idempotencyKey: `${key}:begin` },
  );
}

async function change(stripe: Stripe, { target, terms, key }: Doing, current: PlanState): Promise<void> {
  await stripe.subscriptions.update(
    current.subscription.id,
    {
      ...(await changeParams(stripe, current, { target, terms })),
      payment_behavior: 'error_if_incomplete',
      off_session: true,
    },
    { idempotencyKey: `${key}:change` },
  );
}

/** Stripe takes no keys of this: where its answer was lost, the same request once more is of what is no longer there. */
async function end(stripe: Stripe, { subscription: { id } }: PlanState): Promise<void> {
  try {
    await stripe.subscriptions.cancel(id, { prorate: true, invoice_now: true });
  } catch (error) {
    if ((error as { readonly code?: string }).code !== 'resource_missing') throw error;
  }
}

/** To the free plan the subscription ends; to another a schedule leads, which is there already or is made now. */
async function schedule(stripe: Stripe, doing: Doing, current: PlanState): Promise<void> {
  const { target, terms, key } = doing;
  const { subscription, cycle, period } = current;
  if (target === freePlan) {
    await release(stripe, doing, current);
    await stripe.subscriptions.update(
      subscription.id,
      { cancel_at_period_end: true },
      { idempotencyKey: `${key}:ending` },
    );
    return;
  }
  await goOn(stripe, doing, current);
  const id =
    idOf(subscription.schedule) ??
    (
      await stripe.subscriptionSchedules.create(
        { from_subscription: subscription.id },
        { idempotencyKey: `${key}:schedule` },
      )
    ).id;
  const rates = subscription.default_tax_rates?.map((rate) => rate.id) ?? [];
  const [end, price] = [period.end.getTime() / 1_000, await planPrice(stripe, target, cycle)];
  const interval = cycle === 'monthly' ? ('month' as const) : ('year' as const);
  await stripe.subscriptionSchedules.update(
    id,
    {
      end_behavior: 'release',
      phases: [
        {
          start_date: period.start.getTime() / 1_000,
          end_date: end,
          items: subscription.items.data.map((item) => ({ price: item.price.id, quantity: item.quantity ?? 1 })),
          default_tax_rates: rates.length === 0 ? '' : rates,
        },
        {
          start_date: end,
          duration: { interval, interval_count: 1 },
          items: [{ price, quantity: 1 }],
          ...(await taxed(stripe, terms)),
          proration_behavior: 'none',
        },
      ],
    },
    { idempotencyKey: `${key}:phases` },
  );
}

async function release(stripe: Stripe, { key }: Doing, { subscription }: PlanState): Promise<void> {
  const id = idOf(subscription.schedule);
  if (id !== null) await stripe.subscriptionSchedules.release(id, {}, { idempotencyKey: `${key}:release` });
}

async function goOn(stripe: Stripe, { key }: Doing, { subscription }: PlanState): Promise<void> {
  const params = goingOn(subscription);
  if (Object.keys(params).length === 0) return;
  await stripe.subscriptions.update(subscription.id, params, { idempotencyKey: `${key}:going-on` });
}
