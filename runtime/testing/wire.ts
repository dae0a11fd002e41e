import { randomBytes } from 'node:crypto';
import { isRecord } from './match.js';

export type Wire = 'mcp' | 'rest';

/** An error as a caller sees it, whichever way it came. */
export interface WireError {
  readonly code: string;
  readonly gate: string | null;
  /** How it travelled: a JSON-RPC error, a result with `isError`, or a REST body. */
  readonly channel: 'rpc' | 'result' | 'rest';
  /** JSON-RPC's number, where there is one. */
  readonly rpc: number | null;
  readonly message: string;
  /** The whole body: a result's JSON, an RPC error's `data`, or REST's. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** One call's end. */
export interface Outcome {
  readonly traceId: string;
  readonly status: number;
  readonly error: WireError | null;
  /** `structuredContent`, or REST's parsed body. */
  readonly value: unknown;
  /** The text block, or REST's body as sent. */
  readonly text: string;
  readonly meta: Readonly<Record<string, unknown>>;
  /** The response as sent. */
  readonly raw: string;
  readonly contentType: string;
  readonly headers: Headers;
}

export interface Sent {
  readonly tool: string;
  readonly arguments: unknown;
  readonly key: string;
}

/** Sends one call over one wire and reads the answer in one form. */
export function send(url: string, wire: Wire, sent: Sent): Promise<Outcome> {
  return wire === 'mcp' ? overMcp(url, sent) : overRest(url, sent);
}

/** Any JSON-RPC request in the stateless form of 2025-11-25; the parsed message and the raw response. */
export async function rpc(url: string, key: string, request: { method: string; params: unknown }): Promise<Posted> {
  return post(`${url}/mcp`, key, { jsonrpc: '2.0', id: 1, ...request }, { 'mcp-protocol-version': '2025-11-25' });
}

export interface Posted {
  readonly traceId: string;
  readonly status: number;
  readonly raw: string;
  readonly message: unknown;
  readonly contentType: string;
  readonly headers: Headers;
}

export async function post(
  address: string,
  key: string | null,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Posted> {
  const traceId = randomBytes(16).toString('hex');
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const raw = await response.text();
  const contentType = response.headers.get('content-type') ?? '';
  return {
    traceId,
    status: response.status,
    raw,
    message: parsed(raw, contentType),
    contentType,
    headers: response.headers,
  };
}

async function overMcp(url: string, sent: Sent): Promise<Outcome> {
  const posted = await rpc(url, sent.key, {
    method: 'tools/call',
    params: { name: sent.tool, arguments: sent.arguments },
  });
  return outcomeOf(posted, sent.tool);
}

/** A JSON-RPC response to `tools/call`, as one call's end. */
export function outcomeOf(posted: Posted, tool: string): Outcome {
  const message = isRecord(posted.message) ? posted.message : {};
  const { traceId, status, raw, contentType, headers } = posted;
  const base = { traceId, status, raw, contentType, headers };
  if (isRecord(message.error)) {
    return { ...base, error: rpcError(message.error), value: undefined, text: '', meta: {} };
  }
  const result = isRecord(message.result) ? message.result : null;
  if (!result)
    throw new Error(
      `The answer to '${tool}' is no JSON-RPC response (HTTP ${posted.status}): ${posted.raw.slice(0, 500)}`,
    );
  const meta = isRecord(result._meta) ? result._meta : {};
  const text = textOf(result.content);
  const error = result.isError === true ? resultError(text) : null;
  return { ...base, error, value: result.structuredContent, text, meta };
}

async function overRest(url: string, sent: Sent): Promise<Outcome> {
  const posted = await post(`${url}/mcp/tools/call`, sent.key, { tool: sent.tool, arguments: sent.arguments });
  const body = isRecord(posted.message) ? posted.message : {};
  const failed = posted.status >= 400;
  const error: WireError | null = failed
    ? {
        code: String(body.code),
        gate: nullable(body.gate),
        channel: 'rest',
        rpc: null,
        message: String(body.message ?? body.error),
        body,
      }
    : null;
  const meta = isRecord(body._meta) ? body._meta : {};
  return { ...posted, error, value: posted.message, text: posted.raw, meta };
}

function rpcError(error: Record<string, unknown>): WireError {
  const data = isRecord(error.data) ? error.data : {};
  return {
    code: String(data.code),
    gate: nullable(data.gate),
    channel: 'rpc',
    rpc: Number(error.code),
    message: String(error.message),
    body: data,
  };
}

function resultError(text: string): WireError {
  const body: unknown = JSON.parse(text);
  if (!isRecord(body)) throw new Error(`A result's error should be an object and is ${text.slice(0, 200)}`);
  return {
    code: String(body.code),
    gate: nullable(body.gate),
    channel: 'result',
    rpc: null,
    message: String(body.message ?? body.error),
    body,
  };
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content.map((block) => (isRecord(block) && block.type === 'text' ? String(block.text) : '')).join('');
}

function nullable(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** JSON as sent, or the last data line of an event stream. Anything else is undefined. */
function parsed(raw: string, contentType: string): unknown {
  const text = contentType.startsWith('text/event-stream')
    ? (raw
        .split('\n')
        .findLast((line) => line.startsWith('data:'))
        ?.slice(5) ?? '')
    : raw;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
