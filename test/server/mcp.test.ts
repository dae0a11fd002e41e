import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postModern, postRpc } from './requests.js';
import { type Running, start } from './start.js';

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const audit = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'audit_desk', arguments: {} } };

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
    const modern = await postModern(server.url, 'key_scoped', 'tools/call', remove);
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
      const response = await postRpc(server.url, 'key_writer', { jsonrpc: '2.0', id: 7, method: 'tools/list' });
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
    [
      '_meta of 2026-07-28',
      () => postModern(server.url, 'key_staff', 'tools/call', { ...audit.params, _meta: { traceparent } }),
    ],
  ])('a trace begun by the caller goes on: %s', async (_, send) => {
    const before = server.audited.length;
    await send();
    expect(server.audited.slice(before).map((row) => row.traceId)).toEqual(['0af7651916cd43dd8448eb211c80319c']);
  });
});
