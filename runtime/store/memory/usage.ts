import type { AuditRow } from '../../call/audit/audit.js';
import { auditEnd } from '../audit-log.js';
import type { AuditRecord } from '../audit-sink.js';
import { type CountedGroup, dayOf, gatherUsage, grouped, type TimedGroup, type UsageKind } from '../gather-usage.js';
import type { ReadUsage, UsageFilter } from '../usage.js';

/** Of the rows that the memory store has kept. */
export function createMemoryUsage(kept: () => readonly AuditRow[]): ReadUsage {
  return async (filter) => {
    const rows = kept().filter((row) => isCall(row) && fits(row, filter));
    return gatherUsage(filter, rows.flatMap(groupsOf), timedGroups(rows));
  };
}

/** What a person did by other means has a name with a space in it. */
function isCall({ wire, tool }: Pick<AuditRecord, 'wire' | 'tool'>): boolean {
  return wire !== 'cli' && !(wire === 'web' && (tool ?? ' ').includes(' '));
}

/** What usage counts, and does not tell apart. */
export function isCounted(row: AuditRecord): boolean {
  return isCall(row) && row.principalId !== null && row.parentId === null && !row.dryRun && !row.replayed;
}

function fits({ at, tenantId, tool }: AuditRow, filter: UsageFilter): boolean {
  return (
    at >= filter.from &&
    at < filter.until &&
    (filter.tenantId === undefined || tenantId === filter.tenantId) &&
    (filter.tool === undefined || tool === filter.tool)
  );
}

function kindOf(row: AuditRow): UsageKind {
  if (row.principalId === null) return 'unknown';
  if (row.parentId !== null) return 'step';
  if (row.dryRun) return 'dry_run';
  return row.replayed ? 'replayed' : auditEnd(row);
}

function groupsOf(row: AuditRow): readonly CountedGroup[] {
  const { at, tool, tenantId, gate, outcome } = row;
  const common = { kind: kindOf(row), outcome, calls: 1 };
  return [
    { by: 'day', key: dayOf(at), ...common },
    { by: 'tool', key: gate === 'find' ? null : tool, ...common },
    { by: 'tenant', key: tenantId, ...common },
    { by: 'gate', key: gate, ...common },
  ];
}

function timedGroups(rows: readonly AuditRow[]): readonly TimedGroup[] {
  const ran = rows.filter((row) => ['ok', 'failed'].includes(kindOf(row)));
  const timed = (by: TimedGroup['by'], keyOf: (row: AuditRow) => string | null): TimedGroup[] =>
    [...grouped(ran, keyOf)].map(([key, same]) => {
      const sorted = same.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
      return { by, key, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) };
    });
  return [...timed('all', () => null), ...timed('day', ({ at }) => dayOf(at)), ...timed('tool', ({ tool }) => tool)];
}

/** As PostgreSQL's `percentile_cont`: between the two neighbours, in proportion. */
function percentile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}
