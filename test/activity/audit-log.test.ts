import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRow } from '../../runtime/call/audit/audit.js';
import { type AuditFilter, type AuditLog, LOOKED_AT, streamAudit } from '../../runtime/store/audit-log.js';
import type { AuditRecord } from '../../runtime/store/audit-sink.js';
import { createMemoryStore } from '../../runtime/store/memory/memory-store.js';
import { createPostgresAuditLog } from '../../runtime/store/postgres/audit-log.js';
import { maintainAuditPartitions } from '../../runtime/store/postgres/audit-partitions.js';
import { type KernelDatabase, kernelDatabase } from '../store/kernel.js';
import { keep, minute, record } from './rows.js';

let db: KernelDatabase;

beforeAll(async () => {
  db = await kernelDatabase(2);
});
afterAll(() => db.drop());

/** A log with these rows, in whatever order they are given, and the way for more to come. */
type Open = (rows: readonly AuditRecord[]) => Promise<AuditLog & { add(row: AuditRecord): Promise<unknown> }>;

const logs: readonly [string, Open][] = [
  [
    'PostgreSQL',
    async (rows) => {
      await keep(db.knex, rows);
      return { ...createPostgresAuditLog(db.knex), add: (row) => keep(db.knex, [row]) };
    },
  ],
  [
    'memory',
    async (rows) => {
      const store = createMemoryStore({});
      for (const row of rows) store.auditLater(row as AuditRow);
      return { ...(store.auditLog as AuditLog), add: async (row) => store.auditLater(row as AuditRow) };
    },
  ],
];

const mine: AuditFilter = { principalId: 'person_1' };
const idsOf = (rows: readonly AuditRecord[]) => rows.map(({ id }) => id);

async function pagesOf(log: AuditLog, filter: AuditFilter, limit: number): Promise<AuditRecord[][]> {
  const pages: AuditRecord[][] = [];
  for (let page = await log.page(filter, { limit }); ; page = await log.page(filter, { limit, after: page.next })) {
    pages.push([...page.rows]);
    if (page.next === null) return pages;
  }
}

