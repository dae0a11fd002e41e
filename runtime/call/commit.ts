import { auditRow } from './audit/audit-row.js';
import type { RanCall } from './call.js';
import { readsOnly } from './operations.js';
import type { Work } from './work.js';

/**
 * Commits what the resolver did; of a write, together with its audit row: there is never one without the other. A write
 * that did not touch the database opens its transaction here, for the row and for the check that the caller still may.
 * Returns whether the row has been written.
 */
export async function commit(call: RanCall, work: Work, startedAt: number): Promise<boolean> {
  const { transaction, systemReasons } = work;
  if (transaction === null) return false;
  const audited = !readsOnly(call.tool, call.action);
  if (audited) {
    const row = auditRow(call, { outcome: 'ok', gate: null, systemReasons, startedAt });
    await call.kernel.host.store.auditInTransaction(await transaction.db(), row);
  }
  await transaction.commit();
  return audited;
}
