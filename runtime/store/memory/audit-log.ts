import type { AuditRow } from '../../call/audit/audit.js';
import { type AuditFilter, type AuditLog, type AuditPlace, auditEnd } from '../audit-log.js';
import { type AuditRecord, ofCall } from '../audit-sink.js';
import { isCounted } from './usage.js';

/** Of the rows that the memory store has kept, which are few enough to look at all of them. */
export function createMemoryAuditLog(kept: () => readonly AuditRow[]): AuditLog {
  const newestFirst = () => kept().map(ofCall).sort(compare);
  return {
    async page(filter, { limit, after }) {
      const rows = newestFirst().filter((row) => fits(row, filter) && (!after || compare(row, after) > 0));
      const shown = rows.slice(0, limit);
      return { rows: shown, next: rows.length > limit ? (shown.at(-1) ?? null) : null };
    },
    async find(id, principalId) {
      const seen = newestFirst().filter((row) => principalId === null || row.principalId === principalId);
      const row = seen.find((each) => each.id === id);
      if (row === undefined) return null;
      const parent = seen.find((each) => each.id === row.parentId) ?? null;
      return { row, parent, steps: seen.filter(({ parentId }) => parentId === id).reverse() };
    },
  };
}

/** Negative where `a` comes first. */
function compare(a: AuditPlace, b: AuditPlace): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

function fits(row: AuditRecord, filter: AuditFilter): boolean {
  const { principalId, unknown, counted, tool, end, mode, from, until } = filter;
  const same = ['connectionId', 'tenantId', 'wire', 'gate', 'traceId'] as const;
  return (
    (principalId === null || row.principalId === principalId) &&
    (unknown === undefined || row.principalId === null) &&
    same.every((name) => filter[name] === undefined || row[name] === filter[name]) &&
    (counted === undefined || isCounted(row)) &&
    (tool === undefined || (counted ? row.tool === tool : within(tool, row.tool ?? ''))) &&
    (end === undefined || auditEnd(row) === end) &&
    (mode === undefined || (row.writeMode !== null && (row.writeMode === 'read') === (mode === 'read'))) &&
    (from === undefined || row.at >= from) &&
    (until === undefined || row.at < until)
  );
}

const within = (part: string, text: string): boolean => text.toLowerCase().includes(part.toLowerCase());
