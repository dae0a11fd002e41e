import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { createMcpServer, type Endpoint } from './create-mcp-server.js';
import type { McpCall } from './mcp-call.js';

/** Serves `/mcp`, or one profile of it, in every revision that the library speaks. */
export interface McpEndpoint {
  /** `request` carries method, path and headers; the body comes parsed. */
  answer(request: Request, body: unknown, call: McpCall): Promise<Response>;
  /** Waits for the calls that run, then ends subscriptions, which would keep their streams open for ever. */
  close(): Promise<void>;
}

/**
 * The library itself tells the eras apart, by the body first: a request whose `_meta` claims a protocol version, or
 * whose header names 2026-07-28, is of that revision, everything else of 2025-11-25 or older. Both are served by the
 * same handlers, without a session.
 */
export function createMcpEndpoint(endpoint: Endpoint): McpEndpoint {
  const calls = new WeakMap<Request, McpCall>();
  const onerror = (error: Error) => endpoint.kernel.log.debug({ err: error }, 'the protocol library reports');
  const modern = createMcpHandler(
    ({ requestInfo }) => {
      const call = requestInfo && calls.get(requestInfo);
      if (call === undefined) throw new Error('A request reached the protocol library past the endpoint.');
      return createMcpServer(endpoint, call);
    },
    { legacy: 'reject', onerror },
  );
  const pending = new Set<Promise<Response>>();
  return {
    async answer(request, body, call) {
      calls.set(request, call);
      const legacy = await isLegacyRequest(request, body);
      const answer = legacy ? answerLegacy(endpoint, request, body, call) : modern.fetch(request, { parsedBody: body });
      pending.add(answer);
      return answer.finally(() => pending.delete(answer));
    },
    async close() {
      await Promise.allSettled(pending);
      await modern.close();
    },
  };
}

/**
 * The library's own fallback for 2025 streams every answer. Ours are single, so plain JSON will do, which curl reads as
 * well.
 */
async function answerLegacy(endpoint: Endpoint, request: Request, body: unknown, call: McpCall): Promise<Response> {
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
    const end = () => resolve(new Response(null, { status: 499 }));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
