import { DeclaredFailure } from '../tool.js';
import type { Asking } from './asking.js';
import type { CheckedCall, RanCall } from './call.js';
import { DeadlinePassed } from './deadline.js';
import { takeSlot } from './gates/take-slot.js';
import { resolverInput } from './output/answer-format.js';
import { beginAsking } from './questions.js';
import { isRefusal, type Refusal } from './refusal.js';
import { resolverContext } from './resolver-context.js';
import type { Work } from './work.js';

/**
 * Runs the resolver, among at most so many as the tool bears and for as long as the call may take: its output, or the
 * declared failure it answered. What it throws is thrown on; `CallEnds` where the call ends with what it asks.
 */
export async function run(call: CheckedCall, work: Work): Promise<RanCall | DeclaredFailure | Refusal> {
  const { handler, kernel, tool, input } = call;
  const { concurrency = takeSlot } = kernel.gates ?? {};
  const asking = await beginAsking(call, work);
  if (isRefusal(asking)) return asking;
  work.asking = asking;
  const slot = await concurrency(call, work.deadline.atMostMs);
  if (isRefusal(slot)) return slot;
  work.slot = slot;
  const running = handler.run(resolverInput(kernel.server, tool, input), resolverContext(call, work));
  const output = await settled(work.deadline.race(running), asking);
  // The last of it goes out before the answer.
  work.progress.end();
  return output instanceof DeclaredFailure ? output : { ...call, output, ...withReceipts(work) };
}

/** What was asked decides how the call ends, before whatever the resolver has made of it. */
async function settled(running: Promise<unknown>, asking: Asking): Promise<unknown> {
  try {
    const output = await running;
    asking.settle();
    return output;
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) asking.settle();
    throw error;
  }
}

/** What has been committed on the way stays, and is told. */
function withReceipts({ receipts }: Work): Pick<RanCall, 'receipts'> {
  return receipts.length > 0 ? { receipts } : {};
}
