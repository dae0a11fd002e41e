import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postRest, postRpc, send } from './requests.js';
import { type Running, start } from './start.js';

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
let local: Running;
let published: Running;

beforeAll(async () => {
  local = await start();
  published = await start({ publicUrl: 'https://desk.example.com', allowedOrigins: ['https://client.example'] });
});
afterAll(async () => {
  await local.close();
  await published.close();
});

describe('Host', () => {
  test.each(['localhost', 'localhost:9', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])(
    '%s is this machine',
    async (host) => {
      expect((await send(local.url, '/', { host })).status).toBe(404);
    },
  );

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    'localhost/x',
    'desk.example.com',
  ])("'%s' is not", async (host) => {
    const { status, body } = await send(local.url, '/', { host });
    const error = 'Requests with this Host or Origin are not accepted.';
    expect([status, JSON.parse(body)]).toEqual([403, { error, code: 'INVALID_ORIGIN' }]);
  });

  test.each([
    ['desk.example.com', 404],
    ['DESK.example.com', 404],
    ['desk.example.com:8080', 403],
    ['www.desk.example.com', 403],
    ['localhost', 404],
  ])('published at desk.example.com, %s is %i', async (host, status) => {
    expect((await send(published.url, '/', { host })).status).toBe(status);
  });

  test('what a proxy says of the Host counts only where proxies are trusted', async () => {
    const headers = { host: 'inner:3000', 'x-forwarded-host': 'desk.example.com', 'x-forwarded-proto': 'https' };
    expect((await send(published.url, '/', headers)).status).toBe(403);
    const behind = await start({ publicUrl: 'https://desk.example.com', trustedProxies: 1 });
    expect((await send(behind.url, '/', headers)).status).toBe(404);
    await behind.close();
  });
});

describe('Origin', () => {
  test.each([
    ['local', 'http://localhost:5173', 200],
    ['local', 'http://127.0.0.1:1', 200],
    ['local', 'https://evil.example', 403],
    ['local', 'null', 403],
    ['local', 'http://localhost.evil.example', 403],
    ['published', 'https://desk.example.com', 200],
    ['published', 'https://client.example', 200],
    ['published', 'http://client.example', 403],
    ['published', 'https://client.example.evil.example', 403],
    ['published', 'http://localhost:5173', 403],
  ])('of a %s server, a page of %s is %i', async (which, origin, status) => {
    const { url } = which === 'local' ? local : published;
    const response = await postRpc(url, 'key_writer', list, { origin });
    expect(response.status).toBe(status);
    const { error } = await response.json();
    expect(error?.code).toBe(status === 403 ? -32002 : undefined);
    expect(response.headers.get('access-control-allow-origin')).toBe(status === 403 ? null : origin);
  });

  test('a preflight needs no credential and names what may be sent and read', async () => {
    const headers = { origin: 'https://client.example', 'access-control-request-method': 'POST' };
    const response = await fetch(`${published.url}/mcp`, { method: 'OPTIONS', headers });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': 'https://client.example',
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers': expect.stringContaining('Authorization, Content-Type'),
      'access-control-expose-headers':
        'Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate, Retry-After, Deprecation, Sunset, Toolwright-Truncated, X-Trace-Id',
      vary: 'Origin',
    });
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('a page can read a refusal as well', async () => {
    const response = await postRpc(published.url, null, list, { origin: 'https://client.example' });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
      401,
      'https://client.example',
    ]);
    expect(response.headers.get('www-authenticate')).toContain(
      'resource_metadata="https://desk.example.com/.well-known/oauth-protected-resource/mcp"',
    );
  });
});

describe('who is turned away unknown', () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };

  test('is told to the store, with the address', async () => {
    const server = await start();
    await postRpc(server.url, 'key_nobody', list, headers);
    await postRest(server.url, 'key_nobody', {});
    await postRpc(server.url, null, list, { origin: 'https://evil.example' });
    await postRpc(server.url, 'key_writer', '{');
    await fetch(`${server.url}/nowhere`);
    expect(server.strangers).toEqual([
      { address: '127.0.0.1', wire: 'mcp', code: 'UNAUTHORIZED', traceId },
      { address: '127.0.0.1', wire: 'rest', code: 'UNAUTHORIZED', traceId: expect.any(String) },
      { address: '127.0.0.1', wire: 'mcp', code: 'INVALID_ORIGIN', traceId: expect.any(String) },
    ]);
    await server.close();
  });

  test('behind a proxy, with the address that the proxy saw', async () => {
    const forwarded = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' };
    for (const [trustedProxies, address] of [
      [0, '127.0.0.1'],
      [1, '203.0.113.9'],
    ] as const) {
      const server = await start({ trustedProxies });
      await postRpc(server.url, 'key_nobody', list, forwarded);
      expect(server.strangers.map((stranger) => stranger.address)).toEqual([address]);
      await server.close();
    }
  });
});
