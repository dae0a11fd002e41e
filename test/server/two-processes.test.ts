import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callThrough, libraries } from '../../runtime/testing/client-libraries.js';
import { type Asked, willing } from '../../runtime/testing/person.js';
import { callOnce, repliesOf } from '../../runtime/testing/rounds.js';
import type { AnyHandler, Handler } from '../../runtime/tool.js';
import { openTwoServers, type TwoServers } from '../language/two-servers.js';
import { soon } from '../soon.js';
import { postRpc } from './requests.js';

const waiting = 'select pg_sleep(60)';

let two: TwoServers;
let lead: string;
beforeAll(async () => {
  two = await openTwoServers((served) => ({ ...served, resolvers: served.resolvers.map(waitsForDatabase) }));
  lead = await two.key('red-lead');
});
afterAll(() => two.close());
beforeEach(() => two.db('gift').where({ recipient: 'Ada' }).delete());

/** In the place of `open_shelf`: a query that goes on until somebody ends it. */
function waitsForDatabase(handler: AnyHandler): AnyHandler {
  if (!('tool' in handler) || handler.tool.name !== 'open_shelf') return handler;
  const run = async (_: unknown, ctx: { readonly db: () => Promise<Knex> }) => (await ctx.db()).raw(waiting);
  return { tool: handler.tool, run } satisfies Handler<never>;
}

/** How many queries wait in the database. */
async function queries(): Promise<number> {
  const { rows } = await two.db.raw(
    `select count(*)::int as running from pg_stat_activity
     where datname = current_database() and state = 'active' and query = ?`,
    [waiting],
  );
  return rows[0].running;
}

const initialize = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

/** Opens a session at one of the two. */
async function begin(server: 0 | 1): Promise<string> {
  const response = await postRpc(two.urls[server], lead, initialize);
  return response.headers.get('mcp-session-id') ?? '';
}

describe('with every request at the other process', () => {
  test.each(libraries)('a person is asked twice and the call goes on (%s)', async (library) => {
    const asked: Asked[] = [];
    const person = (question: Asked) => {
      asked.push(question);
      return willing(question);
    };
    const before = two.front.went.length;
    const answer = await callThrough(library, `${two.front.url}/mcp`, {
      key: lead,
      tool: 'wrap_gift',
      input: { recipient: 'Ada' },
      person,
    });
    expect(asked.map(({ message }) => message)).toEqual(['Which paper for Ada?', 'What goes with the red gift?']);
    expect(answer).toEqual({
      isError: false,
      error: undefined,
      structuredContent: {
        gift_id: expect.stringMatching(/^gft_/),
        recipient: 'Ada',
        colour: 'red',
        extras: ['bow'],
        sheets: 2,
        place: 'left',
        card: 'aa',
      },
    });
    const went = two.front.went.slice(before).map(({ to }) => to);
    expect(new Set(went)).toEqual(new Set([0, 1]));
    expect(await two.db('gift').where({ recipient: 'Ada' }).select('team_id', 'colour')).toEqual([
      { team_id: 'team_red', colour: 'red' },
    ]);
  });

  test.each(libraries)('progress is told before the answer (%s)', async (library) => {
    const told: number[] = [];
    const { structuredContent } = await callThrough(library, `${two.front.url}/mcp`, {
      key: lead,
      tool: 'count_gifts',
      input: { rounds: 7 },
      onProgress: ({ progress }) => void told.push(progress),
    });
    expect(structuredContent).toEqual({ gifts: 1 });
    expect(told.at(-1)).toBe(7);
    expect([...told].sort((left, right) => left - right)).toEqual(told);
  });

  test('what one process was asked, the other does not take twice', async () => {
    const sent = { tool: 'wrap_gift', arguments: { recipient: 'Ada' }, key: lead };
    const { round } = await callOnce(two.urls[0], sent);
    if (round === undefined) throw new Error('The call should ask.');
    const resent = { state: round.state, replies: repliesOf(round, willing) };
    expect((await callOnce(two.urls[1], sent, resent)).round?.asked.map(({ key }) => key)).toEqual(['extras']);
    const { outcome } = await callOnce(two.urls[0], sent, resent);
    expect(outcome?.error?.body).toMatchObject({ code: 'INVALID_REQUEST_STATE' });
  });
});

