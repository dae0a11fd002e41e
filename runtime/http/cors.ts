import type { Stage } from './exchange.js';

const exposed = [
  'Mcp-Session-Id',
  'MCP-Protocol-Version',
  'WWW-Authenticate',
  'Retry-After',
  'Deprecation',
  'Sunset',
  'Toolwright-Truncated',
  'X-Trace-Id',
].join(', ');
const sent = [
  'Authorization',
  'Content-Type',
  'Accept',
  'Mcp-Session-Id',
  'X-MCP-Session-ID',
  'MCP-Protocol-Version',
  'Mcp-Method',
  'Mcp-Name',
  'Last-Event-ID',
  'traceparent',
  'tracestate',
  'baggage',
].join(', ');

/**
 * Lets browser clients of allowed origins read answers. It stands behind the origin check, so whatever origin comes
 * here is welcome. No cookie is ever a credential on these paths, hence no `Allow-Credentials`.
 */
export function allowCrossOrigin(): Stage {
  return (exchange, next) => {
    exchange.vary('Origin');
    const origin = exchange.get('origin');
    if (origin === '') return next();
    exchange.set('Access-Control-Allow-Origin', origin);
    exchange.set('Access-Control-Expose-Headers', exposed);
    if (exchange.method !== 'OPTIONS' || exchange.get('access-control-request-method') === '') return next();
    exchange.set('Access-Control-Allow-Methods', 'GET, POST, DELETE');
    exchange.set('Access-Control-Allow-Headers', sent);
    exchange.set('Access-Control-Max-Age', '600');
    exchange.status = 204;
  };
}
