import fc from 'fast-check';
import type { Tool } from '../../runtime/tool.js';
import { modernMeta } from '../server/requests.js';
import { anyInput } from './any-input.js';

/** A request as it goes out. */
export interface AnyRequest {
  readonly what: string;
  /** Index of the key to send it with; null: none that opens anything. */
  readonly key: number | null;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether it is a whole call of a tool, right or wrong: one that the audit has to know of. */
  readonly isCall: boolean;
}

const legacyVersions = ['2025-11-25', '2025-06-18', '2025-03-26'];

/** Requests of a program: mostly calls of its tools over every wire, then other methods, and noise. */
export function anyRequest(tools: readonly Tool[], keys: number): fc.Arbitrary<AnyRequest> {
  const key = fc.nat({ max: keys - 1 });
  const inputs = tools.map((tool) => anyInput(tool).map((input) => ({ name: tool.name, input: hurried(tool, input) })));
  const unknownTools = fc.record({ name: fc.string({ maxLength: 80 }), input: fc.jsonValue({ maxDepth: 2 }) });
  const calls = fc.oneof({ weight: 20, arbitrary: fc.oneof(...inputs) }, { weight: 1, arbitrary: unknownTools });
  const call = fc.oneof(restCall(key, calls), legacyCall(key, calls), modernCall(key, calls));
  return fc.oneof(
    { weight: 16, arbitrary: call },
    { weight: 2, arbitrary: otherMethod(key) },
    { weight: 2, arbitrary: noise(key) },
    { weight: 1, arbitrary: call.map((one) => ({ ...one, key: null, isCall: false })) },
    { weight: 1, arbitrary: fc.tuple(call, oddHeaders).map(([one, odd]) => withOddHeaders(one, odd)) },
  );
}

/** Where a caller says how long a tool may take, a second at most: some do wait. */
function hurried({ limits }: Tool, input: unknown): unknown {
  const name = limits?.timeoutParameter?.name;
  return name === undefined || !isObject(input) ? input : { ...Object(input), [name]: 1 };
}

type Key = fc.Arbitrary<number>;
type Calls = fc.Arbitrary<{ readonly name: string; readonly input: unknown }>;

function restCall(key: Key, calls: Calls): fc.Arbitrary<AnyRequest> {
  return fc.record({ key, call: calls }).map(({ key, call }) => ({
    what: `rest ${call.name}`,
    key,
    path: '/mcp/tools/call',
    headers: {},
    body: JSON.stringify({ tool: call.name, arguments: call.input }),
    isCall: true,
  }));
}

const ids = fc.oneof(fc.nat(), fc.string({ minLength: 1, maxLength: 20 }));
const tokens = fc.option(fc.oneof(fc.nat(), fc.string({ maxLength: 20 })), { nil: undefined });

function legacyCall(key: Key, calls: Calls): fc.Arbitrary<AnyRequest> {
  const version = fc.constantFrom(...legacyVersions);
  return fc.record({ key, call: calls, id: ids, progressToken: tokens, version }).map((one) => ({
    what: `mcp ${one.version} ${one.call.name}`,
    key: one.key,
    path: '/mcp',
    headers: { 'mcp-protocol-version': one.version },
    body: rpc(one.id, 'tools/call', {
      name: one.call.name,
      arguments: one.call.input,
      ...(one.progressToken !== undefined && { _meta: { progressToken: one.progressToken } }),
    }),
    isCall: isObject(one.call.input),
  }));
}

const abilities = fc.record({ elicitation: fc.constant({}), sampling: fc.constant({}) }, { requiredKeys: [] });

