import type { Kernel } from '../../call/call.js';
import { callerOf, disconnectSignal, type Exchange, type Stage } from '../../http/exchange.js';
import { refuse } from '../../http/refused-request.js';
import { forward, isForwarded } from './forward.js';
import type { Session } from './session.js';
import type { Sessions } from './sessions.js';

/**
 * `GET /mcp` opens a session's stream for what belongs to no request, `DELETE /mcp` ends the session; both only in the
 * revisions that have sessions. It keeps clear of the protocol's library, so that an idle stream holds little.
 */
export function handleSession(kernel: Kernel, sessions: Sessions): Stage {
  return async (exchange) => {
    const id = exchange.get('mcp-session-id');
    if (id === '' || exchange.method === 'HEAD') throw needsSession(kernel, exchange);
    const use = { principal: callerOf(exchange).principal, path: exchange.path };
    const session = await sessions.find(id, use, isForwarded(kernel, exchange));
    if (session === null) throw noSession(kernel);
    if ('owner' in session) return sendToOwner(kernel, exchange, session.owner, disconnectSignal(exchange));
    if (exchange.method === 'GET') return openEvents(exchange, session);
    await sessions.end(id);
    exchange.body = null;
    exchange.status = 204;
  };
}

function needsSession(kernel: Kernel, { method }: Exchange): Error {
  return refuse(kernel.server, 'METHOD_NOT_FOUND', {
    http: 405,
    message: `${method} is for sessions: send the Mcp-Session-Id that 'initialize' answered, or POST without one.`,
    headers: { Allow: 'POST, GET, DELETE' },
  });
}

/** The client begins again, as the specification says: with `initialize`, and without the id. */
export function noSession(kernel: Kernel): Error {
  return refuse(kernel.server, 'NOT_FOUND', {
    message: "There is no such session, or it has ended. Send 'initialize' without an Mcp-Session-Id to begin another.",
  });
}

/** The process that holds the session answers; where it has gone, so has the session. */
export async function sendToOwner(
  kernel: Kernel,
  exchange: Exchange,
  owner: string,
  signal: AbortSignal,
): Promise<void> {
  if (await forward(kernel, exchange, owner, signal)) return;
  await kernel.host.store.sessions.remove([exchange.get('mcp-session-id')]);
  throw noSession(kernel);
}

/**
 * Past Koa, which would hold several times what an open stream needs. Headers that were set so far go out with these.
 */
function openEvents(exchange: Exchange, session: Session): void {
  exchange.respond = false;
  exchange.res.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  session.listen(exchange.res);
}
