import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from './program.js';
import { modernMeta, postModern, postRpc } from './requests.js';
import { type Running, start } from './start.js';

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

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
    const response = await postModern(server.url, 'key_writer', 'server/discover');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      jsonrpc: '2.0',
      id: 'a',
      result: {
        resultType: 'complete',
        supportedVersions: ['2026-07-28'],
        capabilities: { tools: { listChanged: true }, resources: { listChanged: true } },
        ttlMs: 0,
        cacheScope: 'private',
        _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'desk', title: 'The desk', version: '1.2.3' } },
      },
    });
  });

  test('tools/list is one sorted page with its time to live', async () => {
    const { result } = await (await postModern(server.url, 'key_writer', 'tools/list')).json();
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
    const response = await postModern(server.url, 'key_writer', 'tools/burn');
    expect([response.status, (await response.json()).error]).toEqual([
      404,
      { code: -32601, message: 'Method not found' },
    ]);
  });

  test('methods of 2025 are unknown', async () => {
    const response = await postModern(server.url, 'key_writer', 'ping');
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
        capabilities: { tools: { listChanged: true }, resources: { listChanged: true } },
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

  test.each(['GET', 'DELETE', 'HEAD'])('%s /mcp without a session is 405', async (method) => {
    const headers = { authorization: 'Bearer key_writer', accept: 'text/event-stream' };
    const response = await fetch(`${server.url}/mcp`, { method, headers });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, GET, DELETE']);
  });

  test('PUT /mcp is 405', async () => {
    const response = await fetch(`${server.url}/mcp`, {
      method: 'PUT',
      headers: { authorization: 'Bearer key_writer' },
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, HEAD, GET, DELETE']);
  });
});
