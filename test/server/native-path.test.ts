import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { legacyRequest, modernRequest } from './native/arbitrary-request.js';
import { isUnderstood, openTwoPaths, type Sent, type TwoPaths } from './native/two-paths.js';
import { modernMeta } from './requests.js';

let paths: TwoPaths;
beforeAll(async () => {
  paths = await openTwoPaths();
});
afterAll(() => paths.close());

const eras = ['2025-11-25', '2026-07-28'] as const;
type Era = (typeof eras)[number];

function request(era: Era, method: string, params: Record<string, unknown> = {}, key = 'key_writer'): Sent {
  if (era === '2025-11-25') return { key, path: '/mcp', headers: {}, body: { jsonrpc: '2.0', id: 1, method, params } };
  const { name, _meta } = params;
  return {
    key,
    path: '/mcp',
    headers: {
      'mcp-protocol-version': era,
      'mcp-method': method,
      ...(typeof name === 'string' && { 'mcp-name': name }),
    },
    body: { jsonrpc: '2.0', id: 'a', method, params: { ...params, _meta: { ...modernMeta, ...(_meta as object) } } },
  };
}

async function same(sent: Sent): Promise<void> {
  const { native, library } = await paths.send(sent);
  expect(native, JSON.stringify(sent)).toEqual(library);
}

const keys = ['key_writer', 'key_reader', 'key_staff', 'key_scoped', 'key_frozen', 'key_one'];
const calls: readonly [name: string, input: unknown][] = [
  ['get_note', { note_id: 'n1' }],
  ['get_note', { note_id: 'none' }],
  ['get_note', { note_id: 7, other: true }],
  ['get_note', undefined],
  ['get_note', null],
  ['get_note', [1]],
  ['get_note', JSON.parse('{"__proto__":{"note_id":"n1"}}')],
  ['list_notes', {}],
  ['list_notes', { response_format: 'csv' }],
  ['list_notes', { response_format: 'yaml' }],
  ['remove_note', { note_id: 'n1' }],
  ['delete_note', { note_id: 'n2' }],
  ['audit_desk', {}],
  ['long_note', {}],
  ['broken_note', {}],
  ['locked_note', {}],
  ['get_note', {}],
  ['constructor', {}],
];

describe.each(eras)('what is understood gets the same answer: %s', (era) => {
  test.each(keys)('each tool, as %s', async (key) => {
    for (const [name, input] of calls) {
      const sent = request(era, 'tools/call', { name, ...(input !== undefined && { arguments: input }) }, key);
      expect(isUnderstood(sent), name).toBe(true);
      await same(sent);
    }
  });

  test.each(keys)('the list of tools, as %s', async (key) => {
    const sent = request(era, 'tools/list', {}, key);
    expect(isUnderstood(sent)).toBe(true);
    await same(sent);
    // The second time from what was kept.
    await same(sent);
    await same({ ...sent, path: '/mcp/readonly' });
  });

  test.each([0, -1, Number.MAX_SAFE_INTEGER, '', 'a "quoted" id', 'Grüße\u2028'])(
    'the id %j comes back',
    async (id) => {
      const { body, ...sent } = request(era, 'tools/call', { name: 'get_note', arguments: { note_id: 'n1' } });
      await same({ ...sent, body: { ...(body as object), id } });
      await same({ ...request(era, 'tools/list'), body: { ...(request(era, 'tools/list').body as object), id } });
    },
  );
});

test('what there is, under 2026-07-28', async () => {
  const sent = request('2026-07-28', 'server/discover');
  expect(isUnderstood(sent)).toBe(true);
  await same(sent);
});

test('who loads a list gets the one for their own eyes', async () => {
  for (const key of keys) {
    const { native } = await paths.send(request('2025-11-25', 'tools/list', {}, key));
    const { tools } = (native.body as { result: { tools: { name: string }[] } }).result;
    expect(tools.map(({ name }) => name).includes('audit_desk'), key).toBe(key === 'key_staff');
  }
});

describe.each(eras)('what may need the client, or is not exactly known, goes to the library: %s', (era) => {
  const call = { name: 'get_note', arguments: { note_id: 'n1' } };
  test.each([
    ['a progress token', request(era, 'tools/call', { ...call, _meta: { progressToken: 1 } })],
    ['a level of log', request(era, 'tools/call', { ...call, _meta: { 'io.modelcontextprotocol/logLevel': 'debug' } })],
    ['a task', request(era, 'tools/call', { ...call, task: { ttl: 1 } })],
    ['a state', request(era, 'tools/call', { ...call, requestState: 's' })],
    ['a cursor', request(era, 'tools/list', { cursor: 'c' })],
    ['another method', request(era, 'ping')],
    ['a batch', { ...request(era, 'ping'), body: [request(era, 'tools/list').body] }],
    ['a session', { ...request(era, 'tools/list'), headers: { 'mcp-session-id': 'nobody' } }],
    ['a future revision', { ...request(era, 'tools/list'), headers: { 'mcp-protocol-version': '2031-01-01' } }],
    ['no headers at all', { ...request('2026-07-28', 'tools/list'), headers: {} }],
    [
      'a version of no envelope',
      { ...request('2025-11-25', 'tools/list'), headers: { 'mcp-protocol-version': era === '2026-07-28' ? era : '1' } },
    ],
  ] as [string, Sent][])('%s', async (_, sent) => {
    expect(isUnderstood(sent)).toBe(false);
    await same(sent);
  });

  test.each(['draw_note', 'asked_note'])('a tool that needs it: %s', async (name) => {
    await same(request(era, 'tools/call', { name, arguments: {} }));
  });
});

describe('any request gets the same answer on both paths', () => {
  test.each([
    ['2025-11-25 and older', legacyRequest],
    ['2026-07-28', modernRequest],
  ])('%s', async (_, arbitrary) => {
    let understood = 0;
    const property = fc.asyncProperty(arbitrary, async (sent) => {
      if (isUnderstood(sent)) understood += 1;
      await same(sent);
    });
    await fc.assert(property, { numRuns: 400 });
    // Else the comparison would be of the library with itself.
    expect(understood).toBeGreaterThan(40);
  });
});

test('both paths leave the same in the audit', () => {
  const told = (rows: TwoPaths['native']['audited']) =>
    rows.map(({ tool, outcome, gate, principalId, arguments: input, wire }) => ({
      tool,
      outcome,
      gate,
      principalId,
      input,
      wire,
    }));
  expect(paths.native.audited.length).toBeGreaterThan(200);
  expect(told(paths.native.audited)).toEqual(told(paths.library.audited));
});
