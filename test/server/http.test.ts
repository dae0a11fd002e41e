import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send } from './requests.js';
import { type Running, start } from './start.js';

const folder = mkdtempSync(join(tmpdir(), 'docs-'));
let local: Running;

beforeAll(async () => {
  mkdirSync(join(folder, 'site/tools'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site/.env'), 'secret');
  writeFileSync(join(folder, 'site/index.html'), '<h1>Tools</h1>');
  writeFileSync(join(folder, 'site/tools/index.html'), '<h1>All</h1>');
  writeFileSync(join(folder, 'site/style.css'), 'h1 {}');
  local = await start({ documents: { docs: join(folder, 'site') } });
});
afterAll(async () => {
  await local.close();
  rmSync(folder, { recursive: true });
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

test('a taken port is said in a sentence', async () => {
  const port = Number(new URL(local.url).port);
  await expect(start({}, port)).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken. Set PORT to another, or to 0 for a free one.`,
  );
});
