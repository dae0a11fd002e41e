import type { CheckedCall } from './call.js';
import { refuse } from './error-table.js';
import type { Refusal } from './refusal.js';

/** How long a tool with `on_expiry: answer` has for answering what it has got so far. */
const LAST_WORDS_MS = 2_000;

/** Why a call's signals fire when its time is over. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/** The time that a running call has, and everything else that may end it early. */
export interface Deadline {
  /** For the resolver: its caller has gone away (or the server closes, which cuts connections), or its time is over. */
  readonly signal: AbortSignal;
  /** For the database. Fires with `signal`; only where the tool answers what it has, a moment later. */
  readonly cutoff: AbortSignal;
  /** The longest that the call can hold anything. */
  readonly atMostMs: number;
  /** Settles as the work does. Once `cutoff` fires it rejects, whether the work heeds its signal or not. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Stops the clock while a person is asked. It begins anew with the answer, as it does where the call is sent again. */
  untimed<T>(ask: () => Promise<T>): Promise<T>;
  end(): void;
}

/** Begins a call's time: what its arguments say, else the tool's limit, else the server's. */
export function beginDeadline(call: CheckedCall): Deadline {
  const { kernel, request, tool } = call;
  const limitMs = timeLimit(call);
  const last = tool.limits?.timeoutParameter?.onExpiry === 'answer' ? LAST_WORDS_MS : 0;
  const time = lazySignal();
  const end = last === 0 ? time : lazySignal();
  const racing = new Set<(reason: unknown) => void>();
  const cut = (reason: unknown) => {
    time.abort(reason);
    end.abort(reason);
    for (const lose of racing) lose(reason);
  };
  const expire = () => {
    const passed = new DeadlinePassed(`'${tool.name}' has run for ${limitMs / 1000} seconds.`);
    if (last === 0) return cut(passed);
    time.abort(passed);
    off = kernel.timer(last, () => cut(passed));
  };
  const leave = () => cut(request.signal.reason);
  if (request.signal.aborted) leave();
  else request.signal.addEventListener('abort', leave, { once: true });
  let off = kernel.timer(limitMs, expire);
  let over = false;
  return {
    get signal() {
      return time.signal();
    },
    get cutoff() {
      return end.signal();
    },
    atMostMs: limitMs + last,
    race: (work) => raceAgainst(end, racing, work),
    async untimed(ask) {
      off();
      try {
        return await ask();
      } finally {
        if (!over && !time.aborted()) off = kernel.timer(limitMs, expire);
      }
    },
    end() {
      over = true;
      off();
      request.signal.removeEventListener('abort', leave);
    },
  };
}

/** A signal made when somebody asks for it: most calls end without one, and it is the dearest object of a call. */
interface LazySignal {
  signal(): AbortSignal;
  abort(reason: unknown): void;
  aborted(): boolean;
  reason(): unknown;
}

function lazySignal(): LazySignal {
  let controller: AbortController | undefined;
  let fired: { readonly reason: unknown } | undefined;
  return {
    signal() {
      controller ??= new AbortController();
      if (fired) controller.abort(fired.reason);
      return controller.signal;
    },
    abort(reason) {
      fired ??= { reason };
      controller?.abort(fired.reason);
    },
    aborted: () => fired !== undefined,
    reason: () => fired?.reason,
  };
}

/** Milliseconds. */
export function timeLimit({ kernel, tool, input }: CheckedCall): number {
  const { timeoutParameter, timeoutMs } = tool.limits ?? {};
  const asked = timeoutParameter && input[timeoutParameter.name];
  return typeof asked === 'number' ? asked * 1000 : (timeoutMs ?? kernel.server.limits.timeoutMs);
}

/** `racing` are told when the cutoff fires; a listener of its signal would cost each call more than all its gates. */
async function raceAgainst<T>(
  cutoff: LazySignal,
  racing: Set<(reason: unknown) => void>,
  work: Promise<T>,
): Promise<T> {
  let lose = (_reason: unknown) => {};
  const cut = new Promise<never>((_, reject) => {
    lose = reject;
  });
  racing.add(lose);
  // Whichever of the two loses is heard by nobody.
  work.catch(() => {});
  try {
    if (cutoff.aborted()) throw cutoff.reason();
    const result = await Promise.race([work, cut]);
    if (cutoff.aborted()) throw cutoff.reason();
    return result;
  } catch (error) {
    // What a resolver makes of its signal (an AbortError, a cancelled query) is not why the call ended.
    throw cutoff.aborted() ? cutoff.reason() : error;
  } finally {
    racing.delete(lose);
  }
}

/** TIMEOUT, with what is known of the effect: `none`, or `unknown` where something outward had been begun. */
export function timedOut(call: CheckedCall, effect: 'none' | 'unknown'): Refusal {
  const { kernel, tool } = call;
  const again = tool.idempotency ? 'Call again with the same idempotency key' : 'Look what is there';
  const advice =
    effect === 'none'
      ? 'Nothing was committed.'
      : `It may have had an effect all the same. ${again} before anything else.`;
  const data = { limit_seconds: timeLimit(call) / 1000, effect };
  return refuse(kernel.server, 'TIMEOUT', { gate: 'run', tool, advice, data });
}
