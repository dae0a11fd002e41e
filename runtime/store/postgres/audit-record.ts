import type { Knex } from 'knex';
import type { AuditRecord } from '../audit-sink.js';
import { AUDIT_COLUMNS } from './audit-columns.js';

const INSERT = `
INSERT INTO toolwright.audit (id, parent_id, at, trace_id, span_id, principal_id, connection_id, tenant_id, wire, tool, action, write_mode,
  arguments, outcome, gate, duration_ms, dry_run, replayed, facts, system_reasons, address, repeats)
SELECT id, parent_id, at, trace_id, span_id, principal_id, connection_id, tenant_id, wire, tool, action, write_mode,
  arguments, outcome, gate, duration_ms, dry_run, replayed, facts, system_reasons, address, repeats
FROM jsonb_to_recordset(?::jsonb) AS given (id text, parent_id text, at timestamptz, trace_id text, span_id text,
  principal_id text, connection_id text, tenant_id text, wire text, tool text, action text, write_mode text, arguments jsonb, outcome text, gate text,
  duration_ms double precision, dry_run boolean, replayed boolean, facts text[], system_reasons text[], address text, repeats integer)`;

/** Writes rows in one statement, in whatever transaction and role `db` is. */
export async function insertAudit(db: Knex, records: readonly AuditRecord[]): Promise<void> {
  await db.raw(INSERT, [storable(records.map(toColumns))]);
}

const names = Object.entries(AUDIT_COLUMNS) as [keyof AuditRecord, string][];

function toColumns(record: AuditRecord): object {
  return Object.fromEntries(names.map(([name, column]) => [column, record[name]]));
}

/** JSON that jsonb takes whatever a caller sent: it knows neither NUL nor half a surrogate pair, in keys or values. */
function storable(value: unknown): string {
  return JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1\\ufffd');
}

/** Whether the rows themselves are at fault (their data, or their depth), not the database, so that trying again is no use. */
export function isUnstorable(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true;
  const { code } = error as { code?: string };
  return code !== undefined && (code.startsWith('22') || code.startsWith('23') || code.startsWith('54'));
}
