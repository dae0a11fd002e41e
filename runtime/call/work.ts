import { StalePrincipal } from '../host.js';
import type { Change } from '../store/changes.js';
import type { Asking } from './asking.js';
import type { CheckedCall, StepReceipt } from './call.js';
import type { Release } from './charge.js';
import { beginDeadline, type Deadline } from './deadline.js';
import { type LazyTransaction, lazyTransaction } from './lazy-transaction.js';
import { readsOnly } from './operations.js';
import { beginProgress, type Progress } from './progress.js';
import type { Refusal } from './refusal.js';
import { traceFields } from './trace-fields.js';

/** What a running call has open, and what it says of itself on the way. */
export interface Work {
  /** Absent where the host has no database. */
  readonly transaction: LazyTransaction<unknown> | null;
  /** Why the resolver went beyond the caller's tenant: added to while it runs. */
  readonly systemReasons: string[];
  /** Of a composite: the steps that have been committed, added to while it runs. */
  readonly receipts: StepReceipt[];
  /** What is told to subscribers with the next commit: added to while it runs. */
  readonly changes: Change[];
  readonly deadline: Deadline;
  readonly progress: Progress;
  /** What its resolver asks, once it runs. */
  asking: Asking | null;
  /** What it holds among the running calls of its tool. */
  slot: Release | null;
  /** Whether outward effects have begun: from then on it may be unknown what has happened. */
  reached: boolean;
  /** Whether its answer is kept under its claim. */
  answered: boolean;
  /** Whether the call has ended: what its resolver left behind may do nothing more. */
  over: boolean;
}

export function beginWork(call: CheckedCall): Work {
  const { kernel, request, tool, action, dryRun } = call;
  const { database } = kernel.host;
  const watch = dryRun && tool.dryRun?.by === 'rollback';
  const deadline = beginDeadline(call);
  const options = {
    write: !readsOnly(tool, action),
    get signal() {
      return deadline.cutoff;
    },
    ...(watch && { watch }),
  };
  return {
    transaction: database ? lazyTransaction(database, request.principal, options) : null,
    systemReasons: [],
    receipts: [],
    changes: [],
    deadline,
    progress: beginProgress(call),
    asking: null,
    slot: null,
    reached: false,
    answered: false,
    over: false,
  };
}

/** Whatever came of it, the call holds nothing any more. A slot that cannot be given back lapses by itself. */
export async function endWork({ kernel, request, claim }: CheckedCall, work: Work): Promise<void> {
  const { claims } = kernel.host.store;
  work.over = true;
  work.deadline.end();
  work.progress.end();
  await work
    .slot?.()
    .catch((error) => kernel.log.error({ err: error, ...traceFields(request) }, 'a slot could not be given back'));
  if (claim === undefined) return;
  if (work.answered) claims.finish(claim.token);
  else
    await claims
      .release(claim.token)
      .catch((error) => kernel.log.error({ err: error, ...traceFields(request) }, 'a claim was not released'));
}

/**
 * Whether the call met a principal that is not so any more, also where the resolver has swallowed it. Once something
 * has been committed it cannot begin anew, and so ends as it is.
 */
export function isStale({ transaction, receipts }: Work, error?: unknown): boolean {
  if (transaction?.committed() || receipts.length > 0) return false;
  return error instanceof StalePrincipal || transaction?.stale() === true;
}

/** A failure of a composite tells the steps that were done before it: they stay. */
export function tellReceipts(refusal: Refusal, { receipts }: Work): Refusal {
  return receipts.length === 0 ? refusal : { ...refusal, body: { ...refusal.body, receipts } };
}
