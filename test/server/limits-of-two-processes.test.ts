import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SwitchName } from '../../runtime/host.js';
import { setSwitch } from '../../runtime/store/postgres/switches.js';
import { type HeldCalls, holdCalls } from '../../runtime/testing/hold-calls.js';
import { eventually } from '../../runtime/testing/prove/switches.js';
import { type Outcome, rpc, send } from '../../runtime/testing/wire.js';
import { openTwoServers, type TwoServers } from '../language/two-servers.js';

let two: TwoServers;
let lead: string;
let blue: string;
const held: HeldCalls[] = [];

beforeAll(async () => {
  two = await openTwoServers((served) => {
    const holding = holdCalls(served.resolvers);
    held.push(holding);
    return { ...served, resolvers: holding.resolvers };
  });
  [lead, blue] = [await two.key('red-lead'), await two.key('blue-lead')];
});
afterAll(() => two.close());
beforeEach(() =>
  two.db.raw('TRUNCATE toolwright.rate_window, toolwright.quota_use, toolwright.called_tool, toolwright.running_call'),
);

/** By REST, through the front: each request lands on the process that the one before did not. */
function call(key: string, tool: string, input: object = {}): Promise<Outcome> {
  return send(two.front.url, 'rest', { tool, arguments: input, key });
}

/** At one of the two. */
function callAt(server: 0 | 1, key: string, tool: string, input: object = {}): Promise<Outcome> {
  return send(two.urls[server], 'rest', { tool, arguments: input, key });
}

describe('two processes on one database', () => {
  test('a rate is one for both, and both say what is left', async () => {
    const answers: Outcome[] = [];
    for (let count = 0; count < 6; count++) answers.push(await call(lead, 'peek_in_kiln'));
    expect(answers.map(({ status, headers }) => [status, headers.get('ratelimit-remaining')])).toEqual([
      ...[3, 2, 1, 0].map((left) => [200, String(left)]),
      [429, '0'],
      [429, '0'],
    ]);
    expect(answers[5]?.error?.body).toMatchObject({ code: 'RATE_LIMITED', limit: 4 });
  });

  test('a quota is spent once, whichever of them is called at the same moment', async () => {
    await two.db.raw(
      `INSERT INTO toolwright.quota_use VALUES ('team_blue', (now() AT TIME ZONE 'UTC')::date, 200 - 5)`,
    );
    const answers = await Promise.all(Array.from({ length: 6 }, () => call(blue, 'count_pots')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429, 429, 429]);
    const [refused] = answers.filter(({ status }) => status === 429);
    expect(refused?.error?.body).toMatchObject({ code: 'QUOTA_EXCEEDED', current_usage: 199, limit: 200 });
  });

  test('so many calls run at once on both together; those of a killed process count until they lapse', async () => {
    // Not the caller who has used up a window: a full one is remembered by each process.
    const reader = await two.key('red-reader');
    const holds = held.map((each) => each.hold('peek_in_kiln', 'before'));
    const running = [callAt(0, reader, 'peek_in_kiln'), callAt(1, reader, 'peek_in_kiln')];
    await Promise.all(holds.map((hold) => hold.reached(1)));
    for (const server of [0, 1] as const) {
      const { error } = await callAt(server, reader, 'peek_in_kiln');
      expect(error?.body).toMatchObject({ code: 'RATE_LIMITED', gate: 'concurrency', limit: 2 });
    }
    for (const hold of holds) hold.release();
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);

    await two.db('toolwright.rate_window').delete();
    const killed = (lapses: Date) =>
      [1, 2].map((n) => ({
        id: `00000000-0000-4000-8000-00000000000${n}`,
        tenant: 'team_red',
        tool: 'peek_in_kiln',
        lapses_at: lapses,
      }));
    await two.db('toolwright.running_call').insert(killed(new Date(Date.now() + 30_000)));
    expect((await call(blue, 'peek_in_kiln')).status).toBe(200);
    expect((await call(reader, 'peek_in_kiln')).error?.gate).toBe('concurrency');
    await two.db('toolwright.running_call').update({ lapses_at: new Date() });
    expect((await call(reader, 'peek_in_kiln')).status).toBe(200);
  });

  test('what was called at one counts at the other', async () => {
    const pot = { clay: 'cly_red_1', label: 'Vase' };
    const refused = await callAt(0, lead, 'fire_pot', pot);
    expect(refused.error?.body).toMatchObject({
      code: 'DEPENDENCY_NOT_MET',
      suggested_order: ['list_clays', 'draw_plan', 'fire_pot'],
      plan: [
        { tool: 'list_clays', arguments: {} },
        { tool: 'draw_plan', arguments: { clay_id: 'cly_red_1' } },
        { tool: 'fire_pot', arguments: pot },
      ],
    });
    expect((await callAt(0, lead, 'list_clays')).status).toBe(200);
    expect((await callAt(1, lead, 'draw_plan', { clay_id: 'cly_red_1' })).status).toBe(200);
    expect((await callAt(0, lead, 'fire_pot', pot)).status).toBe(200);
  });
});

describe('an operator’s switch is turned for both', () => {
  /** Both answer so, as soon as both have heard of it. */
  async function bothAnswer(tool: string, code: string | null): Promise<void> {
    for (const server of [0, 1] as const) {
      await eventually(async () => {
        const { error } = await callAt(server, lead, tool, tool === 'draw_plan' ? { clay_id: 'cly_red_1' } : {});
        expect(error?.code ?? null).toBe(code);
      });
    }
  }

  async function off(name: SwitchName, run: () => Promise<void>): Promise<void> {
    await setSwitch(two.db, name, false);
    try {
      await run();
    } finally {
      await setSwitch(two.db, name, true);
    }
  }

  test('a tool', async () => {
    await off('tool:list_clays', async () => {
      await bothAnswer('list_clays', 'SERVER_DISABLED');
      await bothAnswer('count_pots', null);
    });
    await bothAnswer('list_clays', null);
  });

  test('writes', async () => {
    await off('writes', async () => {
      await bothAnswer('draw_plan', 'WRITE_NOT_ALLOWED');
      await bothAnswer('list_clays', null);
    });
    await bothAnswer('draw_plan', null);
  });

  test('the server', async () => {
    await off('server', async () => {
      await bothAnswer('list_clays', 'SERVER_DISABLED');
      for (const url of two.urls) {
        const { raw } = await rpc(url, lead, { method: 'tools/list', params: {} });
        expect(raw).toContain('SERVER_DISABLED');
        expect((await fetch(`${url}/healthz`)).status).toBe(200);
      }
    });
    await bothAnswer('list_clays', null);
  });
});
