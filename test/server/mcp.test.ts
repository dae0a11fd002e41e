import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postRpc } from './clients.js';
import { program } from './program.js';
import { type Running, start } from './start.js';

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const modernMeta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** One message of 2026-07-28, with the headers that revision asks for. */
function postModern(method: string, params: Record<string, unknown> = {}, key = 'key_writer'): Promise<Response> {
  const { name, _meta } = params;
  return postRpc(
    server.url,
    key,
    { jsonrpc: '2.0', id: 'a', method, params: { ...params, _meta: { ...modernMeta, ...(_meta as object) } } },
    {
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(typeof name === 'string' && { 'mcp-name': name }),
    },
  );
}

function postOlder(method: string, params: object = {}, headers: Record<string, string> = {}): Promise<Response> {
  return postRpc(server.url, 'key_writer', { jsonrpc: '2.0', id: 7, method, params }, headers);
}

const listed = {
  name: 'get_note',
  title: 'Notes: Get a note',
  description: 'One note by its id.',
  inputSchema: program.tools[3]?.inputSchema,
  outputSchema: program.tools[3]?.outputSchema,
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
};

describe('2026-07-28', () => {
  test('server/discover names the revision and the server', async () => {
    const response = await postModern('server/discover');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      jsonrpc: '2.0',
      id: 'a',
      result: {
        resultType: 'complete',
        supportedVersions: ['2026-07-28'],
        capabilities: { tools: {} },
        ttlMs: 0,
        cacheScope: 'private',
        _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'desk', title: 'The desk', version: '1.2.3' } },
      },
    });
  });

  test('tools/list is one sorted page with its time to live', async () => {
    const { result } = await (await postModern('tools/list')).json();
    expect(result).toMatchObject({ resultType: 'complete', ttlMs: 60_000, cacheScope: 'private' });
    expect(result.nextCursor).toBeUndefined();
    expect(result.tools.map((tool: { name: string }) => tool.name)).toEqual(['get_note', 'list_notes', 'remove_note']);
    expect(result.tools[0]).toEqual(listed);
    expect(result.tools[2].annotations).toEqual({
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: true,
      openWorldHint: true,
    });
  });

  test('an unknown method is 404', async () => {
    const response = await postModern('tools/burn');
    expect([response.status, (await response.json()).error]).toEqual([
      404,
      { code: -32601, message: 'Method not found' },
    ]);
  });

  test('methods of 2025 are unknown', async () => {
    const response = await postModern('ping');
    expect([response.status, (await response.json()).error.code]).toEqual([404, -32601]);
  });

  test('a revision that nobody serves is refused with those that are', async () => {
    const response = await postRpc(server.url, 'key_writer', {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/list',
      params: { _meta: { ...modernMeta, 'io.modelcontextprotocol/protocolVersion': '2099-01-01' } },
    });
    expect([response.status, (await response.json()).error.data]).toEqual([
      400,
      { supported: ['2026-07-28'], requested: '2099-01-01' },
    ]);
  });

  test('headers that contradict the body are refused', async () => {
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: modernMeta } };
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call' };
    const response = await postRpc(server.url, 'key_writer', body, headers);
    expect([response.status, (await response.json()).error.code]).toEqual([400, -32020]);
  });
});

