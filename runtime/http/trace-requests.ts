import { context, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { Kernel } from '../call/call.js';
import { beginSpan, parentOf, type TracePlace } from '../telemetry/request-trace.js';
import type { Exchange, Stage } from './exchange.js';

const probes = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Gives each request its span and its trace id (answered as `X-Trace-Id`, to be quoted to whoever keeps the logs) and
 * writes one line when it ends. Headers, query strings and bodies may hold credentials, so none of them is ever logged.
 */
export function traceRequests(kernel: Kernel): Stage {
  return async (exchange, next) => {
    const started = performance.now();
    const { state } = exchange;
    const place = beginSpan(exchange.method, parentOf(exchange.headers), { kind: SpanKind.SERVER });
    state.trace = place;
    state.traceId = place.traceId;
    exchange.set('X-Trace-Id', state.traceId);
    try {
      await context.with(place.context, next);
    } finally {
      endSpan(place, exchange);
      const line = {
        method: exchange.method,
        path: exchange.path,
        status: exchange.status,
        ms: Math.round(performance.now() - started),
        traceId: state.traceId,
        spanId: place.spanId,
        principal: state.caller?.principal.id,
        connection: state.caller?.principal.connection.id,
      };
      if (probes.has(exchange.path)) kernel.log.debug(line, 'request');
      else kernel.log.info(line, 'request');
    }
  };
}

/** The route and not the path, which may hold what is nobody's business and is another for every id. */
function endSpan({ span }: TracePlace, exchange: Exchange): void {
  if (span.isRecording()) {
    const { method, status, _matchedRoute: route } = exchange;
    if (typeof route === 'string') span.updateName(`${method} ${route}`).setAttribute('http.route', route);
    span.setAttributes({ 'http.request.method': method, 'http.response.status_code': status });
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
