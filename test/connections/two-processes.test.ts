import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionSettings } from '../../runtime/store/connections.js';
import { createPostgresConnections } from '../../runtime/store/postgres/connections.js';
import { openTwoLanguages, type TwoLanguages } from '../acceptance/two-languages.js';
import { allWires, type Wire, wires } from '../acceptance/wires.js';
import { soon } from '../soon.js';

let two: TwoLanguages;
beforeAll(async () => {
  two = await openTwoLanguages();
});
afterEach(() => hear('ENABLE'));
afterAll(() => two?.close());

/** Whether a change of a connection is told to the processes. */
const hear = (word: 'ENABLE' | 'DISABLE') =>
  two.db.raw(`ALTER TABLE toolwright.connection ${word} TRIGGER connection_notice`);
const change = (id: string, settings: Partial<ConnectionSettings>) =>
  createPostgresConnections(two.db).change(id, { principalId: 'per_red_lead', settings });
/** A key that has called what the tool which writes waits for. */
async function newKey() {
  const made = await two.key('per_red_lead', 'team_red');
  expect(await ends(0, made.key, 'list_clays')).toBeNull();
  return made;
}

/** The code and the gate of a refusal, null for an answer, at one of the processes. */
async function ends(process: 0 | 1, key: string, tool: string, wire: Wire = wires.rest) {
  const { refused } = await wire(two.urls[process], key, tool, tool === 'draw_plan' ? { clay_id: 'cly_red_1' } : {});
  return refused && [refused.code, ...(typeof refused.gate === 'string' ? [refused.gate] : [])];
}
const at = (wire: Wire, key: string, tool: string) => Promise.all([ends(0, key, tool, wire), ends(1, key, tool, wire)]);
const both = <Ending>(ending: Ending) => [ending, ending];

describe.each(allWires.map((wire, index) => [Object.keys(wires)[index], wire] as const))('over %s', (_, wire) => {
  test('allowed tools bring along what they need, and no others', async () => {
    const { id, key } = await newKey();
    await change(id, { tools: ['count_pots'] });
    await soon(async () => expect(await at(wire, key, 'draw_plan')).toEqual(both(['FORBIDDEN', 'allow_list'])));
    expect(await at(wire, key, 'count_pots')).toEqual(both(null));
    expect(await at(wire, key, 'watch_kiln')).toEqual(both(null));
    expect(await ends(1, key, 'peek_in_kiln', wire)).toBeNull();
    await change(id, { tools: ['watch_kiln'] });
    await soon(async () => expect(await at(wire, key, 'count_pots')).toEqual(both(['FORBIDDEN', 'allow_list'])));
    expect(await at(wire, key, 'watch_kiln')).toEqual(both(null));
  });

  test('a tool that is taken away is refused to reads in both processes', async () => {
    const { id, key } = await newKey();
    expect(await at(wire, key, 'watch_kiln')).toEqual(both(null));
    await change(id, { tools: [] });
    await soon(async () => expect(await at(wire, key, 'watch_kiln')).toEqual(both(['FORBIDDEN', 'allow_list'])));
  });

  test.each([
    ['a tool that is taken away', { tools: [] }, ['FORBIDDEN', 'allow_list']],
    ['writes that are taken away', { writes: false }, ['WRITE_NOT_ALLOWED', 'write_gate']],
    ['a scope that is taken away', { scopes: ['mcp:read'] }, ['INSUFFICIENT_SCOPE', 'scope']],
    ['the only team, taken away', { tenants: [] }, ['MISSING_WORKSPACE_CONTEXT']],
  ] as const)('%s: refused to writes at once, also where no process is told', async (_, settings, ending) => {
    const { id, key } = await newKey();
    expect(await at(wire, key, 'draw_plan')).toEqual(both(null));
    await hear('DISABLE');
    await change(id, settings);
    expect(await at(wire, key, 'draw_plan')).toEqual(both(ending));
  });

  test('attack: a revoked key, used in another process', async () => {
    const { id, key } = await newKey();
    expect(await at(wire, key, 'watch_kiln')).toEqual(both(null));
    await hear('DISABLE');
    expect(await createPostgresConnections(two.db).revoke(id, 'per_red_lead')).toBe(true);
    expect(await at(wire, key, 'draw_plan')).toEqual(both(['UNAUTHORIZED', 'find']));
    // A write that has been refused has made its process ask anew, so that reads are, too.
    const read = await wire(two.urls[1], key, 'watch_kiln', {});
    expect([read.status, read.refused?.code]).toEqual([401, 'UNAUTHORIZED']);
    expect(read.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
  });
});

test('attack: a revoked key, used for reads in another process, as soon as it is told', async () => {
  const { id, key } = await newKey();
  expect(await ends(1, key, 'watch_kiln')).toBeNull();
  await createPostgresConnections(two.db).revoke(id, 'per_red_lead');
  await soon(async () => expect(await ends(1, key, 'watch_kiln')).toEqual(['UNAUTHORIZED']));
});

test('who is to be asked again is asked, at once and where no process is told', async () => {
  const { id, key } = await newKey();
  expect(await ends(1, key, 'watch_kiln')).toBeNull();
  await hear('DISABLE');
  await change(id, { confirm: 'ask' });
  const { status, refused } = await wires.rest(two.urls[1], key, 'burn_box', { box_id: 'box_red_1' });
  expect([status, refused?.code]).toEqual([409, 'CONFIRMATION_REQUIRED']);
});

describe('a rate of its own', () => {
  /** What the headers say of a call of a tool that declares four a minute. */
  async function peek(key: string) {
    const { headers, status } = await wires.rest(two.urls[0], key, 'peek_in_kiln', {});
    return [status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')];
  }

  test('that is slower holds in the place of the tool’s, and frees no other key of the person', async () => {
    const { id, key } = await two.key('per_blue_lead', 'team_blue');
    const other = await two.key('per_blue_lead', 'team_blue');
    const connections = createPostgresConnections(two.db);
    await connections.change(id, { principalId: null, settings: { rate: { calls: 2, per: 'minute' } } });
    expect([await peek(key), await peek(key), await peek(key)]).toEqual([
      [200, '2', '1'],
      [200, '2', '0'],
      [429, '2', '0'],
    ]);
    expect(await peek(other.key)).toEqual([200, '4', '0']);
  });

  test('that is quicker holds in its place, too', async () => {
    // A key that no process has met: what a process remembers of one holds for reads until it is told of the change.
    const { id, key } = await two.key('per_red_lead', 'team_red');
    await change(id, { rate: { calls: 100, per: 'minute' } });
    const calls = [];
    for (let call = 0; call < 6; call += 1) calls.push(await peek(key));
    expect(calls).toEqual([99, 98, 97, 96, 95, 94].map((left) => [200, '100', String(left)]));
  });
});
