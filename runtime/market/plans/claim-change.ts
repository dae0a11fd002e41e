import { setTimeout } from 'node:timers/promises';
import type { Knex } from 'knex';
import { type Plan, planOf } from './plans.js';

/** What was on its way to Stripe when its sender fell silent has been done there by then, or never will be. */
export const settlingMs = 10_000;

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
  /** The number of this process's session: an advisory lock that it holds as long as it lives. */
  readonly holder: string;
  readonly now: () => Date;
}

/**
 * Claims the plan of an organization for one attempt, until it is let go of: one at a time changes it, the others wait, and then
 * find what has become of it. The same attempt finds its claim again as it was. What a process that has died held is free as soon
 * as its last request has settled. `db` runs as the tables' owner, outside the call's transaction: others are to see the claim.
 * Rejects with the signal's reason.
 */
export async function claimChange(db: Knex, claim: Claim, signal: AbortSignal): Promise<ClaimedChange> {
  for (;;) {
    const claimed = await tryToClaim(db, claim);
    if (claimed !== null) return claimed;
    await freeOfTheDead(db, claim);
    await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

async function tryToClaim(db: Knex, claim: Claim): Promise<ClaimedChange | null> {
  const { organizationId, attempt, target, holder, now } = claim;
  const { plan } = await db('organization').where({ id: organizationId }).first('plan');
  // To the second, as Stripe counts.
  const begun_at = new Date(Math.floor(now().getTime() / 1_000) * 1_000);
  const change = { attempt, from_plan: plan, to_plan: target.code, begun_at, holder, free_from: null };
  const [taken]: object[] = await db('plan_change')
    .insert({ organization_id: organizationId, ...change })
    .onConflict('organization_id')
    .merge()
    .where('plan_change.free_from', '<=', now())
    .whereNot('plan_change.attempt', attempt)
    .returning('attempt');
  if (taken !== undefined) return { from: planOf(plan), begunAt: begun_at, again: false };
  const [earlier]: { from_plan: string; begun_at: Date }[] = await db('plan_change')
    .where({ organization_id: organizationId, attempt })
    .update({ holder, free_from: null })
    .returning(['from_plan', 'begun_at']);
  return earlier ? { from: planOf(earlier.from_plan), begunAt: earlier.begun_at, again: true } : null;
}

/** Whoever holds a claim lives as long as the lock of its session is held. */
const UNHELD = '(holder is null or pg_try_advisory_xact_lock(holder))';

async function freeOfTheDead(db: Knex, { organizationId, now }: Claim): Promise<void> {
  await db('plan_change')
    .where({ organization_id: organizationId, free_from: null })
    .whereRaw(UNHELD)
    .update({ holder: null, free_from: new Date(now().getTime() + settlingMs) });
}

/** Forgets a change that was begun before a moment, unless somebody is at it still. */
export async function forgetChange(db: Knex, organizationId: string, before: Date): Promise<void> {
  await db('plan_change')
    .where({ organization_id: organizationId })
    .where('begun_at', '<', before)
    .whereRaw(UNHELD)
    .delete();
}

/**
 * Runs what a claim is for, and lets go of it. Where that has failed the same attempt may still find it; to others it is free at
 * once or, where nobody knows whether Stripe is still at it, when that has settled.
 */
export async function underClaim<Outcome>(
  db: Knex,
  { attempt, now }: Pick<Claim, 'attempt' | 'now'>,
  run: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const outcome = await run();
    await db('plan_change').where({ attempt }).delete();
    return outcome;
  } catch (error) {
    const free_from = new Date(now().getTime() + (isInDoubt(error) ? settlingMs : 0));
    await db('plan_change').where({ attempt }).update({ holder: null, free_from });
    throw error;
  }
}

/** Errors of Stripe's after which the request is over there, done or not; by name, since the library has two forms. */
const settled = ['Authentication', 'Card', 'InvalidRequest', 'Permission', 'RateLimit'].map(
  (kind) => `Stripe${kind}Error`,
);

function isInDoubt(error: unknown): boolean {
  const { type } = error as { readonly type?: unknown };
  return typeof type === 'string' && type.startsWith('Stripe') && !settled.includes(type);
}
