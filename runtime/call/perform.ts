import { StalePrincipal } from '../host.js';
import { ClaimLost } from '../store/claims.js';
import { DeclaredFailure } from '../tool.js';
import { CallEnds } from './asking.js';
import type { Attempt } from './attempt.js';
import type { CallOutcome, CheckedCall, RanCall } from './call.js';
import { commit } from './commit.js';
import { stillRunning } from './conflict.js';
import { DeadlinePassed, timedOut } from './deadline.js';
import { declaredFailure } from './declared-failure.js';
import { refuse } from './error-table.js';
import { sealAnswer } from './kept-answer.js';
import { readsOnly } from './operations.js';
import { checkOutput, withheld } from './output/check-output.js';
import { makeAnswer } from './output/make-answer.js';
import { isRefusal, type Refusal } from './refusal.js';
import { run } from './run.js';
import { unexpected } from './unexpected.js';
import { beginWork, endWork, isStale, tellReceipts, type Work } from './work.js';

/** Run, check the output, commit, shape. Whatever is not committed is rolled back, and its claim given up. */
export async function perform(call: CheckedCall, startedAt: number): Promise<Attempt> {
  const work = beginWork(call);
  const { systemReasons } = work;
  let audited = false;
  try {
    const ran = checked(await run(call, work));
    if (isRefusal(ran) || ran instanceof DeclaredFailure) {
      return { outcome: await fail(call, work, ran), systemReasons };
    }
    audited = await commit(ran, work, startedAt);
    return { outcome: makeAnswer(ran), audited, systemReasons };
  } catch (error) {
    // What ends by asking is charged when it has been answered.
    const begun = !(error instanceof CallEnds);
    return { outcome: await giveUp(call, work, error), audited, systemReasons, begun };
  } finally {
    await endWork(call, work);
  }
}

function checked(ran: RanCall | DeclaredFailure | Refusal): RanCall | DeclaredFailure | Refusal {
  if (isRefusal(ran) || ran instanceof DeclaredFailure) return ran;
  const { output = checkOutput } = ran.kernel.gates ?? {};
  return output(ran) ?? ran;
}

/** Once an effect has been had, a failure that the tool declares is the call's answer, and kept as such. */
async function fail(call: CheckedCall, work: Work, ended: DeclaredFailure | Refusal): Promise<Refusal | 'stale'> {
  await work.transaction?.rollback();
  if (isStale(work)) return 'stale';
  if (!(ended instanceof DeclaredFailure)) {
    const late = ended.code === 'OUTPUT_INVALID' && mayHaveHappened(call, work);
    return tellReceipts(late ? withheld(call, 'unknown') : ended, work);
  }
  const { claim, kernel } = call;
  if (claim && work.reached) {
    await kernel.host.store.claims.answer(claim.token, sealAnswer(call, claim, ended));
    work.answered = true;
  }
  return tellReceipts(declaredFailure(call, ended), work);
}

async function giveUp(call: CheckedCall, work: Work, error: unknown): Promise<CallOutcome | 'stale'> {
  await work.transaction?.rollback();
  if (isStale(work, error)) return 'stale';
  if (error instanceof CallEnds) return error.outcome;
  if (error instanceof ClaimLost) return stillRunning(call);
  if (error instanceof StalePrincipal) return tellReceipts(noLongerSo(call), work);
  if (error instanceof DeadlinePassed)
    return tellReceipts(timedOut(call, mayHaveHappened(call, work) ? 'unknown' : 'none'), work);
  return tellReceipts(unexpected(call.kernel, call.request, call, error), work);
}

/** The caller has changed in the middle: what was committed before that stays, and nothing more is done in their name. */
function noLongerSo({ kernel, tool }: CheckedCall): Refusal {
  const advice = 'What you may do, or where you work, has changed while it ran: what was done before that stays.';
  return refuse(kernel.server, 'FORBIDDEN', { gate: 'find', tool, advice });
}

/**
 * Whether something outward was begun, or committed on the way: a step of a composite, or what went before an effect.
 * Without a database of the host's, what a write has done is done.
 */
function mayHaveHappened({ tool, action }: CheckedCall, { reached, receipts, transaction }: Work): boolean {
  if (transaction === null) return !readsOnly(tool, action);
  return reached || receipts.length > 0 || transaction.committed();
}
