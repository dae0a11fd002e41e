import type { Knex } from 'knex';

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 3;
const DAYS_KEPT = 90;
/** Any number but the one of the migrations. */
const LOCK = 7_205_759_404;

/**
 * Makes the partitions of today and the next three days (by UTC) and drops those older than 90 days. A row of a day
 * without one has gone into the default partition, from where it is moved. Cheap when there is nothing to do; several
 * processes may do it at once. `now` decides which day it is.
 */
export async function maintainAuditPartitions(knex: Knex, now: Date): Promise<void> {
  const today = Math.floor(now.getTime() / DAY_MS);
  const wanted = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => partitionName(today + ahead));
  const oldest = partitionName(today - DAYS_KEPT);
  const present = await readPartitions(knex);
  const missing = wanted.filter((name) => !present.has(name));
  const expired = [...present].filter((name) => name < oldest);
  if (missing.length === 0 && expired.length === 0) return;
  await knex.transaction(async (db) => {
    await db.raw('SELECT pg_advisory_xact_lock(?)', [LOCK]);
    // A row on its way into the default partition would be refused once its day is attached, so rows wait. Not for
    // long, though: behind a transaction that stays open this gives up, and is tried again.
    await db.raw(`SET LOCAL lock_timeout = '2s'`);
    await db.raw('LOCK TABLE toolwright.audit IN SHARE ROW EXCLUSIVE MODE');
    const found = await readPartitions(db);
    for (const name of missing) if (!found.has(name)) await addPartition(db, name);
    for (const name of expired) await db.raw('DROP TABLE IF EXISTS toolwright.??', [name]);
  });
}

/** `audit_20261121`: names sort as their days do. */
function partitionName(day: number): string {
  return `audit_${new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

async function readPartitions(db: Knex): Promise<ReadonlySet<string>> {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'toolwright.audit'::regclass AND c.relname ~ '^audit_\\d{8}$'`,
  );
  return new Set(rows.map(({ name }) => name));
}

async function addPartition(db: Knex.Transaction, name: string): Promise<void> {
  const day = name.slice('audit_'.length);
  const from = `timestamptz '${day} 00:00:00+00'`;
  const range = `at >= ${from} AND at < ${from} + interval '24 hours'`;
  await db.raw(`CREATE TABLE toolwright.${name} (LIKE toolwright.audit INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
  await db.raw(`WITH moved AS (DELETE FROM toolwright.audit_default WHERE ${range} RETURNING *)
    INSERT INTO toolwright.${name} SELECT * FROM moved`);
  await db.raw(`ALTER TABLE toolwright.audit ATTACH PARTITION toolwright.${name}
    FOR VALUES FROM (${from}) TO (${from} + interval '24 hours')`);
}
