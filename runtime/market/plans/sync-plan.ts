import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { atSecond } from '../payments/payments.js';
import { type PlanState, readPlans } from './plan-state.js';
import { freePlan } from './plans.js';

/**
 * Brings what an organization subscribes to, and with it the plan that is in force, to where Stripe stands. Stripe is read by one
 * after the other: what was read earlier must not be written later. `db` is a transaction as the tables' owner. What is in
 * force changes in every process, by the notice of its table.
 */
export async function syncPlan(db: Knex, stripe: Stripe, organizationId: string): Promise<void> {
  await db.raw(`select pg_advisory_xact_lock(hashtextextended('plan of ' || ?, 0))`, [organizationId]);
  const account: { stripe_customer_id: string } | undefined = await db('billing_account')
    .where({ organization_id: organizationId })
    .first('stripe_customer_id');
  if (account === undefined) return;
  const states = await readPlans(stripe, account.stripe_customer_id);
  // What has ended first: one at a time is live.
  const ended = states.filter(({ status }) => status === 'canceled');
  const live = states.filter(({ status }) => status !== 'canceled');
  for (const state of [...ended, ...live]) await write(db, organizationId, state);
  const { code } = live[0]?.inForce ?? freePlan;
  await db('organization').where({ id: organizationId }).whereNot({ plan: code }).update({ plan: code });
}

async function write(db: Knex, organization_id: string, state: PlanState): Promise<void> {
  const { subscription, plan, cycle, status, period, scheduled } = state;
  const current = {
    plan: plan.code,
    billing_cycle: cycle,
    status,
    current_period_start: period.start,
    current_period_end: period.end,
    cancel_at_period_end: scheduled?.plan === freePlan,
    trial_end: subscription.trial_end === null ? null : atSecond(subscription.trial_end),
    scheduled_plan: scheduled?.plan.code ?? null,
    scheduled_at: scheduled?.at ?? null,
    ended_at: status === 'canceled' ? atSecond(subscription.ended_at ?? subscription.created) : null,
  };
  const created_at = atSecond(subscription.created);
  await db('plan_subscription')
    .insert({ id: newId('pls'), organization_id, stripe_subscription_id: subscription.id, created_at, ...current })
    .onConflict('stripe_subscription_id')
    .merge(current);
}
