import { setImmediate as nextTurn } from 'node:timers/promises';
import { createMcpHandler, isLegacyRequest } from '@modelcontextprotocol/server';
import { isRecord } from '../call/is-record.js';
import { checkParamHeaders } from './check-param-headers.js';
import { createMcpServer } from './create-mcp-server.js';
import type { Endpoint } from './endpoint.js';
import type { McpAnswer } from './mcp-answer.js';
import type { McpCall } from './mcp-call.js';
import { createNativePath, type NativePath } from './native/native-path.js';
import { answerLegacy } from './sessions/answer-legacy.js';
import { createListenBus, isListen } from './subjects/listen-bus.js';

/** Serves `/mcp`, or one profile of it, in every revision that the library speaks. */
export interface McpEndpoint {
  /** `request` carries method, path and headers; the body comes parsed. */
  answer(request: Request, body: unknown, call: McpCall): Promise<McpAnswer>;
  readonly native: NativePath;
  /** Waits for the calls that run, then ends subscriptions, which would keep their streams open for ever. */
  close(): Promise<void>;
}

/**
 * The library itself tells the eras apart, by the body first: a request whose `_meta` claims a protocol version, or
 * whose header names 2026-07-28, is of that revision, everything else of 2025-11-25 or older. Both are served by the
 * same handlers.
 */
export function createMcpEndpoint(given: Omit<Endpoint, 'wait'>): McpEndpoint {
  const calls = new WeakMap<Request, McpCall>();
  const pending = new Set<Promise<unknown>>();
  const wait = <T>(work: Promise<T>): Promise<T> => {
    pending.add(work);
    return work.finally(() => pending.delete(work));
  };
  const endpoint: Endpoint = { ...given, wait };
  const onerror = (error: Error) => endpoint.kernel.log.debug({ err: error }, 'the protocol library reports');
  const listening = createListenBus(endpoint);
  const modern = createMcpHandler(
    ({ requestInfo }) => {
      const call = requestInfo && calls.get(requestInfo);
      if (call === undefined) throw new Error('A request reached the protocol library past the endpoint.');
      return createMcpServer(endpoint, call);
    },
    { legacy: 'reject', bus: listening.bus, onerror },
  );
  const answerModern = async (request: Request, body: unknown): Promise<Response> => {
    const name = isRecord(body) && body.method === 'tools/call' && isRecord(body.params) ? body.params.name : null;
    const tool = typeof name === 'string' ? endpoint.kernel.handlers.get(name)?.tool : undefined;
    const disagrees = tool && checkParamHeaders(tool, body, request.headers);
    return disagrees ?? modern.fetch(request, { parsedBody: body });
  };
  return {
    native: endpoint.nativePath ? createNativePath(endpoint) : () => null,
    async answer(request, body, call) {
      calls.set(request, call);
      const legacy = await isLegacyRequest(request, body);
      if (legacy) return wait(answerLegacy(endpoint, request, body, call));
      if (!isListen(body)) return wait(answerModern(request, body));
      return listening.open(body, call, (signal) => {
        const ending = new Request(request, { signal });
        calls.set(ending, call);
        return modern.fetch(ending, { parsedBody: body });
      });
    },
    async close() {
      await Promise.allSettled(pending);
      // What has just been answered still has to be written.
      await nextTurn();
      await modern.close();
    },
  };
}
