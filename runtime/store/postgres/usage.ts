import type { Knex } from 'knex';
import { type CountedGroup, gatherUsage, type TimedGroup } from '../gather-usage.js';
import { type ReadUsage, type Usage, type UsageFilter, UsageTooSlow } from '../usage.js';
import { AUDIT_CALLS, AUDIT_COUNTED, AUDIT_ENDS } from './audit-filter.js';

const TIMEOUT_MS = 20_000;
const TIMED_OUT = '57014';

const KIND = `CASE WHEN principal_id IS NULL THEN 'unknown' WHEN parent_id IS NOT NULL THEN 'step' WHEN dry_run THEN 'dry_run' WHEN replayed THEN 'replayed'
  ${Object.entries(AUDIT_ENDS)
    .map(([end, holds]) => `WHEN ${holds} THEN '${end}'`)
    .join(' ')} END`;

const DAY = `(at AT TIME ZONE 'UTC')::date AS day`;
/** In whatever way the database writes days. */
const DAY_KEY = `to_char(day, 'YYYY-MM-DD')`;

const counting = (where: string) => `
WITH call AS (
  SELECT ${DAY}, CASE WHEN gate IS DISTINCT FROM 'find' THEN tool END AS tool, tenant_id, gate, outcome, repeats, ${KIND} AS kind
  FROM toolwright.audit WHERE ${where} AND ${AUDIT_CALLS})
SELECT CASE WHEN GROUPING(day) = 0 THEN 'day' WHEN GROUPING(tool) = 0 THEN 'tool' WHEN GROUPING(tenant_id) = 0 THEN 'tenant' ELSE 'gate' END AS by,
  coalesce(${DAY_KEY}, tool, tenant_id, gate) AS key, kind, outcome, sum(repeats)::bigint AS calls
FROM call GROUP BY GROUPING SETS ((day, kind), (tool, kind, outcome), (tenant_id, kind), (gate, kind))`;

const timing = (where: string) => `
WITH ran AS (
  SELECT ${DAY}, tool, duration_ms FROM toolwright.audit
  WHERE ${where} AND ${AUDIT_COUNTED} AND ((${AUDIT_ENDS.ok}) OR (${AUDIT_ENDS.failed}))),
timed AS (
  SELECT CASE WHEN GROUPING(day) = 0 THEN 'day' WHEN GROUPING(tool) = 0 THEN 'tool' ELSE 'all' END AS by,
    coalesce(${DAY_KEY}, tool) AS key, percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY duration_ms) AS p
  FROM ran GROUP BY GROUPING SETS ((), (day), (tool)))
SELECT by, key, p[1] AS p50, p[2] AS p95, p[3] AS p99 FROM timed WHERE p IS NOT NULL`;

/**
 * Counts the rows of the audit themselves, in the partitions of the span alone. One report after another: each holds a connection
 * for as long as it takes, and calls need them more.
 */
export function createPostgresUsage(knex: Knex, timeoutMs = TIMEOUT_MS): ReadUsage {
  let before: Promise<unknown> = Promise.resolve();
  return (filter) => {
    const report = before.then(() => count(knex, filter, timeoutMs));
    before = report.catch(() => {});
    return report;
  };
}

/** Both statements see the same moment. */
async function count(knex: Knex, filter: UsageFilter, timeoutMs: number): Promise<Usage> {
  const { where, values } = asked(filter);
  const read = knex.transaction(
    async (db) => {
      // What a million rows need to be sorted in memory; it is given back with the transaction.
      await db.raw(`SET LOCAL statement_timeout = ${timeoutMs}; SET LOCAL work_mem = '64MB'`);
      const counted = await db.raw<{ rows: CountedGroup[] }>(counting(where), values);
      const timed = await db.raw<{ rows: TimedGroup[] }>(timing(where), values);
      return gatherUsage(filter, counted.rows, timed.rows);
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
  return read.catch((error: { code?: string }) => {
    throw error.code === TIMED_OUT ? new UsageTooSlow(timeoutMs) : error;
  });
}

function asked({ from, until, tenantId, tool }: UsageFilter): {
  readonly where: string;
  readonly values: Record<string, Date | string>;
} {
  const where = [
    'at >= :from AND at < :until',
    ...(tenantId === undefined ? [] : ['tenant_id = :tenantId']),
    ...(tool === undefined ? [] : ['tool = :tool']),
  ].join(' AND ');
  return {
    where,
    values: { from, until, ...(tenantId !== undefined && { tenantId }), ...(tool !== undefined && { tool }) },
  };
}
