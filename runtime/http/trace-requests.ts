import type { Kernel } from '../call/call.js';
import { newTraceId, traceIdOf } from '../trace.js';
import type { Stage } from './exchange.js';

/**
 * Gives each request its trace id (answered as `X-Trace-Id`, to be quoted to whoever keeps the logs) and writes one
 * line when it ends. Headers, query strings and bodies may hold credentials, so none of them is ever logged.
 */
export function traceRequests(kernel: Kernel): Stage {
  return async (exchange, next) => {
    const started = performance.now();
    const { state } = exchange;
    state.traceId = traceIdOf(exchange.get('traceparent')) ?? newTraceId();
    exchange.set('X-Trace-Id', state.traceId);
    try {
      await next();
    } finally {
      const line = {
        method: exchange.method,
        path: exchange.path,
        status: exchange.status,
        ms: Math.round(performance.now() - started),
        traceId: state.traceId,
        principal: state.caller?.principal.id,
        connection: state.caller?.principal.connection.id,
      };
      if (exchange.path === '/healthz' || exchange.path === '/readyz') kernel.log.debug(line, 'request');
      else kernel.log.info(line, 'request');
    }
  };
}