describe.each(logs)('the log on %s', (_, open) => {
  beforeEach(() => db.knex('toolwright.audit').delete());

  it('has the newest first, rows of one moment by their ids, each whole and once, in pages', async () => {
    const rows = [3, 1, 2, 1, 1, 3, 1].map((minutes) => record({ at: minute(minutes) }));
    const log = await open(rows);
    const sorted = [...rows].sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
    expect(await pagesOf(log, mine, 2)).toEqual([
      sorted.slice(0, 2),
      sorted.slice(2, 4),
      sorted.slice(4, 6),
      sorted.slice(6),
    ]);
    expect(await pagesOf(log, mine, 7)).toEqual([sorted]);
  });

  it('has of a person’s rows that person’s alone, whatever else is asked for', async () => {
    const own = record({ tenantId: 'acme', connectionId: 'key_1' });
    const other = record({
      principalId: 'person_2',
      tenantId: 'globex',
      connectionId: 'key_2',
      traceId: 'b'.repeat(32),
    });
    const nobody = record({ principalId: null, connectionId: null, tenantId: null });
    const log = await open([own, other, nobody]);
    const ids = async (filter: AuditFilter) => idsOf((await log.page(filter, { limit: 10 })).rows);
    expect(await ids(mine)).toEqual([own.id]);
    for (const foreign of [{ tenantId: 'globex' }, { connectionId: 'key_2' }, { traceId: 'b'.repeat(32) }]) {
      expect(await ids({ ...mine, ...foreign })).toEqual([]);
    }
    expect(await ids({ ...mine, unknown: true })).toEqual([]);
    expect(await ids({ principalId: null })).toEqual([nobody.id, other.id, own.id]);
    expect(await ids({ principalId: null, unknown: true })).toEqual([nobody.id]);
    expect(await log.find(other.id, 'person_1')).toBe(null);
    expect(await log.find(nobody.id, 'person_1')).toBe(null);
    expect(await log.find('aud_none', null)).toBe(null);
    expect(await log.find(other.id, null)).toEqual({ row: other, parent: null, steps: [] });
  });

  it('has of a call its steps in their order and what it is a step of, as far as they are the same person’s', async () => {
    const whole = record();
    const second = record({ parentId: whole.id, at: minute(2) });
    const first = record({ parentId: whole.id, at: minute(1) });
    const foreign = record({ parentId: whole.id, principalId: 'person_2' });
    const log = await open([whole, second, first, foreign]);
    expect(await log.find(whole.id, 'person_1')).toEqual({ row: whole, parent: null, steps: [first, second] });
    expect(await log.find(first.id, 'person_1')).toEqual({ row: first, parent: whole, steps: [] });
    expect(await log.find(foreign.id, 'person_2')).toEqual({ row: foreign, parent: null, steps: [] });
  });

  it('has what usage counts, of a tool by its whole name', async () => {
    const own = record();
    const page = record({ wire: 'web' });
    const longer = record({ tool: 'list_notes_of' });
    const log = await open([
      ...[own, page, longer],
      ...[record({ parentId: own.id }), record({ dryRun: true }), record({ replayed: true })],
      ...[record({ wire: 'web', tool: 'POST /account/x' }), record({ wire: 'cli', tool: 'toolwright refund' })],
      record({ principalId: null, connectionId: null, tenantId: null, tool: null, outcome: 'UNAUTHORIZED' }),
    ]);
    const ids = async (filter: object) =>
      idsOf((await log.page({ principalId: null, counted: true, ...filter }, { limit: 10 })).rows);
    expect(await ids({})).toEqual([longer.id, page.id, own.id]);
    expect(await ids({ tool: 'list_notes' })).toEqual([page.id, own.id]);
    expect(await ids({ tool: 'List_notes' })).toEqual([]);
  });

  it('filters', async () => {
    const rows = {
      read: record({ tool: 'list_notes' }),
      wrote: record({ tool: 'add_note', writeMode: 'create', wire: 'rest', connectionId: 'key_9', tenantId: 'globex' }),
      refused: record({ tool: 'add_note', writeMode: 'create', outcome: 'FORBIDDEN', gate: 'privilege' }),
      page: record({ tool: 'POST /account/x', writeMode: 'update', wire: 'web', outcome: 'NOT_FOUND' }),
      failed: record({ outcome: 'NOT_FOUND', gate: 'run' }),
      broken: record({ outcome: 'INTERNAL_ERROR' }),
      asked: record({ outcome: 'input_required' }),
      unfound: record({ tool: 'nothing', writeMode: null, outcome: 'UNKNOWN_TOOL', gate: 'find' }),
    };
    const log = await open(Object.values(rows));
    const named = async (filter: Partial<AuditFilter>) => {
      const { rows: found } = await log.page({ ...mine, ...filter }, { limit: 50 });
      return Object.entries(rows).flatMap(([name, { id }]) => (idsOf(found).includes(id) ? [name] : []));
    };
    expect(await named({ end: 'ok' })).toEqual(['read', 'wrote']);
    expect(await named({ end: 'asked' })).toEqual(['asked']);
    expect(await named({ end: 'refused' })).toEqual(['refused', 'page', 'unfound']);
    expect(await named({ end: 'failed' })).toEqual(['failed', 'broken']);
    expect(await named({ gate: 'privilege' })).toEqual(['refused']);
    expect(await named({ mode: 'write' })).toEqual(['wrote', 'refused', 'page']);
    expect(await named({ mode: 'read' })).toEqual(['read', 'failed', 'broken', 'asked']);
    expect(await named({ wire: 'rest' })).toEqual(['wrote']);
    expect(await named({ connectionId: 'key_9' })).toEqual(['wrote']);
    expect(await named({ tenantId: 'globex' })).toEqual(['wrote']);
    expect(await named({ tool: 'ADD_' })).toEqual(['wrote', 'refused']);
    expect(await named({ tool: 'add_note', end: 'ok', tenantId: 'acme' })).toEqual([]);
  });

  it('takes what is looked for in a name as text: neither wildcards nor SQL', async () => {
    const log = await open([record({ tool: 'add_note' }), record({ tool: 'addXnote' }), record({ tool: 'a%b\\c' })]);
    const tools = async (tool: string) => (await log.page({ ...mine, tool }, { limit: 9 })).rows.map((row) => row.tool);
    expect(await tools('d_n')).toEqual(['add_note']);
    expect(await tools('%')).toEqual(['a%b\\c']);
    expect(await tools('\\')).toEqual(['a%b\\c']);
    expect(await tools(`' OR true --`)).toEqual([]);
    expect(await tools(`'; DELETE FROM toolwright.audit; --`)).toEqual([]);
    expect(await tools('')).toHaveLength(3);
  });

  it('has the first moment of a day in it and the first of the next not, at the borders of partitions', async () => {
    const at = [
      '2026-11-20T23:59:59.999Z',
      '2026-11-21T00:00:00.000Z',
      '2026-11-21T23:59:59.999Z',
      '2026-11-22T00:00:00.000Z',
    ];
    const [, first, last] = at.map((text) => record({ at: new Date(text) })) as AuditRecord[];
    const rows = [...at.map((text) => record({ at: new Date(text) }))];
    const log = await open(rows);
    const filter = { ...mine, from: new Date('2026-11-21T00:00:00Z'), until: new Date('2026-11-22T00:00:00Z') };
    const found = (await log.page(filter, { limit: 10 })).rows.map((row) => row.at);
    expect(found).toEqual([last?.at, first?.at]);
    expect((await pagesOf(log, mine, 1)).flat().map((row) => row.at.toISOString())).toEqual([...at].reverse());
  });

  it('neither skips nor repeats while rows are added between pages', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => record({ at: minute(Math.floor(index / 7)) }));
    const log = await open(rows);
    const seen: string[] = [];
    let page = await log.page(mine, { limit: 4 });
    for (;;) {
      seen.push(...idsOf(page.rows));
      if (page.next === null) break;
      // As calls do: newer than all.
      await log.add(record({ at: minute(50) }));
      page = await log.page(mine, { limit: 4, after: page.next });
    }
    expect([...seen].sort()).toEqual(idsOf(rows).sort());
  });
});

