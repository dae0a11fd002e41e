import fc from 'fast-check';
import type { Sent } from './two-paths.js';

/** Mostly what a client sends, now and then something else. */
function usually<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { arbitrary: fc.constant(usual), weight: 8 },
    { arbitrary: fc.constantFrom(usual, ...others), weight: 2 },
  );
}

const names = fc.constantFrom(
  'get_note',
  'list_notes',
  'remove_note',
  'delete_note',
  'audit_desk',
  'long_note',
  'draw_note',
  'broken_note',
  'asked_note',
  'locked_note',
  'get_note',
  'constructor',
  'a name with spaces',
);

const someArguments = fc.oneof(
  { arbitrary: fc.record({ note_id: fc.constantFrom('n1', 'n2', 'n3', '') }), weight: 4 },
  { arbitrary: fc.constantFrom(undefined, {}, { response_format: 'csv' }, { response_format: 'yaml' }), weight: 3 },
  { arbitrary: fc.dictionary(fc.constantFrom('note_id', 'response_format', 'x'), fc.jsonValue()), weight: 2 },
  { arbitrary: fc.jsonValue(), weight: 1 },
);

const foreignMeta = fc.constantFrom<object>(
  {},
  {},
  { 'example.com/tag': [1] },
  { progressToken: 'p' },
  { progressToken: {} },
  { traceparent: 'nothing', baggage: 'a=b' },
  { 'io.modelcontextprotocol/related-task': { taskId: 't' } },
  { 'io.modelcontextprotocol/logLevel': 'debug' },
);

const capabilities = usually<unknown>(
  {},
  { elicitation: {} },
  { elicitation: { form: {}, url: {} }, sampling: {}, roots: { listChanged: true } },
  { roots: { listChanged: 'yes' } },
  { experimental: { a: {} }, extensions: { b: { c: 1 } } },
  { experimental: 7 },
  { made: { up: {} } },
  { elicitation: { form: { applyDefaults: true } } },
  undefined,
  'all',
);

const clientInfo = usually<unknown>(
  { name: 'test', version: '1' },
  { name: 'test', version: '1', title: 'Test', websiteUrl: 'https://test.example', extra: 1 },
  { name: 'test', version: '1', icons: [{ src: 'a' }] },
  { name: 'test' },
  { name: 7, version: '1' },
  undefined,
  'test',
);

const version = usually<unknown>('2026-07-28', '2025-11-25', '2031-01-01', undefined, 7);

function without(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** `/mcp` and a profile, with and without rights. */
const way = fc.record({
  key: usually('key_writer', 'key_reader', 'key_staff', 'key_scoped', 'key_frozen', 'key_one', 'nobody'),
  path: usually('/mcp', '/mcp/readonly', '/mcp/nowhere'),
});

const frame = fc.record({
  jsonrpc: usually<unknown>('2.0', '1.0', undefined),
  id: fc.oneof(
    { arbitrary: fc.oneof(fc.integer(), fc.string()), weight: 9 },
    { arbitrary: fc.constantFrom<unknown>(null, undefined, 1.5, {}, 2 ** 60), weight: 1 },
  ),
  method: usually('tools/call', 'tools/list', 'server/discover', 'ping', 'prompts/list', 'tools/made_up'),
  extra: usually<object>({}, {}, { note: 1 }),
  moreParams: usually<object>({}, {}, { cursor: 'c' }, { task: { ttl: 1 } }, { requestState: 's' }, { made: 'up' }),
});

function paramsOf(method: string, name: string, input: unknown, meta: object | undefined): Record<string, unknown> {
  return without({ ...(method === 'tools/call' && { name, arguments: input }), _meta: meta });
}

/** A request of a 2025 revision without a session. */
export const legacyRequest: fc.Arbitrary<Sent> = fc
  .record({
    way,
    frame,
    name: names,
    input: someArguments,
    meta: fc.option(foreignMeta, { nil: undefined }),
    header: usually<string | undefined>(
      undefined,
      '2025-11-25',
      '2025-06-18',
      '2024-10-07',
      '2031-01-01',
      '2026-07-28',
    ),
    session: usually<string | undefined>(undefined, undefined, 'nobody'),
    params: usually<unknown>('made', undefined, [], 'text'),
  })
  .map(
    ({ way: { key, path }, frame: { extra, moreParams, ...frame }, name, input, meta, header, session, params }) => ({
      key,
      path,
      headers: without({ 'mcp-protocol-version': header, 'mcp-session-id': session }) as Record<string, string>,
      body: without({
        ...frame,
        params: params === 'made' ? { ...paramsOf(frame.method, name, input, meta), ...moreParams } : params,
        ...extra,
      }),
    }),
  );

/** A request of 2026-07-28. */
export const modernRequest: fc.Arbitrary<Sent> = fc
  .record({
    way,
    frame,
    name: names,
    input: someArguments,
    foreign: foreignMeta,
    envelope: fc.record({ version, clientInfo, capabilities }),
    header: usually<string | undefined>('2026-07-28', '2025-11-25', undefined),
    says: usually<string>('the same', 'nothing', 'another', 'encoded'),
  })
  .map(
    ({ way: { key, path }, frame: { extra, moreParams, ...frame }, name, input, foreign, envelope, header, says }) => {
      const meta = {
        ...without({
          'io.modelcontextprotocol/protocolVersion': envelope.version,
          'io.modelcontextprotocol/clientInfo': envelope.clientInfo,
          'io.modelcontextprotocol/clientCapabilities': envelope.capabilities,
        }),
        ...foreign,
      };
      const told: Record<string, string> = { 'mcp-method': frame.method, 'mcp-name': name };
      if (says === 'another') told['mcp-name'] = 'another';
      if (says === 'encoded') told['mcp-name'] = `=?base64?${Buffer.from(name).toString('base64')}?=`;
      return {
        key,
        path,
        headers: without({ 'mcp-protocol-version': header, ...(says !== 'nothing' && told) }) as Record<string, string>,
        body: without({ ...frame, params: { ...paramsOf(frame.method, name, input, meta), ...moreParams }, ...extra }),
      };
    },
  );
