import { setTimeout } from 'node:timers/promises';
import type { Knex } from 'knex';
import { type Plan, planOf } from './plans.js';

/** Longer than any call goes on trying: what has claimed before that is nobody's any more. */
const patienceMs = 2 * 60_000;

const LOOK_EVERY_MS = 100;

/** A change of plan that is being made. */
export interface ClaimedChange {
  /** What was in force before it began. */
  readonly from: Plan;
  readonly begunAt: Date;
  /** Whether an earlier attempt has begun it. */
  readonly again: boolean;
}

/** Who claims what. */
export interface Claim {
  readonly organizationId: string;
  readonly attempt: string;
  readonly target: Plan;
  readonly now: () => Date;
}

/**
 * Claims the plan of an organization for one attempt, until it is let go of: one at a time changes it, the others wait, and then
 * find what has become of it. The same attempt finds its claim again as it was. `db` runs as the tables' owner, outside the call's
 * transaction: others are to see the claim. Rejects with the signal's reason.
 */
export async function claimChange(db: Knex, claim: Claim, signal: AbortSignal): Promise<ClaimedChange> {
  for (;;) {
    const claimed = await tryToClaim(db, claim);
    if (claimed !== null) return claimed;
    await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

async function tryToClaim(db: Knex, { organizationId, attempt, target, now }: Claim): Promise<ClaimedChange | null> {
  const organization_id = organizationId;
  const { plan } = await db('organization').where({ id: organizationId }).first('plan');
  // To the second, as Stripe counts.
  const begun_at = new Date(Math.floor(now().getTime() / 1_000) * 1_000);
  const [taken]: object[] = await db('plan_change')
    .insert({ organization_id, attempt, from_plan: plan, to_plan: target.code, begun_at })
    .onConflict('organization_id')
    .merge()
    .where('plan_change.begun_at', '<', new Date(now().getTime() - patienceMs))
    .whereNot('plan_change.attempt', attempt)
    .returning('attempt');
  if (taken !== undefined) return { from: planOf(plan), begunAt: begun_at, again: false };
  const earlier: { from_plan: string; begun_at: Date } | undefined = await db('plan_change')
    .where({ organization_id, attempt })
    .first('from_plan', 'begun_at');
  return earlier ? { from: planOf(earlier.from_plan), begunAt: earlier.begun_at, again: true } : null;
}

export async function releaseChange(db: Knex, attempt: string): Promise<void> {
  await db('plan_change').where({ attempt }).delete();
}
