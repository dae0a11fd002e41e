import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Approvals, ApprovedCall } from '../../runtime/store/approvals.js';
import { createMemoryApprovals } from '../../runtime/store/memory/approvals.js';
import { createMemoryWebSessions } from '../../runtime/store/memory/web-sessions.js';
import { createPostgresApprovals, forgetEndedApprovals } from '../../runtime/store/postgres/approvals.js';
import { createPostgresWebSessions, forgetEndedWebSessions } from '../../runtime/store/postgres/web-sessions.js';
import type { WebSessions } from '../../runtime/store/web-sessions.js';
import { type KernelDatabase, kernelDatabase } from './kernel.js';

let database: KernelDatabase;

beforeAll(async () => {
  database = await kernelDatabase(4);
});

afterAll(() => database.drop());

const now = new Date('2026-11-21T12:00:00Z');
const times = { now, expiresAt: new Date('2026-11-21T12:10:00Z') };
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const summary = { title: 'Burn', action: null, tenant: null, changes: null, outcome: null, arguments: [] };
const browser = { principalId: 'per_1', agent: 'Firefox/145.0', address: '203.0.113.4' };
const opening = { ...browser, now };
const callOf = (argumentHash: string, more: Partial<ApprovedCall> = {}): ApprovedCall => ({
  principalId: 'per_1',
  connectionId: 'key_1',
  tenantId: null,
  tool: 'burn',
  argumentHash,
  ...more,
});

