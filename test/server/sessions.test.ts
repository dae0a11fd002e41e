import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSessions } from '../../runtime/mcp/sessions/sessions.js';
import { caller, Desk, tool } from '../call/desk.js';
import { postRpc, refusalOf } from './requests.js';
import { type Running, start } from './start.js';

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const initialize = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

async function begin(key = 'key_writer', path = '/mcp'): Promise<string> {
  const response = await postRpc(`${server.url}${path}`, key, initialize);
  expect(response.status).toBe(200);
  return response.headers.get('mcp-session-id') ?? '';
}

function within(session: string, key = 'key_writer') {
  return { authorization: `Bearer ${key}`, 'mcp-session-id': session };
}

describe('a session', () => {
  test('is opened by initialize, serves, and ends with DELETE', async () => {
    const session = await begin();
    expect(session).toMatch(/^[\w-]{32}$/);
    const listed = await postRpc(server.url, 'key_writer', list, within(session));
    expect([listed.status, (await listed.json()).result.tools.length]).toEqual([200, 3]);

    const ended = await fetch(`${server.url}/mcp`, { method: 'DELETE', headers: within(session) });
    expect([ended.status, await ended.text()]).toEqual([204, '']);
    expect(await refusalOf(await postRpc(server.url, 'key_writer', list, within(session)))).toEqual([
      404,
      1,
      -32600,
      'NOT_FOUND',
    ]);
  });

  test('is nobody else’s: another credential is told what a stranger to it is told', async () => {
    const session = await begin();
    const other = await postRpc(server.url, 'key_reader', list, within(session, 'key_reader'));
    const unknown = await postRpc(server.url, 'key_reader', list, within('nobody', 'key_reader'));
    expect([other.status, await other.text()]).toEqual([404, await unknown.text()]);
    const ended = await fetch(`${server.url}/mcp`, { method: 'DELETE', headers: within(session, 'key_reader') });
    expect(ended.status).toBe(404);
    expect((await postRpc(server.url, 'key_writer', list, within(session))).status).toBe(200);
  });

  test('of a profile is good for that profile alone', async () => {
    const session = await begin('key_writer', '/mcp/readonly');
    const there = await postRpc(`${server.url}/mcp/readonly`, 'key_writer', list, within(session));
    const elsewhere = await postRpc(`${server.url}/mcp`, 'key_writer', list, within(session));
    expect([there.status, elsewhere.status]).toEqual([200, 404]);
    expect((await postRpc(`${server.url}/mcp/readonly`, 'key_writer', list, within(session))).status).toBe(200);
  });

  test('has one stream, which the newest GET gets', async () => {
    const session = await begin();
    const open = () => fetch(`${server.url}/mcp`, { headers: { ...within(session), accept: 'text/event-stream' } });
    const first = await open();
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const second = await open();
    expect(await first.text()).toBe(': listening\n\n');
    await fetch(`${server.url}/mcp`, { method: 'DELETE', headers: within(session) });
    expect(await second.text()).toBe(': listening\n\n');
  });

  test('is not opened by an initialize that fails', async () => {
    const response = await postRpc(server.url, 'key_writer', { ...initialize, params: {} });
    expect([response.headers.get('mcp-session-id'), 'error' in (await response.json())]).toEqual([null, true]);
  });

  test('another deployment’s word does not make a request a forwarded one', async () => {
    const session = await begin();
    const forged = { ...within(session), 'x-toolwright-forwarded': `${Date.now()}.${'A'.repeat(43)}` };
    const response = await postRpc(server.url, 'key_writer', list, forged);
    expect(await refusalOf(response)).toEqual([400, 1, -32600, 'INVALID_REQUEST']);
  });
});

describe('idle sessions', () => {
  let now = new Date('2026-11-21T12:00:00Z');
  const { kernel } = new Desk(tool(), undefined, { kernel: { now: () => now } });
  const abilities = { forms: false, sampling: false, roots: false };
  const use = { principal: caller(), path: '/mcp' };
  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };

  test('end after half an hour; a request and an open stream keep them', async () => {
    const sessions = createSessions(kernel, () => 'http://here');
    const left = await sessions.open(use, abilities);
    const asked = await sessions.open(use, abilities);
    const listening = await sessions.open(use, abilities);
    const stream = new PassThrough();
    listening.listen(stream);
    later(20);
    expect(await sessions.find(asked.id, use, false)).toBe(asked);
    later(10);
    await sessions.sweep();
    expect([...sessions.held()]).toEqual([listening, asked]);
    expect(await kernel.host.store.sessions.find(left.id)).toBeNull();

    stream.destroy();
    await once(stream, 'close');
    later(10);
    await sessions.sweep();
    expect([...sessions.held()]).toEqual([asked]);
    await sessions.close();
    expect(await kernel.host.store.sessions.find(asked.id)).toBeNull();
  });

  test('of a process that has gone are forgotten by the one that took its address', async () => {
    const { store } = kernel.host;
    await store.sessions.open({ id: 'old', owner: 'http://here', principalId: 'per_1', connectionId: 'con_1' });
    const sessions = createSessions(kernel, () => 'http://here');
    expect(await sessions.find('old', use, false)).toBeNull();
    expect(await store.sessions.find('old')).toBeNull();
    await sessions.close();
  });

  test('of others are told where they are, but not to who was sent from there', async () => {
    const { store } = kernel.host;
    await store.sessions.open({ id: 'far', owner: 'http://there', principalId: 'per_1', connectionId: 'con_1' });
    const sessions = createSessions(kernel, () => 'http://here');
    expect(await sessions.find('far', use, false)).toEqual({ owner: 'http://there' });
    expect(await sessions.find('far', use, true)).toBeNull();
    const stranger = { principal: caller({}, { id: 'con_2' }), path: '/mcp' };
    expect(await sessions.find('far', stranger, false)).toBeNull();
    await sessions.close();
  });
});
