import { DeclaredFailure } from '../tool.js';
import { redact } from './audit/redact.js';
import type { Answer, CallOutcome, CheckedCall, FoundCall, RanCall } from './call.js';
import { declaredFailure } from './declared-failure.js';
import type { HookedCall, HookedEnd } from './hooks.js';
import { answeredValue } from './output/make-answer.js';
import { outputShape } from './output/output-shape.js';
import type { Refusal } from './refusal.js';
import { traceFields } from './trace-fields.js';

/**
 * Asks the application's hooks, in order, before the resolver runs. The first that refuses ends the call; its code has
 * to be declared, by the tool or by the server. What a hook throws is logged, and the call goes on.
 */
export async function askHooks(call: CheckedCall): Promise<Refusal | null> {
  const { before = [] } = call.kernel.hooks;
  if (before.length === 0) return null;
  const told = describe(call);
  for (const hook of before) {
    const answered = await ask(call, () => hook(told));
    if (answered instanceof DeclaredFailure) return { ...declaredFailure(call, answered), gate: 'hook' };
  }
  return null;
}

/** Thrown or returned, a declared failure is a refusal. */
async function ask({ kernel, request }: CheckedCall, hook: () => unknown): Promise<unknown> {
  try {
    return await hook();
  } catch (error) {
    if (error instanceof DeclaredFailure) return error;
    kernel.log.error({ err: error, ...traceFields(request) }, 'a hook before a call failed, and the call goes on');
    return undefined;
  }
}

/**
 * Tells the application's hooks how a call ended, one after another and behind the answer. What they throw is logged.
 * Awaited when the server closes.
 */
export function tellHooks(call: FoundCall | CheckedCall, outcome: CallOutcome, startedAt: number): void {
  const { hooks, log, behind } = call.kernel;
  const { after = [] } = hooks;
  if (after.length === 0) return;
  const durationMs = performance.now() - startedAt;
  behind.run(async () => {
    const end: HookedEnd = { ...describe(call), ...ending(outcome), durationMs };
    for (const hook of after) {
      try {
        await hook(end);
      } catch (error) {
        log.error({ err: error, tool: call.tool.name, ...traceFields(call.request) }, 'a hook after a call failed');
      }
    }
  });
}

function describe({ request, tool, arguments: sent }: FoundCall): HookedCall {
  const { principal, traceId } = request;
  return Object.freeze({
    tool: tool.name,
    arguments: redact(sent, tool.input) ?? null,
    principal: Object.freeze({ id: principal.id, name: principal.name }),
    connection: principal.connection.id,
    traceId,
  });
}

function ending(outcome: CallOutcome): Pick<HookedEnd, 'result' | 'exception'> {
  if (outcome.refused) return { result: null, exception: { code: outcome.code, message: outcome.message } };
  if (outcome.inputRequired) {
    return { result: null, exception: { code: 'INPUT_REQUIRED', message: 'A person is asked first.' } };
  }
  return { result: redactedAnswer(outcome), exception: null };
}

/** What the caller got, without what is declared sensitive. */
function redactedAnswer({ call }: Answer): unknown {
  const whole: RanCall = { ...call, output: redact(call.output, outputShape(call.tool, call.input) ?? undefined) };
  return answeredValue(whole);
}
