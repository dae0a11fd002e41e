import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPostgresCalledTools, forgetOldCalls } from '../../runtime/store/postgres/called-tools.js';
import { createPostgresLimiter, forgetEndedWindows } from '../../runtime/store/postgres/limiter.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { createPostgresQuotas, forgetOldUse } from '../../runtime/store/postgres/quotas.js';
import { createPostgresSlots } from '../../runtime/store/postgres/slots.js';
import { type KernelDatabase, kernelDatabase } from './kernel.js';

let database: KernelDatabase;
/** Two processes: each has a pool of its own, of one connection. */
let here: Knex;
let there: Knex;

beforeAll(async () => {
  database = await kernelDatabase();
  here = database.knex;
  there = createPool(database.connection, 1);
});
afterAll(async () => {
  await there.destroy();
  await database.drop();
});
beforeEach(() =>
  here.raw('TRUNCATE toolwright.rate_window, toolwright.quota_use, toolwright.called_tool, toolwright.running_call'),
);

const both = <T>(run: (each: 0 | 1) => Promise<T>, times: number): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => run(index % 2 === 0 ? 0 : 1)));

describe('rate windows', () => {
  const rate = { calls: 4, per: 'minute' } as const;

  it('are one for all processes', async () => {
    const limiters = [createPostgresLimiter(here), createPostgresLimiter(there)] as const;
    const windows = await both((each) => limiters[each].take('a', rate), 6);
    expect(windows.filter((window) => window?.allowed)).toHaveLength(4);
    expect(windows.map((window) => window?.remaining).sort()).toEqual([0, 0, 0, 1, 2, 3]);
    expect(await limiters[0].take('b', rate)).toMatchObject({ limit: 4, remaining: 3, allowed: true });
  });

  it('begin anew when they end', async () => {
    const limiter = createPostgresLimiter(here);
    for (let call = 0; call < 4; call++) await limiter.take('a', rate);
    await here('toolwright.rate_window').update({ expire: Date.now() - 1 });
    expect(await limiter.take('a', rate)).toMatchObject({ remaining: 3, allowed: true });
  });

  it('are forgotten when they have ended', async () => {
    const limiter = createPostgresLimiter(here);
    await limiter.take('old', rate);
    await here('toolwright.rate_window').update({ expire: Date.now() - 1 });
    await limiter.take('new', rate);
    await forgetEndedWindows(here);
    expect(await here('toolwright.rate_window').pluck('key')).toEqual(['4/minute:new']);
  });
});

describe('a day’s use', () => {
  const allowance = { tenant: 'org_1', day: '2026-11-21', limit: 10 };

  it('is taken once, whichever process asks at the same moment', async () => {
    const quotas = [createPostgresQuotas(here), createPostgresQuotas(there)] as const;
    const taken = await both((each) => quotas[each].take(allowance, 3), 8);
    expect(
      taken
        .filter((usage) => usage.taken)
        .map(({ used }) => used)
        .sort(),
    ).toEqual([0, 3, 6]);
    expect(taken.filter((usage) => !usage.taken).map(({ used }) => used)).toEqual([9, 9, 9, 9, 9]);
    expect(await quotas[0].take(allowance, 1)).toEqual({ taken: true, used: 9 });
    expect(await quotas[1].take({ ...allowance, day: '2026-11-22' }, 3)).toEqual({ taken: true, used: 0 });
    expect(await quotas[1].take({ ...allowance, tenant: 'org_2' }, 11)).toEqual({ taken: false, used: 0 });
  });

  it('is given back, and never below nothing', async () => {
    const quotas = createPostgresQuotas(here);
    await quotas.take(allowance, 3);
    await quotas.giveBack(allowance, 3);
    expect(await quotas.take(allowance, 10)).toEqual({ taken: true, used: 0 });
    await here('toolwright.quota_use').update({ used: 1 });
    await quotas.giveBack(allowance, 3);
    expect(await quotas.take(allowance, 1)).toEqual({ taken: true, used: 0 });
  });

  it('is kept for a week', async () => {
    await here.raw(
      `INSERT INTO toolwright.quota_use VALUES ('old', current_date - 8, 1), ('new', current_date - 7, 1)`,
    );
    await forgetOldUse(here);
    expect(await here('toolwright.quota_use').pluck('tenant')).toEqual(['new']);
  });
});

describe('slots', () => {
  const request = { tenant: 'org_1', tool: 'fire', slots: 2, atMostMs: 60_000 };

  it('are taken by so many, whichever process asks at the same moment, and free again when given back', async () => {
    const slots = [createPostgresSlots(here), createPostgresSlots(there)] as const;
    const releases = (await both((each) => slots[each].take(request), 6)).filter((release) => release !== null);
    expect(releases).toHaveLength(2);
    expect(await slots[1].take({ ...request, tenant: 'org_2' })).not.toBeNull();
    expect(await slots[1].take({ ...request, tool: 'look' })).not.toBeNull();
    await releases[0]?.();
    expect(await slots[1].take(request)).not.toBeNull();
    expect(await slots[0].take(request)).toBeNull();
  });

  it('lapse when their calls can no longer be running: a process may have been killed', async () => {
    const slots = createPostgresSlots(here);
    await slots.take(request);
    await slots.take(request);
    expect(await slots.take(request)).toBeNull();
    await here('toolwright.running_call').update({ lapses_at: new Date(Date.now() - 1) });
    expect(await slots.take(request)).not.toBeNull();
    expect(await here('toolwright.running_call').select('tool')).toEqual([{ tool: 'fire' }]);
  });

  it('lapse no earlier than is asked for', async () => {
    await createPostgresSlots(here).take(request);
    const { rows } = await here.raw(
      `SELECT extract(epoch FROM lapses_at - clock_timestamp())::float AS seconds FROM toolwright.running_call`,
    );
    expect(rows[0].seconds).toBeGreaterThan(30);
    expect(rows[0].seconds).toBeLessThanOrEqual(60);
  });
});

describe('called tools', () => {
  const session = { principal: 'per_1', connection: 'con_1', session: '' };

  it('are known to all processes, each session’s own, for a day', async () => {
    let now = new Date('2026-11-21T12:00:00Z');
    const first = createPostgresCalledTools(here, () => now);
    const second = createPostgresCalledTools(there, () => now);
    await first.note(session, 'plan');
    await first.note(session, 'plan');
    expect(await second.called(session, ['plan', 'look'])).toEqual(new Set(['plan']));
    for (const other of [{ session: 'mine' }, { connection: 'con_2' }, { principal: 'per_2' }]) {
      expect(await second.called({ ...session, ...other }, ['plan'])).toEqual(new Set());
    }
    now = new Date('2026-11-22T11:59:59Z');
    expect(await second.called(session, ['plan'])).toEqual(new Set(['plan']));
    await forgetOldCalls(there, now);
    now = new Date('2026-11-22T12:00:00Z');
    expect(await second.called(session, ['plan'])).toEqual(new Set());
    expect(await here('toolwright.called_tool').pluck('tool')).toEqual(['plan']);
    await forgetOldCalls(there, now);
    expect(await here('toolwright.called_tool').pluck('tool')).toEqual([]);
  });
});

it('the role that calls run as reaches none of it', async () => {
  const tables = ['rate_window', 'quota_use', 'called_tool', 'running_call'];
  const { rows } = await here.raw(
    `SELECT t AS table FROM unnest(?::text[]) t
     WHERE has_table_privilege('app', 'toolwright.' || t, 'SELECT, INSERT, UPDATE, DELETE')`,
    [tables],
  );
  expect(rows).toEqual([]);
});
