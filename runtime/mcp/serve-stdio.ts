import type { Server } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Principal } from '../principal.js';
import { newTraceId } from '../trace.js';
import { createMcpServer } from './create-mcp-server.js';
import type { Endpoint } from './endpoint.js';
import type { McpCall } from './mcp-call.js';
import { abilitiesOf, Session } from './sessions/session.js';
import { CallerTransport } from './stdio-caller.js';
import { changeMessage } from './subjects/change-message.js';

/** Where one client is heard and answered: standard input and output, unless a test says otherwise. */
export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Serves one client over two streams, in whatever revision it speaks, as the one whose key it is. Resolves when the client
 * has gone. Rejects with a sentence where the key is nobody's.
 */
export async function serveOverStdio(
  endpoint: Omit<Endpoint, 'wait'>,
  key: string,
  { input, output }: Streams,
): Promise<void> {
  const { kernel } = endpoint;
  const credential = { kind: 'bearer', value: key, session: null } as const;
  const first = await kernel.host.identify(credential);
  if (first === null) throw new Error('The key in TOOLWRIGHT_KEY is unknown, revoked or expired.');

  let principal: Principal = first;
  const ended = new AbortController();
  const caller = {
    get principal() {
      return principal;
    },
    refresh: () => kernel.host.identify(credential, { fresh: true }),
  };
  const transport = new CallerTransport(new StdioServerTransport(input as never, output as never), async () => {
    const now = await kernel.host.identify(credential);
    if (now !== null) principal = now;
    return now !== null;
  });
  const call: McpCall = {
    caller,
    traceId: newTraceId(),
    path: '/mcp',
    sessionId: null,
    forwarded: false,
    session: null,
    signal: ended.signal,
    sent: null,
    told: null,
  };
  const pending = new Set<Promise<unknown>>();
  const wait = <T>(work: Promise<T>): Promise<T> => {
    pending.add(work);
    return work.finally(() => pending.delete(work));
  };
  const served: Endpoint = { ...endpoint, wait };
  await new Promise<void>((resolve) => {
    const leave = follow(served, call, transport, () => current);
    let current: Server | null = null;
    const factory = () => {
      const server = createMcpServer(served, call);
      // A client of 2025-11-25 says once what it can be asked; later ones say it with each request.
      server.oninitialized = () => {
        const abilities = abilitiesOf(server.getClientCapabilities());
        call.session = new Session('stdio', principal.id, principal.connection.id, '/mcp', abilities, Date.now());
      };
      current = server;
      return server;
    };
    serveStdio(factory, {
      transport,
      onerror: (error) => kernel.log.debug({ err: error }, 'the protocol library reports'),
    });
    // The library has taken the place of whoever is told that the client has gone.
    const { onclose } = transport;
    transport.onclose = () => {
      onclose?.();
      leave();
      resolve();
    };
  });
  ended.abort(new Error('The client has gone.'));
  await Promise.allSettled(pending);
}

/** Tells the client of changes: what it has subscribed to, or what its streams ask for, which the library then sorts. */
function follow(
  { kernel, followers }: Endpoint,
  call: McpCall,
  transport: CallerTransport,
  current: () => Server | null,
): () => void {
  return followers.add({
    kernel,
    caller: call.caller,
    wanted: () => [...transport.listensTo, ...(call.session?.subscribed ?? [])],
    tell: (event) => {
      const { method, params } = changeMessage(event);
      // A client that has said nothing yet has nothing that could have changed.
      current()
        ?.notification({ method, ...(params && { params }) })
        .catch(() => {});
    },
    gone: () => void transport.close().catch(() => {}),
  });
}
