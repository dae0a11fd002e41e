import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTwoServers, type TwoServers } from '../../language/two-servers.js';
import { expectPrinted } from './printed.js';
import { type Asker, overMcp, overRest } from './send.js';

let two: TwoServers;
beforeAll(async () => {
  two = await openTwoServers();
});
afterAll(() => two?.close());

const printed = {
  tool: 'update_task',
  arguments: { task_id: 'tsk_red_1' },
  body: {
    error: 'dependency_not_met',
    message: "Dependencies not satisfied for tool 'update_task'",
    missing: [{ type: 'tool_called', key: 'create_plan', description: 'A plan must be created before updating tasks' }],
    suggested_order: ['create_plan', 'update_task'],
  },
  added: {
    code: 'DEPENDENCY_NOT_MET',
    plan: [
      { tool: 'create_plan', arguments: {} },
      { tool: 'update_task', arguments: { task_id: 'tsk_red_1' } },
    ],
  },
};
const plan = { tool: 'create_plan', arguments: {} };
const session = (id: string) => ({ 'X-MCP-Session-ID': id });

/** A connection of its own at one of the two processes. */
async function asker(process: 0 | 1): Promise<Asker> {
  return { url: two.urls[process], key: await two.key('red-lead') };
}

describe('Common Error Responses: Missing Dependency', () => {
  test('over REST', async () => {
    const { status, body } = await overRest(await asker(0), printed);
    expectPrinted(body, printed);
    expect(status).toBe(422);
  });

  test('over MCP', async () => {
    const { channel, body } = await overMcp(await asker(0), printed);
    expectPrinted(body, printed);
    expect(channel).toBe('result');
  });
});

describe('Authentication: MCP Session ID', () => {
  test('keeps two sessions of one key apart', async () => {
    const lead = await asker(0);
    expect((await overRest(lead, plan, session('session_abc123'))).status).toBe(200);
    for (const other of [session('session_def456'), {}]) {
      expect((await overRest(lead, printed, other)).status).toBe(422);
    }
    const done = await overRest(lead, printed, session('session_abc123'));
    expect(done).toEqual({ status: 200, body: { task_id: 'tsk_red_1', title: 'Sweep the studio', done: true } });
  });

  test('means the same session in every process', async () => {
    const lead = await asker(0);
    expect((await overRest(lead, plan, session('session_far'))).status).toBe(200);
    const elsewhere = { ...lead, url: two.urls[1] };
    expect((await overRest(elsewhere, printed, session('session_near'))).status).toBe(422);
    expect((await overRest(elsewhere, printed, session('session_far'))).status).toBe(200);
  });

  test("is nobody else's: another key that names it begins its own", async () => {
    expect((await overRest(await asker(0), plan, session('session_abc123'))).status).toBe(200);
    expect((await overRest(await asker(0), printed, session('session_abc123'))).status).toBe(422);
  });

  test('holds over MCP too, and across the wires', async () => {
    const lead = await asker(0);
    expect((await overRest(lead, plan, session('session_abc123'))).status).toBe(200);
    expect((await overMcp(lead, printed, session('session_def456'))).channel).toBe('result');
    expect((await overMcp(lead, printed, session('session_abc123'))).channel).toBe('value');
  });

  test('that is no visible ASCII is refused with what one is', async () => {
    const refused = await overRest(await asker(0), printed, session('session abc'));
    expect(refused).toEqual({
      status: 400,
      body: { error: 'A session id is 1 to 200 visible ASCII characters.', code: 'INVALID_REQUEST' },
    });
  });
});
