import type { Kernel } from '../call/call.js';
import type { Stage } from './exchange.js';
import { allowsHost, allowsOrigin, type Origins } from './origins.js';
import { refuse } from './refused-request.js';

/** Headers that decide who calls and how: sent twice, two readers could each believe another one. */
const single = new Set([
  'host',
  'origin',
  'authorization',
  'content-type',
  'content-length',
  'mcp-session-id',
  'x-mcp-session-id',
  'mcp-protocol-version',
]);

/** Refuses requests that a page of another site could have made (DNS rebinding), and ambiguous ones. */
export function checkOrigin(kernel: Kernel, origins: Origins): Stage {
  const isOurs = rememberLast((host) => allowsHost(origins, host));
  return (exchange, next) => {
    const repeated = firstRepeated(exchange.req.rawHeaders);
    if (repeated !== null) {
      throw refuse(kernel.server, 'INVALID_REQUEST', { message: `Send the header ${repeated} once, not twice.` });
    }
    const origin = exchange.get('origin');
    if (!isOurs(exchange.host) || (origin !== '' && !allowsOrigin(origins, origin))) {
      throw refuse(kernel.server, 'INVALID_ORIGIN');
    }
    return next();
  };
}

/** Nearly every request names the same host. */
function rememberLast(allows: (host: string) => boolean): (host: string) => boolean {
  let last: string | null = null;
  return (host) => {
    if (host === last) return true;
    const allowed = allows(host);
    if (allowed) last = host;
    return allowed;
  };
}

function firstRepeated(rawHeaders: readonly string[]): string | null {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!single.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}
