import type { Knex } from 'knex';
import type { PlanPackage, PlanSubscription, ScheduledPlan } from '../../../generated/types/platform.js';
import { showMoment } from '../moment.js';
import { daysUntil } from './plan-figures.js';
import type { PlanStatus } from './plan-state.js';
import { type Cycle, freePlan, type Plan, planOf } from './plans.js';

interface SubscriptionRow {
  readonly id: string;
  readonly plan: string;
  readonly billing_cycle: Cycle;
  readonly status: PlanStatus;
  readonly current_period_start: Date;
  readonly current_period_end: Date;
  readonly cancel_at_period_end: boolean;
  readonly trial_end: Date | null;
  readonly scheduled_plan: string | null;
  readonly scheduled_at: Date | null;
}

/** What an organization subscribes to, and which plan is in force. */
export async function billingStatus(db: Knex, organizationId: string, now: Date) {
  const { name, plan } = await db('organization').where({ id: organizationId }).first('name', 'plan');
  const live: SubscriptionRow | undefined = await db('plan_subscription')
    .where({ organization_id: organizationId, ended_at: null })
    .first();
  return {
    workspace: { id: organizationId, name: name as string },
    subscription: live === undefined ? null : toSubscription(live, now),
    packages: [toPackage(planOf(plan), live)],
  };
}

function toSubscription(row: SubscriptionRow, now: Date): PlanSubscription {
  return {
    id: row.id,
    status: row.status,
    gateway: 'stripe',
    billing_cycle: row.billing_cycle,
    current_period_start: showMoment(row.current_period_start),
    current_period_end: showMoment(row.current_period_end),
    days_until_renewal: daysUntil(row.current_period_end, now),
    cancel_at_period_end: row.cancel_at_period_end,
    on_trial: row.status === 'trialing',
    trial_ends_at: row.trial_end === null ? null : showMoment(row.trial_end),
    scheduled_change: toScheduled(row),
  };
}

function toScheduled({ scheduled_plan: code, scheduled_at: at }: SubscriptionRow): ScheduledPlan | null {
  if (code === null || at === null) return null;
  return { package_code: planOf(code).code, effective_at: showMoment(at) };
}

/** The free plan never expires; what is paid for does where it is to end. */
function toPackage({ code, name }: Plan, live: SubscriptionRow | undefined): PlanPackage {
  const ends = code !== freePlan.code && live?.scheduled_plan === freePlan.code ? live.scheduled_at : null;
  return { code, name, status: 'active', expires_at: ends === null ? null : showMoment(ends) };
}
