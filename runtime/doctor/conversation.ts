import type { OutsideAnswer, OutsideRequest } from '../outside/outside.js';
import { ask, type Fetch, readObject } from './ask.js';
import { DeadEnd } from './finding.js';

const modern = '2026-07-28';
const older = '2025-11-25';
const client = { name: 'toolwright-doctor', version: '1' };

/** What a server said of itself and of its tools. */
export interface Conversation {
  readonly revision: string;
  readonly server: string;
  readonly tools: readonly Readonly<Record<string, unknown>>[];
  /** Length of its answer to tools/list, in bytes. */
  readonly bytes: number;
}

interface Speaker {
  readonly token: string | null;
  readonly session?: string;
}

/** One JSON-RPC request of the revision without sessions. */
export function message(method: string, params: object, { token }: Speaker = { token: null }): OutsideRequest {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': modern,
    'io.modelcontextprotocol/clientInfo': client,
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return envelope({ id: 1, method, params: { ...params, _meta: meta } }, token, {
    'mcp-protocol-version': modern,
    'mcp-method': method,
  });
}

/** Asks for the tools as a client of 2026 does, and where that is not understood, as one of 2025. Throws DeadEnd. */
export async function listTools(fetch: Fetch, url: string, token: string | null): Promise<Conversation> {
  const discovered = await ask(fetch, 'tools', url, message('server/discover', {}, { token }));
  refuseDenied(discovered);
  const about = resultOf(discovered);
  if (about === null) return listByOlder(fetch, url, token);
  const answer = await ask(fetch, 'tools', url, message('tools/list', {}, { token }));
  return conversation(modern, about, answer);
}

async function listByOlder(fetch: Fetch, url: string, token: string | null): Promise<Conversation> {
  const params = { protocolVersion: older, capabilities: {}, clientInfo: client };
  const begun = await ask(fetch, 'tools', url, envelope({ id: 1, method: 'initialize', params }, token, {}));
  refuseDenied(begun);
  const about = resultOf(begun);
  if (about === null) {
    throw new DeadEnd(
      'tools',
      `Neither server/discover (${modern}) nor initialize (${older}) is understood: it answers ${begun.status}.`,
      'Serve Streamable HTTP at this address; HTTP with SSE of 2024 is no longer spoken.',
    );
  }
  const session = begun.headers['mcp-session-id'];
  const revision = String(about.protocolVersion ?? older);
  const headers = { 'mcp-protocol-version': revision, ...(session !== undefined && { 'mcp-session-id': session }) };
  await ask(fetch, 'tools', url, envelope({ method: 'notifications/initialized' }, token, headers));
  const answer = await ask(fetch, 'tools', url, envelope({ id: 2, method: 'tools/list', params: {} }, token, headers));
  if (session !== undefined)
    await fetch(url, { method: 'DELETE', headers: { ...bearer(token), ...headers } }).catch(() => {});
  return conversation(revision, about, answer);
}

function conversation(revision: string, about: Readonly<Record<string, unknown>>, answer: OutsideAnswer): Conversation {
  refuseDenied(answer);
  const listed = resultOf(answer)?.tools;
  if (!Array.isArray(listed)) {
    throw new DeadEnd(
      'tools',
      `tools/list is answered with ${answer.status} and no list of tools.`,
      'Answer `{"tools": […]}`.',
    );
  }
  // The revision without sessions tells it beside the result.
  const meta = (about._meta ?? {}) as Record<string, unknown>;
  const info = about.serverInfo ?? meta['io.modelcontextprotocol/serverInfo'] ?? {};
  const { name = 'A server without a name', version = '' } = info as Record<string, unknown>;
  return { revision, server: `${name} ${version}`.trim(), tools: listed, bytes: answer.body.length };
}

function refuseDenied({ status }: OutsideAnswer): void {
  if (status !== 401 && status !== 403) return;
  throw new DeadEnd(
    'token',
    `The credential is refused with ${status}.`,
    'It may be unknown, revoked, expired, or made for another resource: get another one.',
  );
}

/** The `result` of the first response in an answer, which may be a stream of events; null without one. */
function resultOf(answer: OutsideAnswer): Readonly<Record<string, unknown>> | null {
  const stream = (answer.headers['content-type'] ?? '').startsWith('text/event-stream');
  const texts = stream ? eventsOf(answer.body.toString('utf8')) : [answer.body.toString('utf8')];
  for (const text of texts) {
    const result = readObject({ ...answer, body: Buffer.from(text) })?.result;
    if (typeof result === 'object' && result !== null) return { ...result };
  }
  return null;
}

/** The data of each server-sent event. */
function eventsOf(text: string): readonly string[] {
  return text.split(/\r?\n\r?\n/).map((event) =>
    event
      .split(/\r?\n/)
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trimStart())
      .join('\n'),
  );
}

function envelope(rpc: object, token: string | null, headers: Readonly<Record<string, string>>): OutsideRequest {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...bearer(token),
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', ...rpc }),
    maxBytes: 4_194_304,
  };
}

const bearer = (token: string | null) => (token === null ? {} : { authorization: `Bearer ${token}` });
