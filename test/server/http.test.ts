import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postRest, postRpc, secondClient, send } from './clients.js';
import { program, resolvers } from './program.js';
import { type Running, start } from './start.js';

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const folder = mkdtempSync(join(tmpdir(), 'docs-'));
let local: Running;
let published: Running;

beforeAll(async () => {
  mkdirSync(join(folder, 'site/tools'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site/.env'), 'secret');
  writeFileSync(join(folder, 'site/index.html'), '<h1>Tools</h1>');
  writeFileSync(join(folder, 'site/tools/index.html'), '<h1>All</h1>');
  writeFileSync(join(folder, 'site/style.css'), 'h1 {}');
  symlinkSync(join(folder, 'site/style.css'), join(folder, 'site/link.css'));
  local = await start({ documents: { docs: join(folder, 'site') } });
  published = await start({ publicUrl: 'https://desk.example.com', allowedOrigins: ['https://client.example'] });
});
afterAll(async () => {
  await local.close();
  await published.close();
});

describe('health', () => {
  test('the process, whatever Host a probe sends', async () => {
    const { status, body } = await send(local.url, '/healthz', { host: '10.1.2.3:3000' });
    expect([status, body]).toEqual([200, '{"status":"ok"}']);
  });

  test('readiness follows the store, and keeps its reason to the log', async () => {
    expect(await (await fetch(`${local.url}/readyz`)).json()).toEqual({ status: 'ready' });
    local.state.ready = 'The database at db.internal does not answer.';
    const response = await fetch(`${local.url}/readyz`);
    local.state.ready = null;
    expect([response.status, await response.json()]).toEqual([503, { status: 'not ready' }]);
    expect(local.lines.filter((line) => line.level === 'warn')).toHaveLength(1);
  });
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
        'Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate, Retry-After, X-Trace-Id',
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

test('the challenge leads to the description of the resource', async () => {
  const response = await fetch(`${local.url}/.well-known/oauth-protected-resource/mcp`);
  expect(await response.json()).toEqual({
    resource: `${local.url}/mcp`,
    resource_name: 'The desk',
    scopes_supported: ['mcp:read', 'mcp:write'],
    bearer_methods_supported: ['header'],
  });
});

test('each answer names its trace', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const followed = await fetch(`${local.url}/healthz`, { headers: { traceparent } });
  expect(followed.headers.get('x-trace-id')).toBe('0af7651916cd43dd8448eb211c80319c');
  const fresh = await fetch(`${local.url}/healthz`, {
    headers: { traceparent: `00-${'0'.repeat(32)}-b7ad6b7169203331-01` },
  });
  expect(fresh.headers.get('x-trace-id')).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
});

describe('/docs/', () => {
  test('pages, types and tags', async () => {
    const page = await fetch(`${local.url}/docs`);
    expect([page.url, page.status, await page.text()]).toEqual([`${local.url}/docs/`, 200, '<h1>Tools</h1>']);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const style = await fetch(`${local.url}/docs/style.css`);
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
    await style.text();
    const again = await send(local.url, '/docs/style.css', { 'if-none-match': style.headers.get('etag') ?? '' });
    expect([again.status, again.body]).toEqual([304, '']);
    const nested = await fetch(`${local.url}/docs/tools`);
    expect([nested.url, await nested.text()]).toEqual([`${local.url}/docs/tools/`, '<h1>All</h1>']);
  });

  test.each([
    '/docs/../secret.txt',
    '/docs/%2e%2e/secret.txt',
    '/docs/..%2fsecret.txt',
    '/docs/%2e%2e%5csecret.txt',
    '/docs//../../secret.txt',
    '/docs/.env',
    '/docs/%00',
    '/docs/%',
    '/docs/nothing.html',
  ])('%s is not there', async (path) => {
    const { status, body } = await send(local.url, path, { host: 'localhost' });
    expect([status, JSON.parse(body).code]).toEqual([404, 'NOT_FOUND']);
  });
});

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

test('a taken port is said in a sentence', async () => {
  const port = Number(new URL(local.url).port);
  await expect(start({}, port)).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken. Set PORT to another, or to 0 for a free one.`,
  );
});

describe('closing', () => {
  /** A server whose one call waits for `release`. */
  async function waiting(closeMs: number, pin?: string) {
    const started = withResolvers();
    const { promise, resolve: release } = withResolvers();
    const slow = resolvers.map((handler) => ({
      ...handler,
      run: async (input: unknown, ctx: never) => {
        started.resolve();
        await promise;
        return handler.run(input, ctx);
      },
    }));
    const server = await start({ program, resolvers: slow, timeouts: { closeMs } });
    const client = await secondClient(server.url, 'key_writer', pin);
    const answer = client.call('get_note', { note_id: 'n1' });
    await started.promise;
    return { server, answer, release };
  }

  // A connection kept alive would end only after four seconds of its own.
  test.each([undefined, '2026-07-28'])(
    'what runs is finished, nothing new is taken, and the store goes last (%s)',
    async (pin) => {
      const { server, answer, release } = await waiting(20_000, pin);
      const closed = server.close();
      await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
      expect(server.state.closed).toBe(false);
      release();
      expect((await answer).value).toMatchObject({ note_id: 'n1' });
      await closed;
      expect(server.state.closed).toBe(true);
    },
    2_500,
  );

  test.each([undefined, '2026-07-28'])('what outlasts the deadline is cut off (%s)', async (pin) => {
    const { server, answer, release } = await waiting(50, pin);
    await server.close();
    expect((await answer).error?.message).toBe('fetch failed');
    expect(server.state.closed).toBe(true);
    release();
  });
});
