import { describe, expect, test } from 'vitest';
import { gates } from '../../runtime/call/gates.js';
import type { Principal } from '../../runtime/principal.js';
import type { Tool } from '../../runtime/tool.js';
import { caller, Desk, type DeskOptions, object, tool, writing } from './desk.js';

const forbidden = (gate: string, name = 'get_note') => ({
  refused: true,
  gate,
  code: 'FORBIDDEN',
  message: `You may not call '${name}' here.`,
  http: 403,
  rpc: -32004,
  channel: 'rpc',
  body: { error: `You may not call '${name}' here.`, code: 'FORBIDDEN', gate },
});

describe('each gate', () => {
  test('lets a caller through who has all that is asked', async () => {
    expect(await new Desk(tool()).call()).toMatchObject({ refused: false, value: { done: true } });
    expect(await new Desk(tool(writing)).call()).toMatchObject({ refused: false, value: { done: true } });
  });

  test('context: the tool’s own is missing', async () => {
    const message = "MCP tool 'get_note' requires workspace context.";
    expect(await new Desk(tool()).call({}, { principal: caller({ contexts: { person: 'per_1' } }) })).toEqual({
      refused: true,
      gate: 'context',
      code: 'MISSING_WORKSPACE_CONTEXT',
      message,
      http: 403,
      rpc: null,
      channel: 'result',
      body: { error: message, code: 'MISSING_WORKSPACE_CONTEXT' },
    });
  });

  test('context: one that it lies within is missing, and is told first', async () => {
    const outcome = await new Desk(tool()).call({}, { principal: caller({ contexts: {} }) });
    expect(outcome).toMatchObject({ gate: 'context', code: 'UNAUTHORIZED', http: 401, rpc: -32001 });
  });

  test('context: a tool without one asks for none', async () => {
    const outcome = await new Desk(tool({ context: null })).call({}, { principal: caller({ contexts: {} }) });
    expect(outcome.refused).toBe(false);
  });

  test('audience', async () => {
    const outcome = await new Desk(tool()).call({}, { principal: caller({ audiences: ['staff'] }) });
    expect(outcome).toEqual(forbidden('audience'));
  });

  test('allow-list: another tool’s name, and none at all', async () => {
    const desk = new Desk(tool());
    expect(await desk.call({}, { principal: caller({}, { tools: ['other'] }) })).toEqual(forbidden('allow_list'));
    expect(await desk.call({}, { principal: caller({}, { tools: [] }) })).toEqual(forbidden('allow_list'));
    expect((await desk.call({}, { principal: caller({}, { tools: ['get_note'] }) })).refused).toBe(false);
  });

  test.each([
    ['read', tool(), 'mcp:write', 'mcp:read'],
    ['write', tool(writing), 'mcp:read', 'mcp:write'],
  ])('scope: of a %s', async (_, declared, held, scope) => {
    const desk = new Desk(declared);
    const message = `This connection lacks the scope ${scope}.`;
    expect(await desk.call({}, { principal: caller({}, { scopes: [held] }) })).toEqual({
      refused: true,
      gate: 'scope',
      code: 'INSUFFICIENT_SCOPE',
      message,
      http: 403,
      rpc: -32004,
      channel: 'rpc',
      body: { error: message, code: 'INSUFFICIENT_SCOPE', gate: 'scope', scope },
    });
    expect((await desk.call({}, { principal: caller({}, { scopes: [scope] }) })).refused).toBe(false);
  });

  test.each([['reader'], ['none'], [null], ['toString'], ['undeclared']])('privilege: the role %s', async (role) => {
    const outcome = await new Desk(tool(writing)).call({}, { principal: caller({ role }) });
    expect(outcome).toEqual(forbidden('privilege', 'change_note'));
  });

  test('privilege: all of several are needed', async () => {
    const both = tool({ requires: [{ privilege: 'desk:note:read' }, { privilege: 'desk:note:write' }] });
    expect(await new Desk(both).call({}, { principal: caller({ role: 'reader' }) })).toEqual(forbidden('privilege'));
  });

  test.each<[string, Principal, DeskOptions]>([
    ['connection’s', caller({}, { writes: false }), {}],
    ['server’s', caller(), { switches: { writes: false } }],
  ])('write gate: the %s switch stops writes, and lets reads through', async (_, principal, options) => {
    const message = "'change_note' writes, and writes are off.";
    expect(await new Desk(tool(writing), undefined, options).call({}, { principal })).toEqual({
      refused: true,
      gate: 'write_gate',
      code: 'WRITE_NOT_ALLOWED',
      message,
      http: 403,
      rpc: -32012,
      channel: 'rpc',
      body: { error: message, code: 'WRITE_NOT_ALLOWED', gate: 'write_gate' },
    });
    expect((await new Desk(tool(), undefined, options).call({}, { principal })).refused).toBe(false);
  });
});

describe('privileges that arguments spell out', () => {
  const byArgument = tool({
    requires: [{ privilege: 'desk:{}:read', of: 'entity' }],
    input: object({ entity: { type: 'string' }, filter: { type: 'string' } }, ['entity']),
  });

  test('the entity that the role may read', async () => {
    expect((await new Desk(byArgument).call({ entity: 'note' })).refused).toBe(false);
  });

  test.each([['invoice'], ['nothing_of_this_name'], ['note:read'], ['{}'], ['$&']])('not %s', async (entity) => {
    expect(await new Desk(byArgument).call({ entity })).toEqual(forbidden('privilege'));
  });

  test('comes after the input, since it reads it', async () => {
    expect(await new Desk(byArgument).call({ entity: 5 })).toMatchObject({ gate: 'input' });
  });

  test('every entry of a list, and an argument that was not given', async () => {
    const list = { ...byArgument, input: object({ entity: { type: 'array', items: { type: 'string' } } }, []) };
    expect((await new Desk(list).call({ entity: ['note'] })).refused).toBe(false);
    expect(await new Desk(list).call({ entity: ['note', 'invoice'] })).toEqual(forbidden('privilege'));
    expect(await new Desk(list).call({})).toEqual(forbidden('privilege'));
  });

  test('entities that a criteria reaches are unknown here, so nobody may', async () => {
    const paths = tool({ requires: [{ privilege: 'desk:{}:read', entityPaths: ['entity', 'criteria'] }] });
    expect(await new Desk(paths).call({})).toEqual(forbidden('privilege'));
  });
});