describe.each<[string, () => Approvals]>([
  ['in memory', createMemoryApprovals],
  ['in PostgreSQL', () => createPostgresApprovals(database.knex)],
])('approvals %s', (_, create) => {
  test('a call has one, however often and from where it is asked for', async () => {
    const approvals = create();
    const call = callOf('one');
    const asked = await Promise.all(Array.from({ length: 4 }, () => approvals.request(call, summary, times)));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(asked[0]).toEqual({
      ...call,
      id: expect.stringMatching(/^apr_[0-9a-f]{32}$/),
      summary,
      decision: null,
      requestedAt: now,
      expiresAt: times.expiresAt,
      usedAt: null,
    });
    expect(await approvals.open(call, later(1))).toEqual(asked[0]);
    expect(await approvals.find(asked[0]?.id ?? '', 'per_1')).toEqual(asked[0]);
    expect(await approvals.find(asked[0]?.id ?? '', 'per_2')).toBeNull();
  });

  test('a decision is one, and answers one call', async () => {
    const approvals = create();
    const call = callOf('two');
    const { id } = await approvals.request(call, summary, times);
    expect(await approvals.take(call, now)).toBeNull();
    const answers = await Promise.all(
      (['approved', 'declined'] as const).map((decision) => approvals.decide(id, 'per_1', { decision, now })),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    const taken = await Promise.all(Array.from({ length: 4 }, () => approvals.take(call, now)));
    expect(taken.filter((decision) => decision !== null)).toHaveLength(1);
    expect(await approvals.find(id, 'per_1')).toMatchObject({ usedAt: now });
    expect(await approvals.open(call, now)).toBeNull();
    expect((await approvals.request(call, summary, times)).id).not.toBe(id);
  });

  test('a decision that cannot be recorded is none', async () => {
    const approvals = create();
    const call = callOf('two and a half');
    const { id } = await approvals.request(call, summary, times);
    const answer = { decision: 'approved', now } as const;
    const recording = approvals.decide(id, 'per_1', answer, () => Promise.reject(new Error('no audit')));
    await expect(recording).rejects.toThrow('no audit');
    expect(await approvals.take(call, now)).toBeNull();
    expect(await approvals.decide(id, 'per_1', answer)).toBe(true);
  });

  test('is of nobody else and of nothing else', async () => {
    const approvals = create();
    const call = callOf('three', { tenantId: 'org_1' });
    const { id } = await approvals.request(call, summary, times);
    expect(await approvals.decide(id, 'per_2', { decision: 'approved', now })).toBe(false);
    expect(await approvals.decide(id, 'per_1', { decision: 'approved', now })).toBe(true);
    for (const other of [
      { principalId: 'per_2' },
      { connectionId: 'key_2' },
      { tenantId: 'org_2' },
      { tenantId: null },
      { tool: 'keep' },
      { argumentHash: 'four' },
    ]) {
      expect(await approvals.take({ ...call, ...other }, now)).toBeNull();
    }
    expect(await approvals.take(call, now)).toBe('approved');
  });

  test('ends after its time, decided or not', async () => {
    const approvals = create();
    const [decided, pending] = [callOf('five'), callOf('six')];
    const { id } = await approvals.request(decided, summary, times);
    await approvals.decide(id, 'per_1', { decision: 'approved', now });
    const open = await approvals.request(pending, summary, times);
    expect(await approvals.take(decided, later(10))).toBeNull();
    expect(await approvals.decide(open.id, 'per_1', { decision: 'approved', now: later(10) })).toBe(false);
    const again = await approvals.request(pending, summary, { now: later(10), expiresAt: later(20) });
    expect(again.id).not.toBe(open.id);
  });

  test('what waits for a person is told, the oldest first', async () => {
    const approvals = create();
    const of = (hash: string) => callOf(hash, { principalId: 'per_9' });
    const first = await approvals.request(of('a'), summary, times);
    const second = await approvals.request(of('b'), summary, { now: later(1), expiresAt: later(11) });
    await approvals.decide(
      (await approvals.request(of('c'), summary, { now: later(2), expiresAt: later(12) })).id,
      'per_9',
      { decision: 'declined', now: later(2) },
    );
    const waiting = async (at: Date) => (await approvals.pending('per_9', at)).map(({ id }) => id);
    expect(await waiting(later(2))).toEqual([first.id, second.id]);
    expect(await waiting(later(10))).toEqual([second.id]);
  });
});

describe.each<[string, () => WebSessions]>([
  ['in memory', createMemoryWebSessions],
  ['in PostgreSQL', () => createPostgresWebSessions(database.knex)],
])('browser sessions %s', (_, create) => {
  const days = (count: number) => later(count * 24 * 60);

  test('are found by their token alone, until they are ended', async () => {
    const sessions = create();
    const { id, token } = await sessions.open(opening);
    expect(await sessions.find(token, now)).toEqual({ id, ...browser, openedAt: now, seenAt: now });
    expect(await sessions.find(id, now)).toBeNull();
    await sessions.end(token);
    expect(await sessions.find(token, now)).toBeNull();
  });

  test('of a person are listed, renewed, and ended one by one or all but one', async () => {
    const sessions = create();
    const mine = { ...opening, principalId: 'per_7' };
    const [first, second, third] = [await sessions.open(mine), await sessions.open(mine), await sessions.open(mine)];
    const others = await sessions.open({ ...opening, principalId: 'per_8' });
    const listed = async (principalId: string) => (await sessions.list(principalId, now)).map(({ id }) => id).sort();
    expect(await listed('per_7')).toEqual([first.id, second.id, third.id].sort());

    const renewed = await sessions.renew(first.id);
    expect(await sessions.find(first.token, now)).toBeNull();
    expect(await sessions.find(renewed?.token ?? '', now)).toMatchObject({ id: renewed?.id, principalId: 'per_7' });
    expect([renewed?.id === first.id, await sessions.renew(first.id)]).toEqual([false, null]);

    expect(await sessions.revoke(others.id, 'per_7')).toBe(false);
    expect(await sessions.revoke(second.id, 'per_7')).toBe(true);
    await sessions.endOthers('per_7', renewed?.id ?? '');
    expect([await listed('per_7'), await listed('per_8')]).toEqual([[renewed?.id], [others.id]]);
    await sessions.endOthers('per_7', null);
    expect([await listed('per_7'), await listed('per_8')]).toEqual([[], [others.id]]);
  });

  test('stay as they are where what belongs to a change fails', async () => {
    const sessions = create();
    const fail = () => Promise.reject(new Error('no audit'));
    const mine = { ...opening, principalId: 'per_6' };
    const { id, token } = await sessions.open(mine);
    await expect(sessions.open(mine, fail)).rejects.toThrow('no audit');
    await expect(sessions.end(token, fail)).rejects.toThrow('no audit');
    await expect(sessions.revoke(id, 'per_6', fail)).rejects.toThrow('no audit');
    await expect(sessions.endOthers('per_6', null, fail)).rejects.toThrow('no audit');
    expect(await sessions.list('per_6', now)).toHaveLength(1);
  });

  test('end when idle for a week, and after thirty days', async () => {
    const sessions = create();
    const [idle, busy] = [await sessions.open(opening), await sessions.open(opening)];
    for (const count of [6, 12, 18, 24, 29.9]) expect(await sessions.find(busy.token, days(count))).not.toBeNull();
    expect(await sessions.find(idle.token, days(7))).toBeNull();
    expect(await sessions.find(busy.token, days(30))).toBeNull();
  });
});

test('what has ended is forgotten by and by', async () => {
  const { knex } = database;
  const approvals = createPostgresApprovals(knex);
  const sessions = createPostgresWebSessions(knex);
  await knex('toolwright.approval').delete();
  await knex('toolwright.web_session').delete();
  await approvals.request(callOf('old'), summary, times);
  await sessions.open(opening);
  const left = async (table: string) => (await knex(`toolwright.${table}`)).length;
  await forgetEndedApprovals(knex, later(24 * 60));
  await forgetEndedWebSessions(knex, later(6 * 24 * 60));
  expect([await left('approval'), await left('web_session')]).toEqual([1, 1]);
  await forgetEndedApprovals(knex, later(24 * 60 + 11));
  await forgetEndedWebSessions(knex, later(7 * 24 * 60));
  expect([await left('approval'), await left('web_session')]).toEqual([0, 0]);
});

test('calls see neither', async () => {
  const asApp = (table: string) =>
    database.knex.transaction(async (db) => {
      await db.raw('SET LOCAL ROLE app');
      await db.raw(`SELECT * FROM toolwright.${table}`);
    });
  for (const table of ['approval', 'web_session', 'used_once']) {
    await expect(asApp(table)).rejects.toThrow('permission denied');
  }
});
