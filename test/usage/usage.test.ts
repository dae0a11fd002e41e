import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRow } from '../../runtime/call/audit/audit.js';
import type { AuditRecord } from '../../runtime/store/audit-sink.js';
import { createMemoryStore } from '../../runtime/store/memory/memory-store.js';
import { maintainAuditPartitions } from '../../runtime/store/postgres/audit-partitions.js';
import { createPostgresUsage } from '../../runtime/store/postgres/usage.js';
import { errorRate, MOST_TENANTS, type ReadUsage, type Usage, UsageTooSlow } from '../../runtime/store/usage.js';
import { keep, record } from '../activity/rows.js';
import { type KernelDatabase, kernelDatabase } from '../store/kernel.js';

let db: KernelDatabase;

beforeAll(async () => {
  db = await kernelDatabase(2);
});
afterAll(() => db.drop());

type Open = (rows: readonly AuditRecord[]) => Promise<ReadUsage>;

const stores: readonly [string, Open][] = [
  [
    'PostgreSQL',
    async (rows) => {
      await keep(db.knex, rows);
      return createPostgresUsage(db.knex);
    },
  ],
  [
    'memory',
    async (rows) => {
      const store = createMemoryStore({});
      for (const row of rows) store.auditLater(row as AuditRow);
      return store.usage as ReadUsage;
    },
  ],
];

const at = (text: string) => new Date(`${text}Z`);
const span = { from: at('2026-11-20T00:00:00'), until: at('2026-11-22T00:00:00') };
const one = { p50: 1.5, p95: 1.5, p99: 1.5 };

const nothing: Usage = {
  total: { calls: 0, ok: 0, asked: 0, refused: 0, failed: 0, latency: null },
  apart: { unknown: 0, steps: 0, dryRuns: 0, replayed: 0 },
  gates: [],
  tools: [],
  tenants: [],
  moreTenants: 0,
  days: [
    { day: '2026-11-20', calls: 0, ok: 0, asked: 0, refused: 0, failed: 0, latency: null },
    { day: '2026-11-21', calls: 0, ok: 0, asked: 0, refused: 0, failed: 0, latency: null },
  ],
};

/** Two days of two tenants: what counts, what counts apart, and what is no call. */
const mixed = (): readonly AuditRecord[] => [
  record({ at: at('2026-11-20T00:00:00'), durationMs: 10 }),
  record({ at: at('2026-11-20T23:59:59.999'), durationMs: 20, outcome: 'NOT_FOUND', gate: 'run' }),
  record({ durationMs: 30, outcome: 'NOT_FOUND', gate: 'run', tenantId: 'globex' }),
  record({ durationMs: 40, outcome: 'INTERNAL_ERROR' }),
  record({ durationMs: 50, tool: 'add_note', outcome: 'BAD_ANSWER', gate: 'output' }),
  record({ durationMs: 999, tool: 'add_note', outcome: 'FORBIDDEN', gate: 'privilege' }),
  record({ durationMs: 999, tool: 'add_note', outcome: 'input_required' }),
  record({ durationMs: 60, tool: 'add_note', tenantId: 'globex', wire: 'web' }),
  record({ durationMs: 70, tool: 'notes://{id}', tenantId: null }),
  record({ tool: 'no such', writeMode: null, outcome: 'UNKNOWN_TOOL', gate: 'find' }),
  // Apart, each once.
  record({ parentId: 'aud_parent', durationMs: 999 }),
  record({ parentId: 'aud_parent', dryRun: true, replayed: true, durationMs: 999 }),
  record({ dryRun: true, durationMs: 999, outcome: 'FORBIDDEN', gate: 'privilege' }),
  record({ replayed: true, durationMs: 999 }),
  // No calls.
  record({ wire: 'web', tool: 'POST /account/sign-in' }),
  record({ wire: 'web', tool: 'End of a connection' }),
  record({ wire: 'cli', tool: 'toolwright refund' }),
  // Another time.
  record({ at: at('2026-11-19T23:59:59.999') }),
  record({ at: at('2026-11-22T00:00:00') }),
];

