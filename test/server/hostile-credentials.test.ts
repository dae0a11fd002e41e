import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headOf, postRpc, refusalOf, sendBytes } from './requests.js';
import { type Running, start } from './start.js';

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };

describe('credentials', () => {
  const metadata = () => `scope="mcp:read", resource_metadata="${server.url}/.well-known/oauth-protected-resource/mcp"`;
  const message = "Send a valid API key or access token as 'Authorization: Bearer …'.";

  test('none is 401 with the bare challenge', async () => {
    const response = await postRpc(server.url, null, list);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, `Bearer ${metadata()}`]);
    expect(await response.json()).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: { code: -32001, message, data: { code: 'UNAUTHORIZED', message } },
    });
  });

  test.each([
    'Bearer nobody',
    'Bearer ',
    'Bearer a b',
    'Bearer key_writer, Bearer key_reader',
    'Basic a2V5X3dyaXRlcjo=',
    'key_writer',
    `Bearer ${'k'.repeat(300)}`,
    'Bearer __proto__',
  ])('%s is 401 and says that it is invalid', async (authorization) => {
    const response = await postRpc(server.url, null, list, { authorization });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer error="invalid_token", error_description="The credential is unknown, revoked or expired", ${metadata()}`,
    );
  });

  test('without a credential nothing of the body is read', async () => {
    const response = await postRpc(server.url, null, 'x'.repeat(300_000), { 'content-type': 'text/plain' });
    expect(response.status).toBe(401);
  });

  test('neither a cookie nor the query string is a credential', async () => {
    const response = await postRpc(`${server.url}/mcp?access_token=key_writer`, null, list, {
      cookie: 'session=key_writer',
    });
    expect(response.status).toBe(401);
  });

  test('a session id goes with the credential; a hostile one is refused', async () => {
    await postRpc(server.url, 'key_writer', list, { 'x-mcp-session-id': 'my-session' });
    expect(server.asked.at(-1)).toEqual({ kind: 'bearer', value: 'key_writer', session: 'my-session' });
    const response = await postRpc(server.url, 'key_writer', list, { 'mcp-session-id': 'x'.repeat(201) });
    expect(await refusalOf(response)).toEqual([400, null, -32600, 'INVALID_REQUEST']);
  });

  test('no credential is ever logged', async () => {
    await postRpc(`${server.url}/mcp?key=key_writer`, 'key_writer', list);
    await postRpc(server.url, 'key_unknown', list);
    expect(JSON.stringify(server.lines)).not.toMatch(/key_/);
  });
});

describe('ambiguous requests', () => {
  const body = JSON.stringify(list);
  const end = [`Content-Length: ${body.length}`, 'Connection: close'];

  test.each([
    ['host', 'Host: localhost'],
    ['authorization', 'Authorization: Bearer key_staff'],
    ['content-type', 'Content-Type: application/json'],
    ['mcp-session-id', 'Mcp-Session-Id: a\r\nMcp-Session-Id: b'],
  ])('two of %s are refused', async (name, header) => {
    const answer = await sendBytes(server.url, `${headOf([header, ...end])}\r\n\r\n${body}`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(`Send the header ${name} once, not twice.`);
  });

  test('one of each is not', async () => {
    expect(await sendBytes(server.url, `${headOf(end)}\r\n\r\n${body}`)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

test('none of this was an internal error', () => {
  expect(server.lines.filter((line) => line.level === 'error')).toEqual([]);
});
