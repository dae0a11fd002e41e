import { createHash } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Kernel } from '../../call/call.js';
import type { Exchange } from '../../http/exchange.js';
import { refuse } from '../../http/refused-request.js';
import { newSpanId } from '../../trace.js';

/** Says that a process of this deployment has sent the request on: when, and the signature that proves it. */
const FORWARDED = 'x-toolwright-forwarded';

/** How long such a proof holds: clocks differ a little, and nobody may keep it for later. */
const PROOF_MS = 30_000;
const CONNECT_MS = 3_000;

/** What belongs to one connection and is not handed on. */
const hopByHop = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade', FORWARDED],
]);

/** Codes of the system that say that nobody is there, or nobody any more. */
const gone = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EAI_AGAIN']);

/**
 * Sends the request as it came to the process that holds its session, and its answer back as it comes. The owner asks
 * for the caller's credential itself. Resolves with false where the owner cannot be reached. When the client goes away,
 * so does the request.
 */
export async function forward(
  kernel: Kernel,
  exchange: Exchange,
  owner: string,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await send(kernel, exchange, owner, signal).catch((error: NodeJS.ErrnoException) => {
    if (gone.has(error.code ?? '')) return null;
    throw error;
  });
  if (answer === null) return false;
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && !hopByHop.has(name)) exchange.set(name, value);
  }
  const { statusCode: status = 502 } = answer;
  const empty = status === 202 || status === 204;
  if (empty) answer.resume();
  exchange.body = empty ? null : answer;
  // After the body: Koa makes 204 of an empty one.
  exchange.status = status;
  return true;
}

/**
 * Whether another process of this deployment has sent the request here. Throws for a proof that is none: no client has
 * any business with that header.
 */
export function isForwarded(kernel: Kernel, exchange: Exchange): boolean {
  const proof = exchange.get(FORWARDED);
  if (proof === '') return false;
  const [at = '', signature = ''] = proof.split('.');
  const fresh = Math.abs(Date.now() - Number(at)) <= PROOF_MS;
  if (fresh && kernel.keys.forwards.verifies(proven(exchange, at), signature)) return true;
  throw refuse(kernel.server, 'INVALID_REQUEST', {
    message: `The header ${FORWARDED} is for the processes of one deployment. Send the request without it.`,
  });
}

function send(kernel: Kernel, exchange: Exchange, owner: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { method, url, state } = exchange;
  const at = String(Date.now());
  const kept = Object.entries(exchange.headers).filter(([name]) => !hopByHop.has(name));
  const headers = {
    traceparent: `00-${state.traceId}-${newSpanId()}-01`,
    ...Object.fromEntries(kept),
    [FORWARDED]: `${at}.${kernel.keys.forwards.sign(proven(exchange, at))}`,
  };
  const start = owner.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = start(new URL(url, owner), { method, headers, signal }, resolve);
    request.on('error', reject);
    // Only until it is connected: an answer may take as long as a person takes.
    request.on('socket', (socket) => {
      if (!socket.connecting) return;
      const overdue = Object.assign(new Error(`${owner} does not take connections.`), { code: 'ETIMEDOUT' });
      const timer = setTimeout(() => request.destroy(overdue), CONNECT_MS);
      for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(timer));
    });
    request.end(state.bytes);
  });
}

/** Bound to this request alone. The session stands in its headers, and whose it is the owner decides. */
function proven({ method, url, state, headers }: Exchange, at: string): string {
  const body = createHash('sha256')
    .update(state.bytes ?? '')
    .digest('base64url');
  return [at, method, url, headers['mcp-session-id'] ?? '', body].join('\n');
}
