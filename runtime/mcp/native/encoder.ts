import type { CallToolResult, Tool as ListedTool } from '@modelcontextprotocol/server';
import type { Endpoint } from '../endpoint.js';
import { capabilitiesOf, identityOf } from '../identity.js';
import { listHints } from '../list-hints.js';
import { modernVersion } from './envelope.js';
import type { NativeRequest } from './understand.js';

/** Answers as the bytes that go out, in the words of the revision that the request speaks. */
export interface Encoder {
  result(request: NativeRequest, result: CallToolResult): string;
  error(request: NativeRequest, error: RpcError): string;
  list(request: NativeRequest, tools: readonly ListedTool[]): readonly Buffer[];
  discovery(request: NativeRequest): string;
}

interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data: object;
}

const serverInfoKey = 'io.modelcontextprotocol/serverInfo';

/** The only error code that 2026-07-28 has another for: resources that are not found. */
const resourceNotFound = -32002;
const invalidParams = -32602;

export function createEncoder({ kernel, version }: Endpoint): Encoder {
  const identity = { [serverInfoKey]: identityOf(kernel, version) };
  const complete = { resultType: 'complete', _meta: identity } as const;
  const resultType = '"resultType":"complete"}';
  const completion = JSON.stringify(complete).slice(1);
  const discovered = JSON.stringify({
    supportedVersions: [modernVersion],
    capabilities: capabilitiesOf(kernel),
    ttlMs: 0,
    cacheScope: 'private',
    ...complete,
  });
  // The list of one set of visible tools is one array, so what it was written as lasts as long as that is kept.
  const modernLists = new WeakMap<readonly ListedTool[], Buffer>();
  const legacyLists = new WeakMap<readonly ListedTool[], Buffer>();
  const hints = listHints(kernel)['tools/list'];
  return {
    result({ id, modern }, result) {
      const told = modern && result._meta ? { ...result, _meta: { ...result._meta, ...identity } } : result;
      const text = JSON.stringify(told);
      // An object's text without its last brace takes what every answer of this revision ends with.
      const whole = modern ? `${text.slice(0, -1)},${result._meta ? resultType : completion}` : text;
      return `${opening}${whole}${closing(id)}`;
    },
    error({ id, modern }, { code, message, data }) {
      const told = modern && code === resourceNotFound ? invalidParams : code;
      return JSON.stringify({ jsonrpc: '2.0', id, error: { code: told, message, data } });
    },
    list({ id, modern }, tools) {
      const written = modern ? modernLists : legacyLists;
      const known =
        written.get(tools) ?? Buffer.from(JSON.stringify(modern ? { tools, ...hints, ...complete } : { tools }));
      written.set(tools, known);
      return [opening, known, Buffer.from(closing(id))];
    },
    discovery: ({ id }) => `${opening}${discovered}${closing(id)}`,
  };
}

const opening = Buffer.from('{"result":');

function closing(id: string | number): string {
  return `,"jsonrpc":"2.0","id":${JSON.stringify(id)}}`;
}
