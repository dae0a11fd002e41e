import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from './exchange.js';
import { asksForCredential, speaksJsonRpc } from './paths.js';
import { RefusedRequest, refuse } from './refused-request.js';

/** Turns whatever is thrown further in into a documented body: JSON-RPC on `/mcp`, `{error, code}` elsewhere. */
export function answerErrors(kernel: Kernel): Stage {
  return async (exchange, next) => {
    try {
      await next();
    } catch (error) {
      if (error instanceof RefusedRequest) {
        if (exchange.state.caller === undefined && asksForCredential(exchange.path))
          noteStranger(kernel, exchange, error);
        return answerRefusal(exchange, error);
      }
      kernel.log.error({ err: error, traceId: exchange.state.traceId }, 'a request failed');
      answerRefusal(exchange, refuse(kernel.server, 'INTERNAL_ERROR', { data: { trace_id: exchange.state.traceId } }));
    }
  };
}

/** Calls leave their own audit rows; whoever never became a caller leaves this. */
function noteStranger({ host }: Kernel, exchange: Exchange, { code }: RefusedRequest): void {
  const wire = speaksJsonRpc(exchange.path) ? 'mcp' : 'rest';
  host.store.auditUnauthenticated?.({ address: exchange.ip, wire, code, traceId: exchange.state.traceId });
}

function answerRefusal(exchange: Exchange, refusal: RefusedRequest): void {
  const { code, message, extra } = refusal;
  exchange.set({ ...extra.headers });
  exchange.type = 'application/json';
  if (!speaksJsonRpc(exchange.path)) {
    exchange.status = refusal.http;
    exchange.body = JSON.stringify({ error: message, code, ...extra.data });
    return;
  }
  const id = requestId(exchange.state.body);
  // Client libraries drop the body of any status but 200, so what is neither the envelope's fault nor the credential's
  // travels in band wherever the request can be named.
  exchange.status = id !== null && refusal.http >= 500 ? 200 : refusal.http;
  exchange.body = JSON.stringify({
    jsonrpc: '2.0',
    id,
    error: { code: refusal.rpc, message, data: { ...extra.data, code, message } },
  });
}

function requestId(body: unknown): string | number | null {
  if (typeof body !== 'object' || body === null || !('method' in body) || !('id' in body)) return null;
  return typeof body.id === 'string' || typeof body.id === 'number' ? body.id : null;
}
