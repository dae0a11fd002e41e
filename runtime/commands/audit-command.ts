import type { Knex } from 'knex';
import type { Act } from '../call/audit/act-row.js';

/**
 * What puts a command's row into the audit, in the transaction of what the command does. Who stands at the command line nobody
 * knows: the row names no person.
 */
export async function auditCommand(
  command: Pick<Act, 'name' | 'writeMode' | 'arguments' | 'tenantId'>,
): Promise<(db: Knex) => Promise<void>> {
  const { actRow } = await import('../call/audit/act-row.js');
  const { ofCall } = await import('../store/audit-sink.js');
  const { insertAudit } = await import('../store/postgres/audit-record.js');
  const { newTraceId } = await import('../trace.js');
  const startedAt = performance.now();
  return (db) => {
    const row = actRow({ ...command, wire: 'cli', at: new Date(), startedAt, traceId: newTraceId() }, 'ok');
    return insertAudit(db, [ofCall(row)]);
  };
}
