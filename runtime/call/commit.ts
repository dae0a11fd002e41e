import { auditRow } from './audit/audit-row.js';
import type { RanCall } from './call.js';
import { announceChanges } from './changes.js';
import { sealAnswer } from './kept-answer.js';
import { readsOnly } from './operations.js';
import type { Work } from './work.js';

/**
 * Commits what the resolver did; of a write, together with its audit row and, under a claim, with its answer: there is
 * never one without the others. A write that did not touch the database opens its transaction here, for the row and for
 * the check that the caller still may. After outward effects this is the last of the call's transactions. Rejects with
 * `ClaimLost` where another attempt has the claim by now. Returns whether the row has been written.
 */
export async function commit(call: RanCall, work: Work, startedAt: number): Promise<boolean> {
  const { kernel, claim, tool, action } = call;
  const { transaction, systemReasons } = work;
  const { store } = kernel.host;
  const audited = transaction !== null && !readsOnly(tool, action);
  if (audited) {
    const row = auditRow(call, { outcome: 'ok', gate: null, systemReasons, startedAt });
    await store.auditInTransaction(await transaction.db(), row);
  }
  if (claim) await store.claims.answer(claim.token, sealAnswer(call, claim, call), await transaction?.db());
  const tell = await announceChanges(call, work);
  await transaction?.commit();
  await tell();
  work.answered = true;
  return audited;
}
