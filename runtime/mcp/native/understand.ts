import type { IncomingHttpHeaders } from 'node:http';
import { isRecord } from '../../call/is-record.js';
import { isForeignMeta, isPlainEnvelope, modernVersion } from './envelope.js';

/** A request whose every part is understood. */
export interface NativeRequest {
  readonly id: string | number;
  readonly method: 'tools/call' | 'tools/list' | 'server/discover';
  /** Whether it speaks 2026-07-28. */
  readonly modern: boolean;
  /** Of `tools/call`. */
  readonly name: string;
  readonly arguments: unknown;
  readonly meta: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Revisions without an envelope. The newest of them names itself in no header until a client has been told of it. */
const legacyVersions = new Set(['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07']);

const parameters: { readonly [Method in NativeRequest['method']]: readonly string[] } = {
  'tools/call': ['name', 'arguments', '_meta'],
  'tools/list': ['_meta'],
  'server/discover': ['_meta'],
};

/**
 * Reads a message that stands for itself, of 2026-07-28 or of a 2025 revision without a session. Null for everything
 * that is not exactly one of the usual forms: then the protocol's library answers, whatever it says.
 */
export function understand(headers: IncomingHttpHeaders, body: unknown): NativeRequest | null {
  if (!isRecord(body) || headers['mcp-session-id'] !== undefined) return null;
  const { id, params = {} } = body;
  if (body.jsonrpc !== '2.0' || !isId(id) || !isMethod(body.method) || !isRecord(params)) return null;
  if (!hasOnly(body, ['jsonrpc', 'id', 'method', 'params'])) return null;
  if (!hasOnly(params, parameters[body.method])) return null;
  const { name = '', arguments: input, _meta: meta = {} } = params;
  if (typeof name !== 'string' || (body.method === 'tools/call' && params.name === undefined)) return null;
  if (!isRecord(meta)) return null;
  const request = { id, method: body.method, name, arguments: input, meta };
  if (isModern(headers, request)) return { ...request, modern: true };
  return isLegacy(headers, request) ? { ...request, modern: false } : null;
}

type Parts = Omit<NativeRequest, 'modern'>;

/** Headers and body say the same, as the revision asks. */
function isModern(headers: IncomingHttpHeaders, { method, name, meta }: Parts): boolean {
  return (
    headers['mcp-protocol-version'] === modernVersion &&
    headers['mcp-method'] === method &&
    (method !== 'tools/call' || headers['mcp-name'] === name) &&
    isPlainEnvelope(meta)
  );
}

function isLegacy(headers: IncomingHttpHeaders, { method, meta }: Parts): boolean {
  const version = headers['mcp-protocol-version'];
  const known = version === undefined || (typeof version === 'string' && legacyVersions.has(version));
  return known && method !== 'server/discover' && isForeignMeta(meta);
}

function isId(id: unknown): id is string | number {
  return typeof id === 'string' || Number.isSafeInteger(id);
}

function isMethod(method: unknown): method is NativeRequest['method'] {
  return typeof method === 'string' && Object.hasOwn(parameters, method);
}

function hasOnly(fields: Fields, names: readonly string[]): boolean {
  return Object.keys(fields).every((name) => names.includes(name));
}
