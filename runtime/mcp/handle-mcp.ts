import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Refusal } from '../call/refusal.js';
import { refusalChallenge } from '../http/challenge.js';
import { callerOf, disconnectSignal, type Exchange, type Stage } from '../http/exchange.js';
import type { Origins } from '../http/origins.js';
import type { McpEndpoint } from './create-mcp-endpoint.js';
import type { McpCall } from './mcp-call.js';
import { sentArguments } from './sent-arguments.js';

/** `POST /mcp`: hands the parsed body to the protocol library and its answer back to Koa. */
export function handleMcp(endpoint: McpEndpoint, origins: Origins): Stage {
  return async (exchange) => {
    const { traceId, body } = exchange.state;
    const signal = disconnectSignal(exchange);
    const sent = sentArguments(body);
    const call: McpCall = { caller: callerOf(exchange), traceId, signal, sent, told: null };
    const response = await endpoint.answer(webRequest(exchange, signal), sent?.body ?? body, call);
    for (const [name, value] of response.headers) exchange.set(name, value);
    if (response.body === null) exchange.body = null;
    else if (exchange.type === 'text/event-stream') exchange.body = Readable.fromWeb(response.body as ReadableStream);
    else exchange.body = await response.text();
    // After the body: Koa makes 204 of an empty one, and the protocol wants its 202.
    exchange.status = response.status;
    // Of a batch no single refusal can speak for the whole.
    if (call.told !== null && !Array.isArray(body)) tellRefusal(exchange, origins, call.told);
  };
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