describe('the log on PostgreSQL', () => {
  beforeEach(() => db.knex('toolwright.audit').delete());

  it('looks at ten thousand rows for a page and says where it stopped, so that rare rows are found page by page', async () => {
    const many = Array.from({ length: LOOKED_AT * 2 + 500 }, (_, index) =>
      record({ at: new Date(minute(0).getTime() - index) }),
    );
    const rare = record({ tool: 'rare', at: new Date(minute(0).getTime() - LOOKED_AT * 2 - 100) });
    const tied = record({ tool: 'rare', at: new Date(minute(0).getTime() - LOOKED_AT) });
    await keep(db.knex, [...many, rare, tied]);
    const log = createPostgresAuditLog(db.knex);
    const pages = await pagesOf(log, { ...mine, tool: 'rare' }, 50);
    expect(pages.map(idsOf)).toEqual([[tied.id], [], [rare.id]]);
    expect((await pagesOf(log, { ...mine, tool: 'nowhere' }, 50)).flat()).toEqual([]);
  });

  it('goes on where ten thousand rows are of the same moment', async () => {
    const rows = Array.from({ length: LOOKED_AT + 5 }, () => record());
    const last = record({ tool: 'rare', at: minute(-1) });
    await keep(db.knex, [...rows, last]);
    const pages = await pagesOf(createPostgresAuditLog(db.knex), { ...mine, tool: 'rare' }, 50);
    expect(pages.flat().map(({ id }) => id)).toEqual([last.id]);
  });

  it('streams all of them', async () => {
    const rows = await keep(
      db.knex,
      Array.from({ length: 2_345 }, (_, index) => record({ at: minute(-index % 400) })),
    );
    const seen: string[] = [];
    for await (const { id } of streamAudit(createPostgresAuditLog(db.knex), mine)) seen.push(id);
    expect(seen).toHaveLength(rows.length);
    expect(new Set(seen)).toEqual(new Set(idsOf(rows)));
  });

  it('reads few blocks for a page of a person’s rows or of everybody’s, of ninety days', async () => {
    const now = minute(0);
    for (let day = 90; day > -4; day -= 4)
      await maintainAuditPartitions(db.knex, new Date(now.getTime() - day * 86_400_000));
    await db.knex.raw(
      `INSERT INTO toolwright.audit (at, trace_id, principal_id, connection_id, wire, tool, write_mode, outcome, duration_ms, system_reasons)
       SELECT ?::timestamptz - n * interval '1 minute', md5(n::text), 'person_' || n % 50, 'key', 'mcp', 'tool', 'read', 'ok', 1, '{}'
       FROM generate_series(1, 120000) AS n`,
      [now],
    );
    await db.knex.raw('ANALYZE toolwright.audit');
    const client = new pg.Client(db.connection);
    await client.connect();
    const blocks = async (filter: AuditFilter) => {
      const asked: { sql: string; bindings: unknown[] }[] = [];
      const hear = (query: { sql: string; bindings: unknown[] }) => asked.push(query);
      db.knex.on('query', hear);
      const { rows } = await createPostgresAuditLog(db.knex).page(filter, { limit: 50, after: { at: now, id: 'x' } });
      db.knex.off('query', hear);
      expect(rows).toHaveLength(50);
      let read = 0;
      for (const { sql, bindings } of asked) {
        const { rows: plan } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`, bindings);
        const top = plan[0]['QUERY PLAN'][0].Plan;
        read += top['Shared Hit Blocks'] + top['Shared Read Blocks'];
      }
      return read;
    };
    const { rows } = await db.knex.raw(
      `SELECT sum(pg_relation_size(inhrelid)) / 8192 AS blocks FROM pg_inherits WHERE inhparent = 'toolwright.audit'::regclass`,
    );
    const all = Number(rows[0].blocks);
    expect(all).toBeGreaterThan(2_000);
    expect(await blocks({ principalId: 'person_7' })).toBeLessThan(500);
    expect(await blocks({ principalId: null })).toBeLessThan(500);
    await client.end();
  });
});
