import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetExpiredResults } from '../../runtime/store/postgres/results.js';
import { send } from '../../runtime/testing/wire.js';
import type { AnyHandler, Handler } from '../../runtime/tool.js';
import { openTwoServers, type TwoServers } from '../language/two-servers.js';
import { soon } from '../soon.js';
import { postRpc } from './requests.js';

let two: TwoServers;
let lead: string;
let failures = 0;
beforeAll(async () => {
  two = await openTwoServers((served) => ({ ...served, resolvers: served.resolvers.map(failing) }));
  lead = await two.key('red-lead');
});
afterAll(() => two.close());

/** `plant_row` breaks down when all its steps are done, as often as told. */
function failing(handler: AnyHandler): AnyHandler {
  if (!('tool' in handler) || handler.tool.name !== 'plant_row') return handler;
  const run = async (input: unknown, ctx: never) => {
    const output = await handler.run(input, ctx);
    if (failures-- > 0) throw new Error('a breakdown');
    return output;
  };
  return { tool: handler.tool, run } satisfies Handler<never>;
}

async function read(server: 0 | 1, uri: unknown, key = lead) {
  const response = await postRpc(two.urls[server], key, {
    jsonrpc: '2.0',
    id: 1,
    method: 'resources/read',
    params: { uri },
  });
  return (await response.json()) as { result?: { contents: { text: string; mimeType: string }[] }; error?: object };
}

describe('a pointer of one process', () => {
  const unknown = { error: { code: -32602, data: { code: 'UNKNOWN_RESOURCE' } } };

  test('is read at the other, whole, in the format that was asked for', async () => {
    const asked = { tool: 'list_seeds', arguments: { kinds: 600, response_format: 'csv' }, key: lead };
    const answer = await send(two.urls[0], 'mcp', asked);
    const { result } = await read(1, answer.meta.resourceUri);
    const text = result?.contents[0]?.text ?? '';
    expect(result?.contents[0]?.mimeType).toBe('text/csv');
    expect(text.split('\n')).toHaveLength(602);
    expect(text.startsWith(answer.text)).toBe(true);
    expect(answer.text.endsWith('\n')).toBe(true);
  });

  test('over REST too', async () => {
    const answer = await send(two.urls[0], 'mcp', { tool: 'list_seeds', arguments: { kinds: 600 }, key: lead });
    const pointer = String(answer.meta.resourceUri).split('/').at(-1);
    const get = (path: string, key: string) =>
      fetch(`${two.urls[1]}/mcp/results/${path}`, { headers: { authorization: `Bearer ${key}` } });
    const whole = await get(pointer ?? '', lead);
    expect(whole.status).toBe(200);
    expect(await whole.json()).toHaveLength(600);
    expect((await get(pointer ?? '', await two.key('red-lead'))).status).toBe(404);
    expect((await get(`${pointer}x`, lead)).status).toBe(404);
    expect((await get(pointer ?? '', 'nobody')).status).toBe(401);
  });

  test('is nothing to another connection of the same person', async () => {
    const answer = await send(two.urls[0], 'mcp', { tool: 'list_seeds', arguments: { kinds: 600 }, key: lead });
    expect(await read(1, answer.meta.resourceUri, await two.key('red-lead'))).toMatchObject(unknown);
    expect(await read(1, answer.meta.resourceUri, await two.key('blue-lead'))).toMatchObject(unknown);
  });

  test('is gone with its row', async () => {
    const answer = await send(two.urls[0], 'mcp', { tool: 'list_seeds', arguments: { kinds: 600 }, key: lead });
    await forgetExpiredResults(two.db, new Date(Date.now() + 3_599_000));
    expect(await read(1, answer.meta.resourceUri)).toHaveProperty('result');
    await forgetExpiredResults(two.db, new Date(Date.now() + 3_601_000));
    expect(await read(1, answer.meta.resourceUri)).toMatchObject(unknown);
  });

  test('stands in the database for nobody to read', async () => {
    await send(two.urls[0], 'mcp', { tool: 'list_seeds', arguments: { kinds: 600 }, key: lead });
    const [row] = await two.db('toolwright.stored_result').orderBy('kept_at', 'desc').limit(1);
    expect(row.sealed.length).toBeGreaterThan(10_000);
    expect(JSON.stringify(row)).not.toMatch(/Seed|Valley/);
  });
});

test('a composite that broke down, tried again at the other process, does no step twice', async () => {
  failures = 1;
  const input = { names: ['Iris', 'Mint'], idempotency_key: randomUUID() };
  const broken = await send(two.urls[0], 'mcp', { tool: 'plant_row', arguments: input, key: lead });
  expect(broken.error).toMatchObject({ code: 'INTERNAL_ERROR' });
  expect(broken.error?.body.receipts).toMatchObject([
    { tool: 'add_plant', item: 'Iris' },
    { tool: 'add_plant', item: 'Mint' },
    { tool: 'tend_plant', item: 'Iris' },
    { tool: 'tend_plant', item: 'Mint' },
  ]);
  const again = await send(two.urls[1], 'mcp', { tool: 'plant_row', arguments: input, key: lead });
  expect(again.value).toMatchObject({
    results: [
      { item: 'Iris', status: 'done', value: { watered: 1 } },
      { item: 'Mint', status: 'done', value: { watered: 1 } },
    ],
  });
  expect(await two.db('plant').whereIn('name', input.names).orderBy('name').select('name', 'watered')).toEqual([
    { name: 'Iris', watered: 1 },
    { name: 'Mint', watered: 1 },
  ]);
  const steps = two.db('toolwright.audit').where({ trace_id: again.traceId }).whereNotNull('parent_id');
  // Replays are audited behind the answers.
  await soon(async () => expect(await steps.clone().pluck('replayed')).toEqual([true, true, true, true]));
});