describe('2025-11-25 and older', () => {
  test.each(['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'])('%s shakes hands', async (protocolVersion) => {
    const params = { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    const response = await postOlder('initialize', params);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await response.json()).toEqual({
      jsonrpc: '2.0',
      id: 7,
      result: {
        protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'desk', title: 'The desk', version: '1.2.3' },
      },
    });
  });

  test('an unknown version is answered with the newest of this kind', async () => {
    const params = { protocolVersion: '2031-01-01', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    expect((await (await postOlder('initialize', params)).json()).result.protocolVersion).toBe('2025-11-25');
  });

  test('tools/list has no words of the newer revision', async () => {
    const { result } = await (await postOlder('tools/list')).json();
    expect(Object.keys(result)).toEqual(['tools']);
    expect(result.tools[0]).toEqual(listed);
  });

  test('an unknown method stays in band, since 404 would mean a lost session', async () => {
    const response = await postOlder('tools/burn', {}, { 'mcp-protocol-version': '2025-11-25' });
    expect([response.status, (await response.json()).error]).toEqual([
      200,
      { code: -32601, message: 'Method not found' },
    ]);
  });

  test('a notification is accepted', async () => {
    const response = await postRpc(server.url, 'key_writer', { jsonrpc: '2.0', method: 'notifications/initialized' });
    expect([response.status, await response.text()]).toEqual([202, '']);
  });

  test('ping', async () => {
    expect(await (await postOlder('ping')).json()).toEqual({ jsonrpc: '2.0', id: 7, result: {} });
  });

  test('a batch is answered as one, each with its own outcome', async () => {
    const call = (id: number, name: string) => ({ jsonrpc: '2.0', id, method: 'tools/call', params: { name } });
    const response = await postRpc(server.url, 'key_scoped', [call(1, 'list_notes'), call(2, 'remove_note')]);
    expect(response.status).toBe(200);
    const answers: { id: number; error?: { code: number } }[] = await response.json();
    expect(answers.map(({ id, error }) => [id, error?.code])).toEqual([
      [1, undefined],
      [2, -32004],
    ]);
  });

  test.each(['GET', 'DELETE', 'PUT', 'HEAD'])('%s /mcp is 405: there is no session', async (method) => {
    const headers = { authorization: 'Bearer key_writer', accept: 'text/event-stream' };
    const response = await fetch(`${server.url}/mcp`, { method, headers });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('what is listed', () => {
  const names = async (key: string) => {
    const response = await postRpc(server.url, key, { jsonrpc: '2.0', id: 1, method: 'tools/list' });
    return (await response.json()).result.tools.map((tool: { name: string }) => tool.name);
  };

  test('follows audience, privileges and allow-list; write gate and scope hide nothing', async () => {
    expect({
      writer: await names('key_writer'),
      reader: await names('key_reader'),
      staff: await names('key_staff'),
      one: await names('key_one'),
      scoped: await names('key_scoped'),
      frozen: await names('key_frozen'),
    }).toEqual({
      writer: ['get_note', 'list_notes', 'remove_note'],
      reader: ['get_note', 'list_notes'],
      staff: ['audit_desk'],
      one: ['get_note'],
      scoped: ['get_note', 'list_notes', 'remove_note'],
      frozen: ['get_note', 'list_notes', 'remove_note'],
    });
  });

  test('a profile shows and knows its own tools alone', async () => {
    const profile = `${server.url}/mcp/readonly`;
    const list = await postRpc(profile, 'key_writer', { jsonrpc: '2.0', id: 1, method: 'tools/list' });
    expect((await list.json()).result.tools.map((tool: { name: string }) => tool.name)).toEqual([
      'get_note',
      'list_notes',
    ]);
    const params = { name: 'remove_note', arguments: { note_id: 'n1' } };
    const call = await postRpc(profile, 'key_writer', { jsonrpc: '2.0', id: 1, method: 'tools/call', params });
    expect((await call.json()).error).toMatchObject({ code: -32602, message: 'Unknown tool: remove_note' });
  });
});

describe('HTTP statuses', () => {
  const remove = { name: 'remove_note', arguments: { note_id: 'n1' } };

  test('a missing scope is 403 with the step-up challenge, in both eras', async () => {
    const older = await postRpc(server.url, 'key_scoped', {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: remove,
    });
    const modern = await postModern('tools/call', remove, 'key_scoped');
    for (const response of [older, modern]) {
      expect(response.status).toBe(403);
      expect(response.headers.get('www-authenticate')).toBe(
        'Bearer error="insufficient_scope", error_description="This connection lacks the scope mcp:write. Authorize again with it.", ' +
          `scope="mcp:read mcp:write", resource_metadata="${server.url}/.well-known/oauth-protected-resource/mcp"`,
      );
      expect((await response.json()).error).toMatchObject({ code: -32004, data: { code: 'INSUFFICIENT_SCOPE' } });
    }
  });

  test('every other refusal is 200', async () => {
    const response = await postRpc(server.url, 'key_frozen', {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: remove,
    });
    expect([response.status, (await response.json()).error.data.code]).toEqual([200, 'WRITE_NOT_ALLOWED']);
  });

  test('the main switch off is in band, naming the request', async () => {
    server.state.switches = { writes: true, enabled: false, disabledTools: new Set() };
    try {
      const response = await postOlder('tools/list');
      const message = 'The server is switched off for the moment.';
      expect([response.status, await response.json()]).toEqual([
        200,
        { jsonrpc: '2.0', id: 7, error: { code: -32015, message, data: { code: 'SERVER_DISABLED', message } } },
      ]);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    } finally {
      server.state.switches = { writes: true, enabled: true, disabledTools: new Set() };
    }
  });
});

describe('tracing', () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  test.each([
    ['the header', () => postRpc(server.url, 'key_staff', audit, { traceparent })],
    [
      '_meta',
      () => postRpc(server.url, 'key_staff', { ...audit, params: { ...audit.params, _meta: { traceparent } } }),
    ],
    ['_meta of 2026-07-28', () => postModern('tools/call', { ...audit.params, _meta: { traceparent } }, 'key_staff')],
  ])('a trace begun by the caller goes on: %s', async (_, send) => {
    const before = server.audited.length;
    await send();
    expect(server.audited.slice(before).map((row) => row.traceId)).toEqual(['0af7651916cd43dd8448eb211c80319c']);
  });
});

const audit = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'audit_desk', arguments: {} } };