function modernCall(key: Key, calls: Calls): fc.Arbitrary<AnyRequest> {
  return fc.record({ key, call: calls, id: ids, progressToken: tokens, abilities }).map((one) => ({
    what: `mcp 2026-07-28 ${one.call.name}`,
    key: one.key,
    path: '/mcp',
    headers: modernHeaders('tools/call', one.call.name),
    body: rpc(one.id, 'tools/call', {
      name: one.call.name,
      arguments: one.call.input,
      _meta: {
        ...modernMeta,
        'io.modelcontextprotocol/clientCapabilities': one.abilities,
        ...(one.progressToken !== undefined && { progressToken: one.progressToken }),
      },
    }),
    isCall: isObject(one.call.input) && isHeaderText(one.call.name),
  }));
}

const methods = [
  'tools/list',
  'server/discover',
  'ping',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
  'notifications/initialized',
  'tasks/get',
  'constructor',
];

/** Everything else there is to ask for, with whatever parameters. What stays open for good is not among it. */
function otherMethod(key: Key): fc.Arbitrary<AnyRequest> {
  const params = fc.oneof(
    fc.record(
      { uri: fc.webUrl(), name: fc.string({ maxLength: 20 }), arguments: fc.jsonValue({ maxDepth: 2 }) },
      { requiredKeys: [] },
    ),
    fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
  );
  const method = fc.constantFrom(...methods);
  return fc.record({ key, method, params, id: ids, modern: fc.boolean() }).map((one) => ({
    what: `mcp ${one.method}`,
    key: one.key,
    path: '/mcp',
    headers: one.modern ? modernHeaders(one.method, null) : { 'mcp-protocol-version': '2025-11-25' },
    body: rpc(one.id, one.method, { ...one.params, ...(one.modern && { _meta: modernMeta }) }),
    isCall: false,
  }));
}

/** Envelopes that are none, JSON that is none, texts of any kind. */
function noise(key: Key): fc.Arbitrary<AnyRequest> {
  const words = fc.constantFrom('jsonrpc', '2.0', 'id', 'method', 'params', 'tools/call', 'name', 'arguments', 'tool');
  const envelope = fc
    .dictionary(words, fc.oneof(words, fc.jsonValue({ maxDepth: 2 })), { maxKeys: 6 })
    .map((one) => JSON.stringify(one));
  const body = fc.oneof(
    envelope,
    fc.tuple(envelope, fc.nat(20)).map(([text, end]) => text.slice(0, -end)),
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
    fc.array(envelope, { maxLength: 3 }).map((all) => `[${all.join()}]`),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
  const path = fc.constantFrom('/mcp', '/mcp/tools/call', '/mcp/nothing', '/mcp/tools/call/more', '/mcp/__proto__');
  return fc
    .record({ key, path, body })
    .map((one) => ({ what: `noise to ${one.path}`, headers: {}, isCall: false, ...one }));
}

const oddHeaders = fc.dictionary(
  fc.constantFrom(
    'mcp-protocol-version',
    'mcp-method',
    'mcp-name',
    'mcp-session-id',
    'x-mcp-session-id',
    'last-event-id',
    'accept',
    'content-type',
    'baggage',
    'tracestate',
    'x-forwarded-for',
  ),
  fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '1999-01-01',
      '2026-07-28',
      '2025-11-25',
      '*/*',
      'text/html',
      'application/json;q=x',
      'a,b',
    ),
    fc.string({ maxLength: 40 }).filter(isHeaderText),
  ),
  { minKeys: 1, maxKeys: 3 },
);

/** Whether it then still is a call depends on which header says what. */
function withOddHeaders(one: AnyRequest, odd: Readonly<Record<string, string>>): AnyRequest {
  return { ...one, what: `${one.what}, odd headers`, headers: { ...one.headers, ...odd }, isCall: false };
}

function modernHeaders(method: string, name: string | null): Record<string, string> {
  return {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    ...(name !== null && isHeaderText(name) && { 'mcp-name': name }),
  };
}

function rpc(id: unknown, method: string, params: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What fits into a header as it is, and comes out as it went in. */
function isHeaderText(text: string): boolean {
  return /^[!-~]([ -~]*[!-~])?$/.test(text);
}
