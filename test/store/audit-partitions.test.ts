import { afterEach, beforeEach, expect, it } from 'vitest';
import { maintainAuditPartitions } from '../../runtime/store/postgres/audit-partitions.js';
import { soon } from '../soon.js';
import { type KernelDatabase, kernelDatabase } from './kernel.js';

let db: KernelDatabase;
beforeEach(async () => {
  db = await kernelDatabase(3);
});
afterEach(() => db.drop());

async function partitions(): Promise<unknown> {
  const { rows } = await db.knex.raw(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'toolwright.audit'::regclass ORDER BY 1`,
  );
  return rows.map(({ name }: { name: string }) => name.replace('toolwright.', ''));
}

const write = (at: string) =>
  db.knex.raw(
    `INSERT INTO toolwright.audit (at, trace_id, wire, outcome, duration_ms, system_reasons) VALUES (?, 't', 'mcp', 'ok', 1, '{}')`,
    [at],
  );

const placed = async () =>
  (await db.knex.raw(`SELECT at, tableoid::regclass::text AS "in" FROM toolwright.audit ORDER BY at`)).rows;

it('makes the partitions of today and three days ahead, also when asked by several at once', async () => {
  const now = new Date('2026-12-30T23:59:00Z');
  await Promise.all([1, 2, 3].map(() => maintainAuditPartitions(db.knex, now)));
  const days = ['audit_20261230', 'audit_20261231', 'audit_20270101', 'audit_20270102'];
  expect(await partitions()).toEqual([...days, 'audit_default']);
});

it('moves what went into the default partition, and lets no row be lost between', async () => {
  await write('2026-12-30T00:00:00Z');
  await write('2026-12-30T23:59:59.999Z');
  await write('2026-12-29T12:00:00Z');
  await maintainAuditPartitions(db.knex, new Date('2026-12-30T12:00:00Z'));
  await write('2026-12-31T00:00:00Z');
  expect(await placed()).toEqual([
    { at: new Date('2026-12-29T12:00:00Z'), in: 'toolwright.audit_default' },
    { at: new Date('2026-12-30T00:00:00Z'), in: 'toolwright.audit_20261230' },
    {
      at: new Date('2026-12-30T23:59:59.999Z'),
      in: 'toolwright.audit_20261230',
    },
    { at: new Date('2026-12-31T00:00:00Z'), in: 'toolwright.audit_20261231' },
  ]);
});

it('waits for a row that is just being written', async () => {
  const writing = await db.knex.transaction();
  await writing.raw(
    `INSERT INTO toolwright.audit (at, trace_id, wire, outcome, duration_ms, system_reasons) VALUES (?, 't', 'mcp', 'ok', 1, '{}')`,
    ['2026-12-30T12:00:00Z'],
  );
  const maintaining = maintainAuditPartitions(db.knex, new Date('2026-12-30T12:00:00Z'));
  await soon(async () => {
    const { rows } = await db.knex.raw(`SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'ShareRowExclusiveLock'`);
    expect(rows).toHaveLength(1);
  });
  await writing.commit();
  await maintaining;
  expect(await placed()).toEqual([{ at: new Date('2026-12-30T12:00:00Z'), in: 'toolwright.audit_20261230' }]);
});

it('drops what is older than 90 days', async () => {
  await maintainAuditPartitions(db.knex, new Date('2026-09-01T12:00:00Z'));
  await maintainAuditPartitions(db.knex, new Date('2026-12-01T12:00:00Z'));
  const kept = ['audit_20260902', 'audit_20260903', 'audit_20260904'];
  const made = ['audit_20261201', 'audit_20261202', 'audit_20261203', 'audit_20261204'];
  expect(await partitions()).toEqual([...kept, ...made, 'audit_default']);
});
