import type { Knex } from 'knex';
import type { AuditRecord } from '../../runtime/store/audit-sink.js';
import { insertAudit } from '../../runtime/store/postgres/audit-record.js';

let made = 0;

/** A row of the audit, as a call of `person_1` leaves it. Its id is greater than those of the rows made before. */
export function record(change: Partial<AuditRecord> = {}): AuditRecord {
  made += 1;
  return {
    id: `aud_${made.toString(16).padStart(24, '0')}`,
    parentId: null,
    at: new Date('2026-11-21T12:00:00.000Z'),
    traceId: 'a'.repeat(32),
    spanId: null,
    principalId: 'person_1',
    connectionId: 'key_1',
    tenantId: 'acme',
    wire: 'mcp',
    tool: 'list_notes',
    action: null,
    writeMode: 'read',
    arguments: { text: 'hello' },
    outcome: 'ok',
    gate: null,
    durationMs: 1.5,
    dryRun: false,
    replayed: false,
    facts: [],
    systemReasons: [],
    address: null,
    repeats: 1,
    ...change,
  };
}

/** Puts rows into the table as they are. */
export async function keep(db: Knex, rows: readonly AuditRecord[]): Promise<readonly AuditRecord[]> {
  for (let start = 0; start < rows.length; start += 2_000) await insertAudit(db, rows.slice(start, start + 2_000));
  return rows;
}

export const minute = (minutes: number): Date => new Date(Date.UTC(2026, 10, 21, 12, minutes));
