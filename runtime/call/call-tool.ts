import { StalePrincipal } from '../host.js';
import type { RateWindow } from '../store/limiter.js';
import { observeCall } from '../telemetry/observe-call.js';
import { CallEnds } from './asking.js';
import type { Attempt } from './attempt.js';
import { note } from './audit/note.js';
import type { CallOutcome, CallRequest, CheckedCall, FoundCall, Kernel, RanCall } from './call.js';
import { DeadlinePassed, timedOut } from './deadline.js';
import { rehearse } from './dry-run.js';
import { find } from './find.js';
import { noteCalled } from './gates/check-dependencies.js';
import { gates as allGates } from './gates.js';
import { makeAnswer } from './output/make-answer.js';
import { perform } from './perform.js';
import { isRefusal, type Refusal } from './refusal.js';
import { restart } from './restart.js';
import { askHooks, tellHooks } from './run-hooks.js';
import { keepLarge } from './stored/keep-large.js';
import { unexpected } from './unexpected.js';
import { beginWork } from './work.js';

/**
 * One call of a tool, whatever the wire: found, let through the gates or refused, run, committed, shaped, and always
 * audited. Never rejects. Where the caller turns out to be stale, it begins anew, once, with whom `refresh` identifies:
 * nothing of the first attempt was committed.
 */
export function callTool(kernel: Kernel, request: CallRequest): Promise<CallOutcome> {
  return observeCall(kernel, request, async (observed) => {
    const startedAt = performance.now();
    const first = await attempt(kernel, observed, startedAt);
    if (first !== 'stale') return first;
    return restart(kernel, observed, startedAt, (again) => attempt(kernel, again, startedAt));
  });
}

async function attempt(kernel: Kernel, request: CallRequest, startedAt: number): Promise<CallOutcome | 'stale'> {
  const found = await find(kernel, request).catch((error) => unexpected(kernel, request, null, error));
  if (isRefusal(found)) return note(kernel, request, null, { outcome: found, startedAt });
  const { outcome, audited, call = found, systemReasons = [], replayed = false } = await passGates(found, startedAt);
  if (outcome === 'stale') return outcome;
  if (!audited) note(kernel, request, call, { outcome, systemReasons, replayed, startedAt });
  tellHooks(call, outcome, startedAt);
  return keepLarge(outcome);
}

/** The order of the gates: who calls, what they may, how often, what they sent; then what holds for this very call. */
async function passGates(found: FoundCall, startedAt: number): Promise<Attempt> {
  const gates = found.kernel.gates ?? allGates;
  try {
    const refusal =
      gates.context(found) ??
      gates.audience(found) ??
      gates.allow_list(found) ??
      gates.scope(found) ??
      gates.privilege(found) ??
      gates.write_gate(found);
    if (refusal) return { outcome: refusal };

    const window = await gates.rate(found);
    return isRefusal(window) ? { outcome: window } : within(window, await passInput(found, startedAt));
  } catch (error) {
    if (error instanceof StalePrincipal) return { outcome: 'stale' };
    return { outcome: unexpected(found.kernel, found.request, found, error) };
  }
}

/** What was sent, what it asks for, and what has to come before it. */
async function passInput(found: FoundCall, startedAt: number): Promise<Attempt> {
  const gates = found.kernel.gates ?? allGates;
  const call = gates.input(found);
  if (isRefusal(call)) return { outcome: call };

  const late = gates.privilege_by_argument(call) ?? (await gates.dependency(call));
  if (late) return { outcome: late, call };

  const ended = call.dryRun ? await passDry(call) : await passOnce(call, startedAt);
  if (isAnswer(ended.outcome)) await noteCalled(call);
  return { ...ended, call };
}

/** Tells with the outcome how the caller's window of the tool stands. */
function within(rate: RateWindow | null, attempt: Attempt): Attempt {
  const { outcome } = attempt;
  if (rate === null || outcome === 'stale' || outcome.inputRequired) return attempt;
  return { ...attempt, outcome: { ...outcome, rate } };
}

function isAnswer(outcome: Attempt['outcome']): boolean {
  return outcome !== 'stale' && !outcome.refused && outcome.inputRequired === undefined;
}

/** A dry run passes every gate of its commit but those that hold for this very call, and nothing of it stays. */
async function passDry(call: CheckedCall): Promise<Attempt> {
  const refusal = await askHooks(call);
  if (refusal) return { outcome: refusal };

  const work = beginWork(call);
  const { systemReasons } = work;
  try {
    const ran = await rehearse(call, work);
    return { outcome: isRefusal(ran) ? ran : makeAnswer(ran), systemReasons };
  } catch (error) {
    if (error instanceof CallEnds) return { outcome: error.outcome, systemReasons };
    if (error instanceof DeadlinePassed) return { outcome: timedOut(call, 'none'), systemReasons };
    throw error;
  }
}

/** What only a call that commits has to pass. A replay asks nobody again and costs no quota. */
async function passOnce(call: CheckedCall, startedAt: number): Promise<Attempt> {
  const gates = call.kernel.gates ?? allGates;
  const kept = await gates.replay(call);
  if (kept) return answerAgain(kept);

  const refusal = await askHooks(call);
  if (refusal) return { outcome: refusal };

  const charge = await gates.quota(call);
  if (isRefusal(charge)) return { outcome: charge };
  let ended: Attempt | undefined;
  try {
    ended = await passCharged(call, startedAt);
    return ended;
  } finally {
    if (ended === undefined || !isDue(ended)) await charge.giveBack();
  }
}

async function passCharged(call: CheckedCall, startedAt: number): Promise<Attempt> {
  const gates = call.kernel.gates ?? allGates;
  const refusal = await gates.confirmation(call);
  if (refusal) return { outcome: refusal, begun: false };

  const claimed = await gates.claim(call);
  return 'output' in claimed || isRefusal(claimed) ? answerAgain(claimed) : perform(claimed, startedAt);
}

/** Whether the call's resolver has run to an end. Of a call that is sent again with answers, the last round is due. */
function isDue({ outcome, begun = true }: Attempt): boolean {
  if (!begun || outcome === 'stale') return false;
  return outcome.refused ? outcome.gate !== 'concurrency' : outcome.inputRequired === undefined;
}

/** What was kept is whole: this caller, now, gets of it what this caller may see in the format asked for. */
function answerAgain(kept: RanCall | Refusal): Attempt {
  return { outcome: isRefusal(kept) ? kept : makeAnswer(kept), replayed: kept.replayed === true, begun: false };
}
