import type { Knex } from 'knex';
import { type Plan, planOf } from './plans.js';

/** Longer than any call goes on trying: what has claimed before that is nobody's any more. */
const patienceMs = 2 * 60_000;

/** A change of plan that is being made. */
export interface ClaimedChange {
  /** What was in force before it began. */
  readonly from: Plan;
  readonly begunAt: Date;
  /** Whether an earlier attempt has begun it. */
  readonly again: boolean;
}

/**
 * Claims the plan of an organization for one attempt, until it is let go of: one at a time changes it. Null where another does.
 * The same attempt finds its claim again as it was. `db` is the call's.
 */
export async function claimChange(
  db: Knex,
  { organizationId, attempt, target, now }: { organizationId: string; attempt: string; target: Plan; now: Date },
): Promise<ClaimedChange | null> {
  const { plan } = await db('organization').where({ id: organizationId }).first('plan');
  const claim = {
    organization_id: organizationId,
    attempt,
    from_plan: plan,
    to_plan: target.code,
    begun_at: new Date(Math.floor(now.getTime() / 1_000) * 1_000),
  };
  const taken: { attempt: string }[] = await db('plan_change')
    .insert(claim)
    .onConflict('organization_id')
    .merge()
    .where('plan_change.begun_at', '<', new Date(now.getTime() - patienceMs))
    .whereNot('plan_change.attempt', attempt)
    .returning('attempt');
  if (taken.length > 0) return { from: planOf(plan), begunAt: claim.begun_at, again: false };
  const earlier: { from_plan: string; begun_at: Date } | undefined = await db('plan_change')
    .where({ organization_id: organizationId, attempt })
    .first('from_plan', 'begun_at');
  return earlier === undefined ? null : { from: planOf(earlier.from_plan), begunAt: earlier.begun_at, again: true };
}

export async function releaseChange(db: Knex, attempt: string): Promise<void> {
  await db('plan_change').where({ attempt }).delete();
}
