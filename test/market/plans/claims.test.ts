import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimChange, forgetChange, settlingMs, underClaim } from '../../../runtime/market/plans/claim-change.js';
import { planOf } from '../../../runtime/market/plans/plans.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import { cloneDemo } from '../market.js';

let close: () => Promise<void>;
let db: Knex;
let now: Date;
beforeAll(async () => {
  const database = await cloneDemo();
  db = createPool(database.connection, 4);
  close = async () => {
    await db.destroy();
    await database.drop();
  };
});
afterAll(() => close?.());
beforeEach(async () => {
  now = new Date('2027-04-16T12:00:00.700Z');
  await db('plan_change').delete();
});

const begunAt = new Date('2027-04-16T12:00:00Z');
const claimOf = (attempt: string, holder: string) => ({
  ...{ organizationId: 'org_demo_acme', attempt, holder, target: planOf('agency') },
  now: () => now,
});
/** What one look at the claim comes to: null where it is to be waited for. */
const look = (attempt: string, holder = '1') =>
  claimChange(db, claimOf(attempt, holder), AbortSignal.abort('waits')).catch((reason: unknown) => {
    if (reason === 'waits') return null;
    throw reason;
  });
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const row = () => db('plan_change').first('attempt', 'holder', 'free_from');
const mine = { from: planOf('professional'), begunAt, again: false };

/** Holds the lock of a session as a process does that lives. */
async function live(session: string): Promise<() => Promise<unknown>> {
  const transaction = await db.transaction();
  await transaction.raw('select pg_advisory_xact_lock(?::bigint)', [session]);
  return () => transaction.rollback();
}

describe('a claimed plan', () => {
  it('is not anybody else’s as long as its process lives, and the same attempt’s again', async () => {
    const die = await live('7');
    expect(await look('one', '7')).toEqual(mine);
    pass(3_600_000);
    expect(await look('two')).toBeNull();
    expect(await row()).toEqual({ attempt: 'one', holder: 7, free_from: null });
    expect(await look('one', '7')).toEqual({ ...mine, again: true });
    await die();
  });

  it('of a process that has died is free once its last request has settled', async () => {
    const die = await live('7');
    await look('one', '7');
    await die();
    expect(await look('two')).toBeNull();
    expect(await row()).toEqual({ attempt: 'one', holder: null, free_from: new Date(now.getTime() + settlingMs) });
    pass(settlingMs - 1);
    expect(await look('two')).toBeNull();
    pass(1);
    expect(await look('two')).toEqual({ ...mine, begunAt: new Date('2027-04-16T12:00:10Z') });
  });

  it('is forgotten when it is old, unless somebody is at it still', async () => {
    const die = await live('7');
    await look('one', '7');
    const forget = (before: Date) => forgetChange(db, 'org_demo_acme', before);
    await forget(new Date(begunAt.getTime() + 1));
    expect(await row()).toMatchObject({ attempt: 'one' });
    await die();
    await forget(begunAt);
    expect(await row()).toMatchObject({ attempt: 'one' });
    await forget(new Date(begunAt.getTime() + 1));
    expect(await row()).toBeUndefined();
  });

  it('is taken up again by its own attempt alone while it settles', async () => {
    await look('one', '7');
    expect(await look('two')).toBeNull();
    const die = await live('8');
    expect(await look('one', '8')).toEqual({ ...mine, again: true });
    pass(settlingMs);
    expect(await look('two')).toBeNull();
    await die();
  });
});

describe('what is done under a claim', () => {
  const fail = (error: object) =>
    underClaim(db, { attempt: 'one', now: () => now }, () => Promise.reject(error)).catch((thrown: unknown) => thrown);

  it('lets go of it', async () => {
    await look('one');
    expect(await underClaim(db, { attempt: 'one', now: () => now }, async () => 'done')).toBe('done');
    expect(await row()).toBeUndefined();
  });

  it.each([
    ['StripeInvalidRequestError', 0],
    ['StripeRateLimitError', 0],
    [undefined, 0],
    ['StripeConnectionError', settlingMs],
    ['StripeAPIError', settlingMs],
    ['StripeIdempotencyError', settlingMs],
  ])('and fails with %s leaves it to others after %i ms', async (type, ms) => {
    await look('one');
    const error = { type };
    expect(await fail(error)).toBe(error);
    expect(await row()).toEqual({ attempt: 'one', holder: null, free_from: new Date(now.getTime() + ms) });
    if (ms > 0) expect(await look('two')).toBeNull();
    pass(ms);
    expect(await look('two')).toMatchObject({ again: false });
  });
});
