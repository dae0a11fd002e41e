import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Kernel } from '../call/call.js';
import type { Refusal } from '../call/refusal.js';
import { refusalChallenge } from '../http/challenge.js';
import { callerOf, disconnectSignal, type Exchange, type Stage } from '../http/exchange.js';
import type { Origins } from '../http/origins.js';
import type { LoadingEndpoint } from './load-mcp-endpoint.js';
import type { McpCall } from './mcp-call.js';
import { sentArguments } from './sent-arguments.js';
import { isForwarded } from './sessions/forward.js';
import { noSession, sendToOwner } from './sessions/handle-session.js';

/** `POST /mcp`: hands the parsed body to the protocol library and its answer back to Koa. */
export function handleMcp(kernel: Kernel, loading: LoadingEndpoint, origins: Origins): Stage {
  return async (exchange) => {
    const { traceId, trace, bytes, body } = exchange.state;
    const sessionId = exchange.get('mcp-session-id') || null;
    const signal = disconnectSignal(exchange);
    const sent = sentArguments(body);
    const call: McpCall = {
      caller: callerOf(exchange),
      traceId,
      trace,
      bytes: bytes?.length ?? 0,
      path: exchange.path,
      sessionId,
      forwarded: isForwarded(kernel, exchange),
      session: null,
      signal,
      sent,
      told: null,
    };
    const endpoint = await loading.load();
    const native = endpoint.native(exchange.headers, body, call);
    if (native !== null) giveJson(exchange, await native);
    else {
      const answer = await endpoint.answer(webRequest(exchange, signal), sent?.body ?? body, call);
      if (answer === 'no session') throw noSession(kernel);
      if ('owner' in answer) return sendToOwner(kernel, exchange, answer.owner, signal);
      await give(exchange, answer);
    }
    // Of a batch no single refusal can speak for the whole.
    if (call.told !== null && !Array.isArray(body)) tellRefusal(exchange, origins, call.told);
  };
}

/** In pieces, a long answer goes out from where it is kept; Koa takes but one, for which it would have to be copied. */
function giveJson(exchange: Exchange, text: string | readonly Buffer[]): void {
  exchange.status = 200;
  exchange.set('Content-Type', 'application/json');
  if (typeof text === 'string') {
    exchange.body = text;
    return;
  }
  const { res } = exchange;
  exchange.respond = false;
  res.setHeader(
    'Content-Length',
    text.reduce((length, piece) => length + piece.length, 0),
  );
  res.cork();
  for (const piece of text) res.write(piece);
  res.end();
}

async function give(exchange: Exchange, response: Response): Promise<void> {
  for (const [name, value] of response.headers) exchange.set(name, value);
  if (response.body === null) exchange.body = null;
  else if (exchange.type === 'text/event-stream') exchange.body = Readable.fromWeb(response.body as ReadableStream);
  else exchange.body = await response.text();
  // After the body: Koa makes 204 of an empty one, and the protocol wants its 202.
  exchange.status = response.status;
}

/** Without the body, which is parsed already, and without the credential, which is nobody's business further in. */
function webRequest(exchange: Exchange, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(exchange.headers)) {
    if (name === 'authorization' || name === 'cookie' || value === undefined) continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  // Answers are JSON, whatever a client forgot to accept; the library would turn it away.
  headers.set('accept', 'application/json, text/event-stream');
  return new Request(`http://localhost${exchange.path}`, { method: exchange.method, headers, signal });
}

function tellRefusal(exchange: Exchange, origins: Origins, refusal: Refusal): void {
  exchange.status = refusal.http;
  exchange.set('WWW-Authenticate', refusalChallenge(exchange, origins, refusal));
}