describe.each(stores)('usage on %s', (name, open) => {
  beforeEach(() => db.knex('toolwright.audit').delete());

  it('is of every day, also where nothing was called', async () => {
    const usage = await open([]);
    expect(await usage(span)).toEqual(nothing);
  });

  it('tells what happened to each call, by day, tool, tenant and gate, and what it left out', async () => {
    const usage = await open(mixed());
    expect(await usage(span)).toEqual({
      // 10 20 30 40 50 60 70
      total: {
        calls: 10,
        ok: 3,
        asked: 1,
        refused: 2,
        failed: 4,
        latency: { p50: 40, p95: 67, p99: 69.4 },
      },
      apart: { unknown: 0, steps: 2, dryRuns: 1, replayed: 1 },
      gates: [
        { gate: 'find', calls: 1 },
        { gate: 'privilege', calls: 1 },
      ],
      tools: [
        {
          ...{ tool: 'add_note', calls: 4, ok: 1, asked: 1, refused: 1, failed: 1 },
          latency: { p50: 55, p95: 59.5, p99: 59.9 },
          codes: [{ code: 'BAD_ANSWER', calls: 1 }],
        },
        {
          ...{ tool: 'list_notes', calls: 4, ok: 1, asked: 0, refused: 0, failed: 3 },
          latency: { p50: 25, p95: 38.5, p99: 39.7 },
          codes: [
            { code: 'NOT_FOUND', calls: 2 },
            { code: 'INTERNAL_ERROR', calls: 1 },
          ],
        },
        {
          ...{ tool: 'notes://{id}', calls: 1, ok: 1, asked: 0, refused: 0, failed: 0 },
          latency: { p50: 70, p95: 70, p99: 70 },
          codes: [],
        },
      ],
      tenants: [
        { tenantId: 'acme', calls: 7, ok: 1, asked: 1, refused: 2, failed: 3 },
        { tenantId: 'globex', calls: 2, ok: 1, asked: 0, refused: 0, failed: 1 },
        { tenantId: null, calls: 1, ok: 1, asked: 0, refused: 0, failed: 0 },
      ],
      moreTenants: 0,
      days: [
        {
          ...{ day: '2026-11-20', calls: 2, ok: 1, asked: 0, refused: 0, failed: 1 },
          latency: { p50: 15, p95: 19.5, p99: 19.9 },
        },
        {
          ...{ day: '2026-11-21', calls: 8, ok: 2, asked: 1, refused: 2, failed: 3 },
          latency: { p50: 50, p95: 68, p99: 69.6 },
        },
      ],
    });
  });

  it('is of one tenant alone, or one tool, by its whole name', async () => {
    const usage = await open(mixed());
    const globex = await usage({ ...span, tenantId: 'globex' });
    expect(globex.tenants).toEqual([{ tenantId: 'globex', calls: 2, ok: 1, asked: 0, refused: 0, failed: 1 }]);
    expect(globex.tools.map(({ tool, calls }) => [tool, calls])).toEqual([
      ['add_note', 1],
      ['list_notes', 1],
    ]);
    expect(globex.total).toEqual({
      ...{ calls: 2, ok: 1, asked: 0, refused: 0, failed: 1 },
      latency: { p50: 45, p95: 58.5, p99: 59.7 },
    });
    expect(globex.apart).toEqual({ unknown: 0, steps: 0, dryRuns: 0, replayed: 0 });
    const added = await usage({ ...span, tool: 'add_note' });
    expect(added.total.calls).toBe(4);
    expect(added.tools.map(({ tool }) => tool)).toEqual(['add_note']);
    const both = await usage({ ...span, tool: 'add_note', tenantId: 'globex' });
    expect(both.total).toEqual({
      calls: 1,
      ok: 1,
      asked: 0,
      refused: 0,
      failed: 0,
      latency: { p50: 60, p95: 60, p99: 60 },
    });
    for (const none of [{ tool: 'add_' }, { tool: "' OR true --" }, { tenantId: 'acm%' }]) {
      expect(await usage({ ...span, ...none })).toEqual(nothing);
    }
  });

  it(`names ${MOST_TENANTS} tenants and says how many more there are`, async () => {
    const rows = Array.from({ length: MOST_TENANTS + 7 }, (_, index) => record({ tenantId: `org_${index}` }));
    const usage = await open([...rows, record({ tenantId: 'org_99' })]);
    const { tenants, moreTenants, total } = await usage(span);
    expect([tenants.length, moreTenants, total.calls]).toEqual([MOST_TENANTS, 7, MOST_TENANTS + 8]);
    expect(tenants[0]).toEqual({ tenantId: 'org_99', calls: 2, ok: 2, asked: 0, refused: 0, failed: 0 });
    expect(total.latency).toEqual(one);
  });

  it('has the percentiles that lie between neighbours in order, whatever the order they came in', async () => {
    // Primes: no two percentiles coincide by accident.
    const durations = Array.from({ length: 997 }, (_, index) => ((index * 613) % 997) ** 1.5 * 100);
    const usage = await open(durations.map((durationMs) => record({ durationMs, tenantId: name })));
    const { latency } = (await usage(span)).total;
    const sorted = Float64Array.from(durations).sort();
    for (const [part, value] of [
      [0.5, latency?.p50],
      [0.95, latency?.p95],
      [0.99, latency?.p99],
    ] as const) {
      const below = sorted.filter((each) => each <= (value ?? 0)).length;
      const [low = 0, high = 0] = [sorted[below - 1], sorted[below] ?? sorted[below - 1]];
      // Where the value stands, counted in neighbours from the least.
      const place = below - 1 + (high === low ? 0 : ((value ?? 0) - low) / (high - low));
      expect(place).toBeCloseTo(part * (durations.length - 1), 4);
    }
  });
});

