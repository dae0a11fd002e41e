import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from './program.js';
import { postRest, postRpc, send } from './requests.js';
import { type Running, start } from './start.js';

let server: Running;
beforeAll(async () => {
  server = await start({ documents: { openapi: '{"openapi":"3.1.0"}\n', llms: '# The desk\n' } });
});
afterAll(() => server.close());

function get(path: string, key: string | null = 'key_writer', init: RequestInit = {}): Promise<Response> {
  const headers = { ...(key !== null && { authorization: `Bearer ${key}` }), ...(init.headers as object) };
  return fetch(`${server.url}${path}`, { ...init, headers });
}

describe('POST /mcp/tools/call', () => {
  test.each([
    ['another key', { tool: 'get_note', arguments: {}, name: 'get_note' }],
    ['no tool', { arguments: {} }],
    ['a tool that is no string', { tool: 7 }],
    ['a list', [{ tool: 'get_note' }]],
    ['null', null],
    ['JSON-RPC', { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_note' } }],
  ])('%s is no envelope', async (_, body) => {
    const response = await postRest(server.url, 'key_writer', body);
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        error: 'Send an object of "tool", the name of a tool, and "arguments", an object; nothing else.',
        code: 'INVALID_REQUEST',
      },
    ]);
  });

  test.each([
    ['a list', []],
    ['a string', 'note_id=n1'],
    ['a number', 7],
  ])('arguments that are %s are invalid', async (_, input) => {
    const response = await postRest(server.url, 'key_writer', { tool: 'get_note', arguments: input });
    expect([response.status, (await response.json()).code]).toEqual([422, 'VALIDATION_ERROR']);
  });

  test('an argument named __proto__ is unknown', async () => {
    const response = await fetch(`${server.url}/mcp/tools/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer key_writer' },
      body: '{"tool":"get_note","arguments":{"note_id":"n1","__proto__":{"polluted":true}}}',
    });
    expect([response.status, (await response.json()).code]).toEqual([422, 'VALIDATION_ERROR']);
  });

  test('a missing scope is 403 with the challenge', async () => {
    const response = await postRest(server.url, 'key_scoped', { tool: 'remove_note', arguments: { note_id: 'n1' } });
    expect([response.status, (await response.json()).code]).toEqual([403, 'INSUFFICIENT_SCOPE']);
    expect(response.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
  });

  test('a closed write gate is 403', async () => {
    const response = await postRest(server.url, 'key_frozen', { tool: 'remove_note', arguments: { note_id: 'n1' } });
    expect([response.status, (await response.json()).code]).toEqual([403, 'WRITE_NOT_ALLOWED']);
  });

  test('yaml has its own type', async () => {
    const response = await postRest(server.url, 'key_writer', {
      tool: 'list_notes',
      arguments: { response_format: 'yaml' },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/yaml']);
    expect(await response.text()).toContain('note_id: n1');
  });

  test('errors of the wire have REST bodies here', async () => {
    const unauthorized = await postRest(server.url, 'key_nobody', { tool: 'get_note' });
    expect([unauthorized.status, await unauthorized.json()]).toEqual([
      401,
      { error: "Send a valid API key or access token as 'Authorization: Bearer …'.", code: 'UNAUTHORIZED' },
    ]);
    const large = await postRest(server.url, 'key_writer', { tool: 'x'.repeat(300_000) });
    expect([large.status, await large.json()]).toEqual([
      413,
      { error: 'The body is larger than 262144 bytes.', code: 'BODY_TOO_LARGE', limit: 262_144 },
    ]);
  });

  test('the main switch off is 503', async () => {
    server.state.switches = { writes: true, enabled: false, disabledTools: new Set() };
    const response = await postRest(server.url, 'key_writer', { tool: 'list_notes' });
    server.state.switches = { writes: true, enabled: true, disabledTools: new Set() };
    expect([response.status, await response.json()]).toEqual([
      503,
      { error: 'The server is switched off for the moment.', code: 'SERVER_DISABLED', gate: 'find' },
    ]);
    expect(server.audited.at(-1)).toMatchObject({ tool: 'list_notes', outcome: 'SERVER_DISABLED' });
  });
});

test('GET /mcp/tools answers what tools/list does', async () => {
  const rpc = await postRpc(server.url, 'key_reader', { jsonrpc: '2.0', id: 1, method: 'tools/list' });
  expect(await (await get('/mcp/tools', 'key_reader')).json()).toEqual((await rpc.json()).result);
});

test('GET /mcp/capabilities says what each visible tool needs', async () => {
  const body = await (await get('/mcp/capabilities', 'key_writer')).json();
  expect(body.server).toEqual({ name: 'desk', title: 'The desk', version: '1.2.3' });
  expect(body.tools.map((tool: { name: string }) => tool.name)).toEqual(['get_note', 'list_notes', 'remove_note']);
  expect(body.tools[2]).toEqual({
    name: 'remove_note',
    title: 'Notes: Remove a note',
    module: 'desk',
    domain: 'notes',
    audience: ['member'],
    context: 'org',
    writeMode: 'delete',
    requiredPrivileges: ['desk:note:remove'],
    dependencies: { session: [], allowlist: [] },
    profiles: [],
  });
  expect(body.tools[0].profiles).toEqual(['readonly']);
});

describe('documents', () => {
  test('the OpenAPI document is public, and cached by its tag', async () => {
    const first = await get('/mcp/openapi.json', null);
    expect([first.status, await first.text()]).toEqual([200, '{"openapi":"3.1.0"}\n']);
    const again = await send(server.url, '/mcp/openapi.json', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  test('llms.txt', async () => {
    const response = await get('/llms.txt', null);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/plain; charset=utf-8',
      '# The desk\n',
    ]);
  });
});

describe('what is not there', () => {
  test.each([
    ['GET', '/', 404, 'NOT_FOUND', 'There is nothing at /.', null],
    ['GET', '/docs/', 404, 'NOT_FOUND', 'There is nothing at /docs/.', null],
    ['POST', '/mcp/tools/call/x', 404, 'NOT_FOUND', 'There is nothing at /mcp/tools/call/x.', null],
    ['GET', '/mcp/tools/call', 405, 'METHOD_NOT_FOUND', '/mcp/tools/call takes POST, not GET.', 'POST'],
    ['DELETE', '/mcp/tools', 405, 'METHOD_NOT_FOUND', '/mcp/tools takes HEAD, GET, not DELETE.', 'HEAD, GET'],
    ['PATCH', '/llms.txt', 405, 'METHOD_NOT_FOUND', '/llms.txt takes HEAD, GET, not PATCH.', 'HEAD, GET'],
  ])('%s %s is %i', async (method, path, status, code, error, allow) => {
    const headers = { 'content-type': 'application/json' };
    const response = await get(path, 'key_writer', { method, headers, ...(method === 'POST' && { body: '{}' }) });
    expect([response.status, await response.json(), response.headers.get('allow')]).toEqual([
      status,
      { error, code },
      allow,
    ]);
  });

  test('an unknown profile is 404 in JSON-RPC', async () => {
    const response = await postRpc(`${server.url}/mcp/nowhere`, 'key_writer', {
      jsonrpc: '2.0',
      id: 1,
      method: 'ping',
    });
    expect([response.status, (await response.json()).error.data.code]).toEqual([404, 'NOT_FOUND']);
  });

  test('HEAD and OPTIONS', async () => {
    const head = await get('/mcp/tools', 'key_writer', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const options = await get('/mcp/tools', 'key_writer', { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'HEAD, GET']);
  });
});

test('a tool without a resolver, or a name claimed twice, is refused at start', async () => {
  await expect(start({ resolvers: [] })).rejects.toThrow(
    'The tool remove_note has no resolver. Run `npx toolwright generate` and pass what it joins.',
  );
  const [tool] = program.tools;
  const twice = { ...program, tools: [...program.tools, tool as NonNullable<typeof tool>] };
  await expect(start({ program: twice })).rejects.toThrow(
    'The name remove_note is claimed by remove_note and by remove_note.',
  );
});
