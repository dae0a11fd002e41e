import type { Bench, Caller } from '../bench.js';
import { isRecord } from '../match.js';
import { type Posted, post } from '../wire.js';

export type Era = '2025-11-25' | '2026-07-28';
export const eras: readonly Era[] = ['2025-11-25', '2026-07-28'];

/** How a request other than a call of a tool ended. */
export interface Asked {
  readonly traceId: string;
  readonly status: number;
  readonly raw: string;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly error: {
    readonly number: number;
    readonly message: string;
    readonly data: Readonly<Record<string, unknown>>;
  } | null;
}

/** A request in the words of an era, in 2025's without a session. */
export interface Request {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** `/mcp` unless said. */
  readonly path?: string;
}

/** Sends a request as a principal and reads the answer in one form. */
export async function ask(bench: Bench, caller: Caller, request: Request, era: Era = '2025-11-25'): Promise<Asked> {
  const key = await bench.running.key(caller.as, caller.limits);
  const address = `${bench.running.url}${request.path ?? '/mcp'}`;
  return read(await post(address, key, messageOf(request, era), headersOf(request, era)));
}

/** The JSON-RPC message; under 2026-07-28 with the envelope that each request has. */
export function messageOf({ method, params }: Request, era: Era, id: number | string = 1): object {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': era,
    'io.modelcontextprotocol/clientInfo': { name: 'toolwright-testing', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return { jsonrpc: '2.0', id, method, params: era === '2025-11-25' ? params : { ...params, _meta: meta } };
}

export function headersOf({ method, params }: Request, era: Era): Record<string, string> {
  const named = params.name ?? params.uri;
  return {
    'mcp-protocol-version': era,
    ...(era === '2026-07-28' && { 'mcp-method': method }),
    ...(era === '2026-07-28' && typeof named === 'string' && { 'mcp-name': named }),
  };
}

function read({ message, raw, status, traceId }: Posted): Asked {
  const { result, error } = isRecord(message) ? message : {};
  if (!isRecord(result) && !isRecord(error)) {
    throw new Error(`The answer is no JSON-RPC response (HTTP ${status}): ${raw.slice(0, 500)}`);
  }
  return {
    ...{ traceId, status, raw, result: isRecord(result) ? result : null },
    error: isRecord(error)
      ? { number: Number(error.code), message: String(error.message), data: isRecord(error.data) ? error.data : {} }
      : null,
  };
}
