import { ProtocolError, type Server } from '@modelcontextprotocol/server';
import { refuse } from '../../call/error-table.js';
import { refusalToRead } from '../../call/subjects/may-read.js';
import { refusalError } from '../call-result.js';
import type { Endpoint } from '../endpoint.js';
import type { McpCall } from '../mcp-call.js';
import { messageCall } from '../message-call.js';
import type { Session } from '../sessions/session.js';
import { changeMessage } from './change-message.js';

/** Addresses that one client may have in view. */
const mostSubscriptions = 1_000;

/** What a session, or a connection over stdio, has subscribed to. */
export interface SubscribedTo {
  readonly subscribed: Set<string>;
}

/** Answers `resources/subscribe` and `resources/unsubscribe` of the protocol up to 2025-11-25. */
export function serveSubscriptions(server: Server, { kernel }: Endpoint, call: McpCall): void {
  server.setRequestHandler('resources/subscribe', async ({ params: { uri } }, context) => {
    const { subscribed } = holder(call);
    const { principal, traceId, signal } = messageCall(call, context);
    const refusal = await refusalToRead(kernel, uri, { principal, traceId, signal });
    if (refusal !== null) throw refusalError(refusal);
    const { handler } = kernel.subjects.resource(uri).subject;
    const resource = kernel.subjects.resources.find((one) => one.handler === handler)?.resource;
    if (!resource?.subscribe) throw new ProtocolError(-32602, `Changes of ${uri} are not told. Read it again instead.`);
    if (subscribed.size >= mostSubscriptions && !subscribed.has(uri)) {
      throw new ProtocolError(-32602, `This client has ${mostSubscriptions} subscriptions already. Give one up first.`);
    }
    subscribed.add(uri);
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', ({ params: { uri } }) => {
    if (!holder(call).subscribed.delete(uri)) {
      throw refusalError(refuse(kernel.server, 'UNKNOWN_RESOURCE', { gate: 'find', values: { uri } }));
    }
    return {};
  });
}

function holder({ session }: McpCall): SubscribedTo {
  if (session !== null) return session;
  throw new ProtocolError(-32600, "Subscriptions belong to a session: send 'initialize' first, and its session id.");
}

/** Tells a session of changes on its stream for as long as it is open. */
export function followSession({ kernel, followers, sessions }: Endpoint, session: Session, call: McpCall): void {
  session.onEnd = followers.add({
    kernel,
    caller: call.caller,
    wanted: () => session.subscribed,
    tell: (event) => {
      const { method, params } = changeMessage(event);
      session.announce(method, params);
    },
    gone: () => void sessions.end(session.id).catch(() => {}),
  });
}