describe('usage on PostgreSQL', () => {
  beforeEach(() => db.knex('toolwright.audit').delete());

  it('counts a row of refused strangers as many times as it stands for', async () => {
    const stranger = {
      principalId: null,
      connectionId: null,
      tenantId: null,
      tool: null,
      writeMode: null,
      durationMs: 0,
    };
    await keep(db.knex, [
      record({ ...stranger, outcome: 'UNAUTHORIZED', address: '192.0.2.7', repeats: 41 }),
      record({ ...stranger, outcome: 'UNAUTHORIZED', address: '192.0.2.7' }),
      // A page, at which a stranger knocked.
      record({ ...stranger, outcome: 'UNAUTHORIZED', wire: 'web', repeats: 9 }),
      record({ durationMs: 3 }),
    ]);
    const usage = await createPostgresUsage(db.knex)(span);
    expect(usage.apart).toEqual({ unknown: 42, steps: 0, dryRuns: 0, replayed: 0 });
    expect(usage.total).toEqual({
      calls: 1,
      ok: 1,
      asked: 0,
      refused: 0,
      failed: 0,
      latency: { p50: 3, p95: 3, p99: 3 },
    });
    expect(usage.gates).toEqual([]);
    expect(usage.tenants.map(({ tenantId, calls }) => [tenantId, calls])).toEqual([['acme', 1]]);
    expect(errorRate(usage.total)).toBe(0);
    expect(errorRate({ ...usage.total, ok: 0 })).toBe(null);
  });

  it('gives up where there is more to count than time for it, and goes on with the next', async () => {
    const holding = await db.knex.transaction();
    await holding.raw('LOCK TABLE toolwright.audit IN ACCESS EXCLUSIVE MODE');
    await expect(createPostgresUsage(db.knex, 100)(span)).rejects.toThrow(new UsageTooSlow(100));
    await holding.rollback();
    expect(await createPostgresUsage(db.knex)(span)).toEqual(nothing);
  });

  it('counts one report after another, also after one that failed', async () => {
    await keep(db.knex, [record()]);
    const steps: string[] = [];
    const hear = ({ sql }: { sql: string }) =>
      void (/^(?:BEGIN|COMMIT|ROLLBACK)/.test(sql) && steps.push(sql.slice(0, 5)));
    db.knex.on('query', hear);
    const usage = createPostgresUsage(db.knex);
    const reports = [usage(span), usage({ ...span, tool: '\0' }), usage({ ...span, tool: 'add_note' })];
    const ended = await Promise.allSettled(reports);
    db.knex.off('query', hear);
    expect(ended.map((end) => (end.status === 'fulfilled' ? end.value.total.calls : 'failed'))).toEqual([
      1,
      'failed',
      0,
    ]);
    expect(steps).toEqual(['BEGIN', 'COMMI', 'BEGIN', 'ROLLB', 'BEGIN', 'COMMI']);
  });

  it('looks at the partitions of its days alone', async () => {
    await maintainAuditPartitions(db.knex, span.from);
    const asked: { sql: string; bindings: unknown[] }[] = [];
    const hear = (query: { sql: string; bindings: unknown[] }) => asked.push(query);
    db.knex.on('query', hear);
    await createPostgresUsage(db.knex)({ ...span, until: at('2026-11-21T00:00:00') });
    db.knex.off('query', hear);
    const counted = asked.filter(({ sql }) => sql.includes('toolwright.audit'));
    expect(counted).toHaveLength(2);
    for (const { sql, bindings } of counted) {
      const { rows } = await db.knex.raw(`EXPLAIN ${sql.replace(/\$\d+/g, '?')}`, bindings as string[]);
      const plan = rows.map((row: { 'QUERY PLAN': string }) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain('audit_20261120');
      expect(plan).not.toMatch(/audit_202611(?!20)/);
    }
  });
});
