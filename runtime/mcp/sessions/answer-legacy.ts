import {
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  SUPPORTED_PROTOCOL_VERSIONS,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { isRecord } from '../../call/is-record.js';
import { createMcpServer } from '../create-mcp-server.js';
import type { Endpoint } from '../endpoint.js';
import type { McpAnswer } from '../mcp-answer.js';
import type { McpCall } from '../mcp-call.js';
import { followSession } from '../subjects/subscriptions.js';
import { ExchangeTransport } from './exchange-transport.js';
import { abilitiesOf, type Session } from './session.js';

/**
 * A request of 2025-11-25 or older. Without a session id each stands for itself. A session id that is nobody's, or
 * another credential's, is told apart from neither.
 */
export async function answerLegacy(
  endpoint: Endpoint,
  request: Request,
  body: unknown,
  call: McpCall,
): Promise<McpAnswer> {
  const { sessions } = endpoint;
  if (isInitialize(body)) return beginSession(endpoint, request, body, call);
  if (call.sessionId === null) return answerAlone(endpoint, request, body, call);
  const use = { principal: call.caller.principal, path: call.path };
  const session = await sessions.find(call.sessionId, use, call.forwarded);
  if (session === null) return 'no session';
  if ('owner' in session) return session;
  call.session = session;
  const rest = hear(session, body);
  return rest === null ? new Response(null, { status: 202 }) : answerAlone(endpoint, request, rest, call);
}

function isInitialize(body: unknown): body is { readonly params?: unknown } {
  return isRecord(body) && body.method === 'initialize';
}

/** The library answers; only what it accepts opens a session. */
async function beginSession(
  endpoint: Endpoint,
  request: Request,
  body: { readonly params?: unknown },
  call: McpCall,
): Promise<Response> {
  const response = await answerPlainly(endpoint, request, body, call);
  const answer: unknown = await response.clone().json();
  if (!isRecord(answer) || !('result' in answer)) return response;
  const abilities = abilitiesOf(isRecord(body.params) ? body.params.capabilities : undefined);
  const use = { principal: call.caller.principal, path: call.path };
  const session = await endpoint.sessions.open(use, abilities);
  followSession(endpoint, session, call);
  response.headers.set('Mcp-Session-Id', session.id);
  return response;
}

/** Hands on what the client says about requests that are running. Returns what is left to answer; null: nothing. */
function hear(session: Session, body: unknown): unknown {
  const messages = Array.isArray(body) ? body : [body];
  const left = messages.filter((message) => !heard(session, message));
  if (left.length === 0 && messages.length > 0) return null;
  return Array.isArray(body) ? left : body;
}

function heard(session: Session, message: unknown): boolean {
  const known = message as JSONRPCMessage;
  if (isJSONRPCResponse(known)) {
    // A reply to nobody: what was asked has ended meanwhile.
    if (known.id !== undefined) session.asked.get(known.id)?.(known);
    return true;
  }
  if (!isJSONRPCNotification(known) || known.method !== 'notifications/cancelled') return false;
  const id = known.params?.requestId;
  if (typeof id === 'string' || typeof id === 'number') session.running.get(id)?.(known);
  return true;
}

function answerAlone(endpoint: Endpoint, request: Request, body: unknown, call: McpCall): Promise<Response> {
  return speaks(request, body)
    ? answerSpeaking(endpoint, request, body, call)
    : answerPlainly(endpoint, request, body, call);
}

/** Only a call has something to tell or to ask on its way. */
function speaks(request: Request, body: unknown): body is JSONRPCRequest {
  const version = request.headers.get('mcp-protocol-version');
  return (
    (version === null || SUPPORTED_PROTOCOL_VERSIONS.includes(version)) &&
    isRecord(body) &&
    body.method === 'tools/call' &&
    isJSONRPCRequest(body)
  );
}

async function answerSpeaking(
  endpoint: Endpoint,
  request: Request,
  body: JSONRPCRequest,
  call: McpCall,
): Promise<Response> {
  const server = createMcpServer(endpoint, call);
  const transport = new ExchangeTransport(body, call.session);
  await server.connect(transport);
  return transport.answer(request).catch((error) => {
    if (call.signal.aborted) return goneAway();
    if (transport.calledOff) return new Response(null, { status: 202 });
    throw error;
  });
}

/**
 * The library's own fallback for 2025 streams every answer. Ours are single, so plain JSON will do, which curl reads as
 * well.
 */
async function answerPlainly(endpoint: Endpoint, request: Request, body: unknown, call: McpCall): Promise<Response> {
  const server = createMcpServer(endpoint, call);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await Promise.race([transport.handleRequest(request, { parsedBody: body }), clientGone(call.signal)]);
  } finally {
    await server.close();
  }
}

/** A closed transport leaves its answer pending for ever, so a client that goes away must end the wait. */
function clientGone(signal: AbortSignal): Promise<Response> {
  return new Promise((resolve) => {
    const end = () => resolve(goneAway());
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

function goneAway(): Response {
  return new Response(null, { status: 499 });
}
