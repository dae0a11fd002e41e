import type { Middleware, ParameterizedContext } from 'koa';
import type { CallRequest } from '../call/call.js';
import type { Principal } from '../principal.js';
import type { TracePlace } from '../telemetry/request-trace.js';

/** Who sent a request. */
export interface Caller {
  readonly principal: Principal;
  /** Identifies the same credential again, past any cache. */
  readonly refresh: () => Promise<Principal | null>;
}

/** What the middleware put beside a request, each stage its own word. */
export interface RequestState {
  /** From `traceparent`, else made anew. */
  traceId: string;
  /** The request's own span. */
  trace: TracePlace;
  /** Known after `authenticate`, on paths that ask for a credential. */
  caller?: Caller;
  /** The parsed JSON body, after `readJson`. */
  body?: unknown;
  /** The body as it came, for whoever hands the request on. */
  bytes?: Buffer;
}

export type Exchange = ParameterizedContext<RequestState>;
export type Stage = Middleware<RequestState>;

/** The caller of this request. Only for routes behind `authenticate`. */
export function callerOf({ state, path }: Exchange): Caller {
  if (state.caller === undefined) throw new Error(`The route ${path} stands before authenticate.`);
  return state.caller;
}

/** What a call that this request makes is traced and counted by. */
export function requestTrace({ state }: Exchange): Pick<CallRequest, 'traceId' | 'spanParent' | 'bytes'> {
  const { trace, bytes } = state;
  return { traceId: trace.traceId, spanParent: trace, bytes: bytes?.length ?? 0 };
}

/** A signal that fires when the client goes away before its answer is written. */
export function disconnectSignal(exchange: Exchange): AbortSignal {
  const gone = new AbortController();
  exchange.res.once('close', () => {
    if (!exchange.res.writableFinished) gone.abort(new Error('The client went away before its answer was ready.'));
  });
  return gone.signal;
}
