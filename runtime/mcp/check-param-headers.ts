import { isRecord } from '../call/is-record.js';
import type { JsonSchema, Tool } from '../tool.js';

/** What the protocol has for a header that says other than the body. */
const headerMismatch = -32020;

const sentinel = /^=\?base64\?(.*)\?=$/s;
const canonicalBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const decimal = /^-?\d+(\.\d+)?$/;

interface Mirrored {
  readonly path: readonly string[];
  readonly header: string;
}

/**
 * Parameters that a client of 2026-07-28 mirrors as `Mcp-Param-*` headers (`x-mcp-header`) say the same there as in the
 * body, so that what stands in front may route by them. The library checks it for servers of its other kind alone.
 * Returns the answer to a request whose parts disagree; null for none.
 */
export function checkParamHeaders(tool: Tool, body: unknown, headers: Headers): Response | null {
  const params = isRecord(body) && isRecord(body.params) ? body.params : {};
  for (const { path, header } of mirroredOf(tool)) {
    const sent = textOf(valueAt(params.arguments, path));
    if (sent === null) continue;
    const fault = disagreement(sent, headers.get(header));
    if (fault !== null) return mismatch(body, header, `${path.join('.')} ${fault}`);
  }
  return null;
}

const known = new WeakMap<Tool, readonly Mirrored[]>();

function mirroredOf(tool: Tool): readonly Mirrored[] {
  const mirrored = known.get(tool) ?? mirroredIn(tool.inputSchema, []);
  known.set(tool, mirrored);
  return mirrored;
}

function mirroredIn(schema: JsonSchema, path: readonly string[]): readonly Mirrored[] {
  const { 'x-mcp-header': name, properties } = schema;
  return [
    ...(typeof name === 'string' ? [{ path, header: `Mcp-Param-${name}` }] : []),
    ...Object.entries(isRecord(properties) ? properties : {}).flatMap(([key, inner]) =>
      isRecord(inner) ? mirroredIn(inner, [...path, key]) : [],
    ),
  ];
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (here, key) => (isRecord(here) && Object.hasOwn(here, key) ? here[key] : undefined),
    root,
  );
}

/** What is no plain value is mirrored by nobody, and refused as an argument. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) || !Number.isInteger(value) ? String(value) : null;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : null;
}

function disagreement(sent: string, header: string | null): string | null {
  if (header === null) return 'stands in the body, and the header is missing';
  const said = decode(header);
  if (said === null) return 'has a header that is no proper Base64 of UTF-8';
  const same = said === sent || (decimal.test(said) && decimal.test(sent) && Number(said) === Number(sent));
  return same ? null : 'is another in the header than in the body';
}

function decode(header: string): string | null {
  const base64 = sentinel.exec(header)?.[1];
  if (base64 === undefined) return header;
  if (!canonicalBase64.test(base64)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    return null;
  }
}

function mismatch(body: unknown, header: string, fault: string): Response {
  const message = `Bad Request: the request headers and body disagree: ${fault}`;
  const id = isRecord(body) ? (body.id ?? null) : null;
  const error = { code: headerMismatch, message, data: { mismatch: { header, body: fault } } };
  return Response.json({ jsonrpc: '2.0', id, error }, { status: 400 });
}