describe('a call that is called off', () => {
  afterEach(() => soon(async () => expect(await queries()).toBe(0)));

  test('in a session, by a notice that comes to the other process, ends its query', async () => {
    const session = { 'mcp-session-id': await begin(0) };
    const params = { name: 'open_shelf', arguments: { shelf: 'open' } };
    const body = { jsonrpc: '2.0', id: 'slow', method: 'tools/call', params };
    const answer = postRpc(two.urls[1], lead, body, session);
    await soon(async () => expect(await queries()).toBe(1));
    const cancel = {
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: { requestId: 'slow', reason: 'Enough' },
    };
    expect((await postRpc(two.urls[1], lead, cancel, session)).status).toBe(202);
    await soon(async () => expect(await queries()).toBe(0));
    expect([(await answer).status, await (await answer).text()]).toEqual([202, '']);
  });

  test('under 2026-07-28, by going away, ends its query', async () => {
    const gone = new AbortController();
    const body = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: {
        name: 'open_shelf',
        arguments: { shelf: 'open' },
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    };
    const answer = fetch(`${two.front.url}/mcp`, {
      method: 'POST',
      signal: gone.signal,
      headers: {
        authorization: `Bearer ${lead}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': 'open_shelf',
      },
      body: JSON.stringify(body),
    });
    await soon(async () => expect(await queries()).toBe(1));
    gone.abort();
    await expect(answer).rejects.toThrow();
  });

  test('in a session at the other process, by going away, ends its query', async () => {
    const gone = new AbortController();
    const session = await begin(0);
    const answer = fetch(`${two.urls[1]}/mcp`, {
      method: 'POST',
      signal: gone.signal,
      headers: {
        authorization: `Bearer ${lead}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-session-id': session,
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'open_shelf', arguments: { shelf: 'open' } },
      }),
    });
    await soon(async () => expect(await queries()).toBe(1));
    gone.abort();
    await expect(answer).rejects.toThrow();
  });
});

describe('a session of the other process', () => {
  test('is another credential’s nowhere', async () => {
    const session = { 'mcp-session-id': await begin(0) };
    const other = await two.key('red-lead');
    expect((await postRpc(two.urls[0], other, list, session)).status).toBe(404);
    expect((await postRpc(two.urls[1], other, list, session)).status).toBe(404);
    expect((await postRpc(two.urls[1], lead, list, session)).status).toBe(200);
  });

  test('has its stream there, which ends with it', async () => {
    const headers = { authorization: `Bearer ${lead}`, 'mcp-session-id': await begin(0) };
    const stream = await fetch(`${two.urls[1]}/mcp`, { headers: { ...headers, accept: 'text/event-stream' } });
    expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const ended = await fetch(`${two.urls[1]}/mcp`, { method: 'DELETE', headers });
    expect(ended.status).toBe(204);
    expect(await stream.text()).toBe(': listening\n\n');
  });

  test('whose credential was revoked is refused by the process that holds it', async () => {
    const key = await two.key('red-lead');
    const response = await postRpc(two.urls[0], key, initialize);
    const session = { 'mcp-session-id': response.headers.get('mcp-session-id') ?? '' };
    await two
      .db('toolwright.connection')
      .where({ prefix: key.slice(0, 12) })
      .update({ revoked_at: new Date() });
    await soon(async () => expect((await postRpc(two.urls[1], key, list, session)).status).toBe(401));
  });

  test('is gone with it: 404, and its row is removed', async () => {
    const session = { 'mcp-session-id': await begin(1) };
    expect((await postRpc(two.urls[0], lead, list, session)).status).toBe(200);
    const rows = () => two.db('toolwright.mcp_session').where({ owner: two.urls[1] });
    // As after a kill: the process is not there, its rows are.
    const left = await rows();
    await two.stop(1);
    await two.db('toolwright.mcp_session').insert(left).onConflict('id').ignore();
    expect((await postRpc(two.urls[0], lead, list, session)).status).toBe(404);
    expect(await two.db('toolwright.mcp_session').where({ owner: two.urls[1] })).toHaveLength(left.length - 1);
  });
});