describe('actions', () => {
  const action = { destructive: false, idempotent: false };
  const acting = tool({
    name: 'act',
    requires: [],
    writeMode: 'delete',
    input: object({ action: { type: 'string', enum: ['look', 'change'] }, id: { type: 'string' } }, ['action']),
    actions: {
      look: { ...action, requires: [{ privilege: 'desk:note:read' }], writeMode: 'read' },
      change: { ...action, requires: [{ privilege: 'desk:note:write' }], writeMode: 'update' },
    },
  });
  const call = (input: object, principal = caller()) => new Desk(acting).call(input, { principal });

  test('are weighed each by its own privileges', async () => {
    expect((await call({ action: 'look' }, caller({ role: 'reader' }))).refused).toBe(false);
    expect(await call({ action: 'change' }, caller({ role: 'reader' }))).toEqual(forbidden('privilege', 'act'));
  });

  test('and by their own write mode, for scope and write gate', async () => {
    expect((await call({ action: 'look' }, caller({}, { writes: false, scopes: ['mcp:read'] }))).refused).toBe(false);
    expect(await call({ action: 'change' }, caller({}, { writes: false }))).toMatchObject({ gate: 'write_gate' });
    expect(await call({ action: 'change' }, caller({}, { scopes: ['mcp:read'] }))).toMatchObject({
      gate: 'scope',
      body: { scope: 'mcp:write' },
    });
  });

  test('before the input is read, so that a refusal does not depend on it', async () => {
    const outcome = await call({ action: 'change', id: 5 }, caller({ role: 'reader' }));
    expect(outcome).toMatchObject({ gate: 'privilege' });
  });

  test.each([[{}], [{ action: 'shout' }], [{ action: 'toString' }], [{ action: ['look'] }], [{ action: null }]])(
    '%j names none: the input says so to who may any of them',
    async (input) => {
      expect(await call(input, caller({ role: 'reader' }))).toMatchObject({ gate: 'input', code: 'VALIDATION_ERROR' });
      expect(await call(input, caller({ role: 'none' }))).toEqual(forbidden('privilege', 'act'));
    },
  );

  test('the privileges of the tool stand beside the action’s', async () => {
    const guarded: Tool = { ...acting, requires: [{ privilege: 'desk:note:secrets' }] };
    const outcome = await new Desk(guarded).call({ action: 'look' }, { principal: caller({ role: 'reader' }) });
    expect(outcome).toEqual(forbidden('privilege', 'act'));
  });
});

describe('the order', () => {
  /** Fails every gate; each step mends the first that still fails. */
  const guarded = tool({
    ...writing,
    requires: [{ privilege: 'desk:note:write' }, { privilege: 'desk:{}:read', of: 'entity' }],
    input: object({ entity: { type: 'string' } }),
  });
  const worst = {
    standing: { contexts: {}, audiences: [] as string[], role: 'none' },
    connection: { tools: [] as string[], scopes: [] as string[], writes: false },
    input: {} as object,
  };
  const steps: [gate: string, mended: (now: typeof worst) => typeof worst][] = [
    ['context', (now) => ({ ...now, standing: { ...now.standing, contexts: { person: 'per_1', org: 'org_1' } } })],
    ['audience', (now) => ({ ...now, standing: { ...now.standing, audiences: ['member'] } })],
    ['allow_list', (now) => ({ ...now, connection: { ...now.connection, tools: ['change_note'] } })],
    ['scope', (now) => ({ ...now, connection: { ...now.connection, scopes: ['mcp:write'] } })],
    ['privilege', (now) => ({ ...now, standing: { ...now.standing, role: 'writer' } })],
    ['write_gate', (now) => ({ ...now, connection: { ...now.connection, writes: true } })],
    ['input', (now) => ({ ...now, input: { entity: 'invoice' } })],
    ['privilege', (now) => ({ ...now, input: { entity: 'note' } })],
  ];

  test('a caller who fails several gets the earliest', async () => {
    const met: unknown[] = [];
    let now = worst;
    for (const [, mend] of steps) {
      const outcome = await new Desk(guarded).call(now.input, { principal: caller(now.standing, now.connection) });
      met.push(outcome.refused ? outcome.gate : 'through');
      now = mend(now);
    }
    expect(met).toEqual(steps.map(([gate]) => gate));
    const last = await new Desk(guarded).call(now.input, { principal: caller(now.standing, now.connection) });
    expect(last.refused).toBe(false);
  });

  test('and nothing runs, nor is a transaction opened, before all are passed', async () => {
    const desk = new Desk(guarded, async () => expect.unreachable());
    await desk.call({ entity: 'invoice' });
    expect(desk.database).toEqual([]);
  });

  test('a kernel may leave a gate out', async () => {
    const open = { kernel: { gates: { ...gates, scope: () => null } } };
    const principal = caller({}, { scopes: [] });
    expect((await new Desk(tool(), undefined, open).call({}, { principal })).refused).toBe(false);
  });
});
