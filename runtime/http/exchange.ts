import type { Middleware, ParameterizedContext } from 'koa';
import type { Principal } from '../principal.js';

/** What the middleware put beside a request, each stage its own word. */
export interface RequestState {
  /** From `traceparent`, else made anew. */
  traceId: string;
  /** Known after `authenticate`, on paths that ask for a credential. */
  principal?: Principal;
  /** The parsed JSON body, after `readJson`. */
  body?: unknown;
}

export type Exchange = ParameterizedContext<RequestState>;
export type Stage = Middleware<RequestState>;

/** The caller. Only for routes behind `authenticate`. */
export function principalOf(exchange: Exchange): Principal {
  if (exchange.state.principal === undefined) throw new Error(`The route ${exchange.path} stands before authenticate.`);
  return exchange.state.principal;
}

/** A signal that fires when the client goes away before its answer is written. */
export function disconnectSignal(exchange: Exchange): AbortSignal {
  const gone = new AbortController();
  exchange.res.once('close', () => {
    if (!exchange.res.writableFinished) gone.abort(new Error('The client went away before its answer was ready.'));
  });
  return gone.signal;
}
