import type { LoggingLevel, ServerContext } from '@modelcontextprotocol/server';
import { CLIENT_CAPABILITIES_META_KEY } from '@modelcontextprotocol/server';
import type { CallingClient, ClientMethod, Elicitation, Reply } from '../call/calling-client.js';
import { isRecord } from '../call/is-record.js';
import { stateLifetimeMs } from '../call/request-state.js';
import type { McpCall } from './mcp-call.js';
import { abilitiesOf, type ClientAbilities } from './sessions/session.js';

type McpRequest = ServerContext['mcpReq'];

/**
 * The client behind one `tools/call`. In a session of 2025-11-25 it is asked while the call waits. Under 2026-07-28 the
 * call ends with what it asks, and its capabilities stand in each request. Whoever calls without a session can only be
 * told of progress.
 */
export function callingClient({ session }: McpCall, request: McpRequest): CallingClient {
  return { ...telling(request, session?.logLevel ?? null), ...asking(request, session?.abilities ?? null) };
}

function telling(request: McpRequest, logLevel: LoggingLevel | null): CallingClient {
  const token = request._meta?.progressToken;
  return {
    ...(token !== undefined && {
      progress: (report) =>
        send(request.notify({ method: 'notifications/progress', params: { progressToken: token, ...report } })),
    }),
    log: (level, data, logger) => {
      if (isModern(request)) return send(request.log(level as LoggingLevel, data, logger));
      if (logLevel !== null && severity(level) < severity(logLevel)) return;
      const params = { level, data, ...(logger !== undefined && { logger }) };
      send(request.notify({ method: 'notifications/message', params }));
    },
  };
}

/** Whoever is told may have gone, which ends the call by its signal. */
function send(sent: Promise<void>): void {
  sent.catch(() => {});
}

function asking(request: McpRequest, abilities: ClientAbilities | null): CallingClient {
  if (isModern(request)) return askingAgain(request);
  if (abilities === null) return {};
  const may = methodsOf(abilities);
  return {
    ...(abilities.forms && { elicitation: askingNow(request) }),
    ...(may.size > 0 && { may, request: (method, params) => ask(request, method, params) }),
  };
}

function askingNow(request: McpRequest): Elicitation {
  return {
    kind: 'wait',
    async ask({ message, form }, signal) {
      const params = { message, requestedSchema: form };
      const given = await ask(request, 'elicitation/create', params, signal).catch(() => {
        signal.throwIfAborted();
        // The client says that it cannot, or nobody has answered: nobody has agreed to anything.
        return { action: 'cancel' };
      });
      return replyOf(given) ?? { action: 'cancel' };
    },
  };
}

function ask(
  request: McpRequest,
  method: ClientMethod | 'elicitation/create',
  params: object,
  signal: AbortSignal = request.signal,
): Promise<unknown> {
  return request.send({ method, params: { ...params } }, { signal, timeout: stateLifetimeMs });
}

function askingAgain(request: McpRequest): CallingClient {
  const envelope: Readonly<Record<string, unknown>> = { ...request.envelope };
  const abilities = abilitiesOf(envelope[CLIENT_CAPABILITIES_META_KEY]);
  const state = request.requestState<string>() ?? null;
  const results = new Map(Object.entries(request.inputResponses ?? {}));
  const replies = new Map(
    [...results].flatMap(([key, result]): [string, Reply][] => {
      const reply = replyOf(result);
      return reply === null ? [] : [[key, reply]];
    }),
  );
  return {
    rounds: { state, results },
    may: methodsOf(abilities),
    ...(abilities.forms && { elicitation: { kind: 'again', state, replies } }),
  };
}

function replyOf(given: unknown): Reply | null {
  if (!isRecord(given)) return null;
  const { action, content } = given;
  if (action === 'accept') return { action, content: isRecord(content) ? content : {} };
  return action === 'decline' || action === 'cancel' ? { action } : null;
}

function methodsOf({ sampling, roots }: ClientAbilities): ReadonlySet<ClientMethod> {
  return new Set<ClientMethod>([
    ...(sampling ? (['sampling/createMessage'] as const) : []),
    ...(roots ? (['roots/list'] as const) : []),
  ]);
}

/** Only a request of 2026-07-28 carries the envelope. */
function isModern({ envelope }: McpRequest): boolean {
  return envelope !== undefined;
}

const levels = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

function severity(level: string): number {
  return levels.indexOf(level);
}
