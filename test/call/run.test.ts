import { describe, expect, test } from 'vitest';
import { StalePrincipal } from '../../runtime/host.js';
import { DeclaredFailure, type Shape, type Tool } from '../../runtime/tool.js';
import { caller, Desk, object, tool, writing } from './desk.js';

const text: Shape = { type: 'string' };
const traceId = '0123456789abcdef0123456789abcdef';
const row = {
  id: expect.stringMatching(/^aud_[0-9a-f]{24}$/),
  parentId: null,
  at: new Date('2026-11-21T12:00:00Z'),
  traceId,
  spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
  principalId: 'per_1',
  connectionId: 'con_1',
  tenantId: 'org_1',
  wire: 'mcp',
  tool: 'change_note',
  action: null,
  writeMode: 'update',
  arguments: {},
  outcome: 'ok',
  gate: null,
  durationMs: expect.any(Number),
  systemReasons: [],
  dryRun: false,
  replayed: false,
  facts: [],
};
const internal = {
  refused: true,
  gate: 'run',
  code: 'INTERNAL_ERROR',
  message: 'An unexpected error occurred. Please try again.',
  http: 500,
  rpc: -32603,
  channel: 'rpc',
  body: {
    error: 'An unexpected error occurred. Please try again.',
    code: 'INTERNAL_ERROR',
    gate: 'run',
    trace_id: traceId,
  },
};

describe('the transaction', () => {
  test('of a write commits with its one audit row', async () => {
    const desk = new Desk(tool(writing), async (_, ctx) => {
      (await ctx.db()).push('change');
      await ctx.db();
      return { done: true };
    });
    expect((await desk.call()).refused).toBe(false);
    expect(desk.database).toEqual(['begin write', 'change', 'audit ok', 'commit']);
    expect(desk.audit).toEqual([row]);
  });

  test('of a write that never asked for it is opened for the row', async () => {
    const desk = new Desk(tool(writing));
    await desk.call();
    expect(desk.database).toEqual(['begin write', 'audit ok', 'commit']);
    expect(desk.audit).toHaveLength(1);
  });

  test('of a read is opened only if asked for, commits, and the audit comes later', async () => {
    const idle = new Desk(tool());
    await idle.call();
    expect(idle.database).toEqual([]);
    const reading = new Desk(tool(), async (_, ctx) => {
      (await ctx.db()).push('look');
      return { done: true };
    });
    await reading.call();
    expect(reading.database).toEqual(['begin', 'look', 'commit']);
    expect(reading.audit).toEqual([{ ...row, tool: 'get_note', writeMode: 'read' }]);
  });

  test('of an action follows the action', async () => {
    const action = { requires: [], destructive: false, idempotent: true } as const;
    const acting = tool({
      ...writing,
      requires: [],
      input: object({ action: { type: 'string', enum: ['look', 'change'] } }),
      actions: { look: { ...action, writeMode: 'read' }, change: { ...action, writeMode: 'create' } },
    });
    const run = async (_: never, ctx: { db: () => Promise<unknown> }) => ({ done: Boolean(await ctx.db()) });
    const looking = new Desk(acting, run);
    await looking.call({ action: 'look' });
    expect(looking.database).toEqual(['begin', 'commit']);
    const changing = new Desk(acting, run);
    await changing.call({ action: 'change' });
    expect(changing.database).toEqual(['begin write', 'audit ok', 'commit']);
    expect(changing.audit).toMatchObject([{ action: 'change', writeMode: 'create', arguments: { action: 'change' } }]);
  });

  test('without a database a write is audited later, and ctx has no db', async () => {
    let keys: string[] = [];
    const desk = new Desk(
      tool(writing),
      async (_, ctx) => {
        keys = Object.keys(ctx);
        return { done: true };
      },
      { database: false },
    );
    expect((await desk.call()).refused).toBe(false);
    expect(keys.sort()).toEqual(['context', 'may', 'notify', 'now', 'outside', 'principal', 'signal', 'traceId']);
    expect(desk.audit).toEqual([row]);
  });

  test('is over when the call is', async () => {
    let late: () => Promise<unknown> = async () => {};
    const desk = new Desk(tool(), async (_, ctx) => {
      late = ctx.db;
      return { done: true };
    });
    await desk.call();
    await expect(late()).rejects.toThrow('The call has ended');
  });

  test('that does not commit is an internal error, and leaves one row', async () => {
    const desk = new Desk(tool(writing));
    const { database } = desk.kernel.host;
    database!.transaction = async (_, __, run) => {
      await run([]);
      throw new Error('could not serialize');
    };
    expect(await desk.call()).toEqual(internal);
    expect(desk.audit.map(({ outcome }) => outcome)).toEqual(['ok', 'INTERNAL_ERROR']);
  });
});

describe('beyond the tenant', () => {
  test('within the same transaction, the reasons in its row', async () => {
    const desk = new Desk(tool(writing), async (_, ctx) => {
      (await ctx.db()).push('change');
      const answer = await ctx.asSystem('Another member is told.', async (db) => db.push('tell'));
      return { done: answer > 0 };
    });
    await desk.call();
    expect(desk.database).toEqual(['begin write', 'change', 'system within', 'tell', 'audit ok', 'commit']);
    expect(desk.audit).toEqual([{ ...row, systemReasons: ['Another member is told.'] }]);
  });

  test('is told of refused calls too', async () => {
    const desk = new Desk(tool(), async (_, ctx) => {
      await ctx.asSystem('Looks elsewhere.', async () => {});
      return new DeclaredFailure('NOT_FOUND', {});
    });
    await desk.call();
    expect(desk.audit).toMatchObject([{ outcome: 'NOT_FOUND', gate: 'run', systemReasons: ['Looks elsewhere.'] }]);
  });
});

describe('a resolver', () => {
  test('is given its call and nothing more', async () => {
    const { signal } = new AbortController();
    const principal = caller({ role: 'reader' });
    const desk = new Desk(tool(), async (_, ctx) => {
      expect(ctx.principal).toBe(principal);
      expect(ctx.context).toEqual({ person: 'per_1', org: 'org_1' });
      expect(ctx.now()).toEqual(new Date('2026-11-21T12:00:00Z'));
      expect(ctx.signal.aborted).toBe(false);
      expect(ctx.traceId).toBe(traceId);
      expect([ctx.may('desk:note:read'), ctx.may('desk:note:write')]).toEqual([true, false]);
      return { done: true };
    });
    expect(await desk.call({}, { principal, signal })).toMatchObject({ refused: false });
  });

  const change = async (_: never, ctx: { db: () => Promise<string[]> }) => void (await ctx.db()).push('change');

  test('that throws is rolled back, logged, audited, and told as little as possible', async () => {
    const desk = new Desk(tool(writing), async (input, ctx) => {
      await change(input, ctx);
      throw Object.assign(new Error('duplicate for postgres://app:swordfish@db/x'), {
        detail: 'ana@example.com',
        code: '23505',
      });
    });
    expect(await desk.call()).toEqual(internal);
    expect(desk.database).toEqual(['begin write', 'change', 'rollback']);
    expect(desk.audit).toEqual([{ ...row, outcome: 'INTERNAL_ERROR', gate: 'run' }]);
    expect(desk.logged).toMatchObject([
      { level: 'error', fields: { tool: 'change_note', traceId, err: { code: '23505' } } },
    ]);
    expect(JSON.stringify(desk.logged)).not.toMatch(/swordfish|ana@/);
  });

  test.each([['a string'], [null], [undefined]])('that throws %j is no worse', async (thrown) => {
    const desk = new Desk(tool(), async () => {
      throw thrown;
    });
    expect(await desk.call()).toEqual(internal);
  });

  test('that throws at once rather than rejecting', async () => {
    const desk = new Desk(tool(), () => {
      throw new Error('now');
    });
    expect(await desk.call()).toEqual(internal);
  });

  const undeclared: [string, unknown][] = [
    ['nothing', undefined],
    ['a property too many', { done: true, extra: 1 }],
    ['the wrong type', { done: 'swordfish' }],
    ['a property too few', {}],
  ];
  test.each(undeclared)('that returns %s is withheld and rolled back', async (_, output) => {
    const desk = new Desk(tool(writing), async (input, ctx) => {
      await change(input, ctx);
      return output;
    });
    expect(await desk.call()).toEqual({
      refused: true,
      gate: 'output',
      code: 'OUTPUT_INVALID',
      message: 'The answer did not fit its own schema and was withheld. Nothing was committed.',
      http: 500,
      rpc: -32603,
      channel: 'rpc',
      body: {
        error: 'The answer did not fit its own schema and was withheld. Nothing was committed.',
        code: 'OUTPUT_INVALID',
        gate: 'output',
        trace_id: traceId,
      },
    });
    expect(desk.database).toEqual(['begin write', 'change', 'rollback']);
    expect(desk.audit).toEqual([{ ...row, outcome: 'OUTPUT_INVALID', gate: 'output' }]);
    expect(desk.logged).toMatchObject([
      { level: 'error', fields: { tool: 'change_note', traceId, pointer: expect.any(String) } },
    ]);
    expect(JSON.stringify(desk.logged)).not.toContain('swordfish');
  });

  test('that returns more rows than the page was to have is withheld', async () => {
    const listed = tool({
      page: { style: 'limit_offset', default: 1, max: 5 },
      input: object({ limit: { type: 'integer', default: 1 }, offset: { type: 'integer', default: 0 } }, []),
      output: { kind: 'list', of: object({ id: text }), as: 'notes', rest: 'object' },
    });
    const desk = new Desk(listed, async () => ({ notes: [{ id: 'a' }, { id: 'b' }], total: 2 }));
    expect(await desk.call()).toMatchObject({ code: 'OUTPUT_INVALID' });
    expect(await desk.call({ limit: 2 })).toMatchObject({ refused: false });
    expect(await new Desk(listed, async () => ({ notes: [] })).call()).toMatchObject({ code: 'OUTPUT_INVALID' });
  });
});

describe('a declared failure', () => {
  const failing: Partial<Tool> = {
    ...writing,
    input: object(
      {
        note_id: text,
        state: text,
        mail: { type: 'string', sensitivity: 'pii' },
        said: { type: 'string', trust: 'untrusted' },
      },
      ['note_id'],
    ),
    errors: {
      NOTE_LOCKED: {
        message: "Note '{note_id}' is {state} since {days} days, by {mail}: {said}{absent}",
        http: 409,
        channel: 'result',
        data: {
          state: text,
          days: { type: 'integer' },
          said: { type: 'string', trust: 'untrusted' },
          key: { type: 'string', privilege: 'desk:note:secrets' },
        },
        next: { tool: 'list_notes', fill: { id: 'note_id', since: 'days', nothing: 'absent' } },
      },
      NOTE_GONE: { message: 'Gone.', http: 410, channel: 'rpc', rpc: -32010 },
    },
  };
  const fail = (failure: DeclaredFailure) =>
    new Desk(tool(failing), async (_, ctx) => {
      (await ctx.db()).push('change');
      return failure;
    });
  const input = { note_id: 'n\u202e1', state: 'sent', mail: 'ana@example.com', said: 'swordfish' };

  test('is told by its declaration, whole, and rolled back', async () => {
    const desk = fail(
      new DeclaredFailure('NOTE_LOCKED', { state: 'locked', days: 3, said: 'Ha\u200b', key: 'k', extra: 'no' }),
    );
    const message = "Note 'n1' is locked since 3 days, by {mail}: {said}{absent}";
    expect(await desk.call(input)).toEqual({
      refused: true,
      gate: 'run',
      code: 'NOTE_LOCKED',
      message,
      http: 409,
      rpc: null,
      channel: 'result',
      body: {
        error: message,
        code: 'NOTE_LOCKED',
        state: 'locked',
        days: 3,
        said: { untrusted: 'Ha' },
        key: 'k',
        next: { tool: 'list_notes', arguments: { id: 'n\u202e1', since: 3 } },
      },
    });
    expect(desk.database).toEqual(['begin write', 'change', 'rollback']);
    expect(desk.audit).toMatchObject([
      { outcome: 'NOTE_LOCKED', gate: 'run', arguments: { note_id: 'n\u202e1', mail: '[pii]' } },
    ]);
    expect(desk.logged).toEqual([]);
  });

  test('by JSON-RPC, where it is declared so', async () => {
    const outcome = await fail(new DeclaredFailure('NOTE_GONE', {})).call(input);
    expect(outcome).toMatchObject({
      rpc: -32010,
      channel: 'rpc',
      body: { error: 'Gone.', code: 'NOTE_GONE', gate: 'run' },
    });
  });

  test('of the server’s table', async () => {
    expect(await fail(new DeclaredFailure('NOT_FOUND', {})).call(input)).toMatchObject({
      http: 404,
      body: { error: 'There is no such thing here.', code: 'NOT_FOUND' },
    });
  });

  test.each([['NOTE_UNHEARD_OF'], ['constructor'], ['__proto__']])(
    '%s, which nobody declared, is a bug',
    async (code) => {
      const desk = fail(new DeclaredFailure(code, {}));
      expect(await desk.call(input)).toEqual(internal);
      expect(desk.database).toEqual(['begin write', 'change', 'rollback']);
      expect(desk.logged).toMatchObject([
        { fields: { err: { message: `'change_note' answered ${code}, which it does not declare.` } } },
      ]);
    },
  );
});

describe('a stale principal', () => {
  const stale = { staleRole: 'writer' };
  const run = async (_: never, ctx: { db: () => Promise<string[]> }) => {
    (await ctx.db()).push('change');
    return { done: true };
  };
  const unauthorized = { code: 'UNAUTHORIZED', http: 401, rpc: -32001 };

  test('begins anew, through the gates, as whom the host identifies now', async () => {
    const desk = new Desk(tool({ ...writing, requires: [{ privilege: 'desk:note:read' }] }), run, stale);
    const outcome = await desk.call({}, { refresh: async () => caller({ role: 'reader' }) });
    expect(outcome.refused).toBe(false);
    expect(desk.database).toEqual(['begin write', 'change', 'audit ok', 'commit']);
    expect(desk.audit).toHaveLength(1);
  });

  test('and is refused by the gate that now refuses', async () => {
    const desk = new Desk(tool(writing), run, stale);
    const outcome = await desk.call({}, { refresh: async () => caller({ role: 'reader' }) });
    expect(outcome).toMatchObject({ code: 'FORBIDDEN', gate: 'privilege' });
    expect([desk.database, desk.audit.length]).toEqual([[], 1]);
  });

  test('is noticed where the resolver swallowed it, and where only the audit row needs the database', async () => {
    const swallowing = async (_: never, ctx: { db: () => Promise<string[]> }) => {
      await ctx.db().catch(() => {});
      return new DeclaredFailure('NOT_FOUND', {});
    };
    const refresh = async () => caller({ role: 'reader' });
    expect(await new Desk(tool(writing), swallowing, stale).call({}, { refresh })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await new Desk(tool(writing), undefined, stale).call({}, { refresh })).toMatchObject({ code: 'FORBIDDEN' });
    const unawaited = async (_: never, ctx: { db: () => Promise<string[]> }) => {
      ctx.db();
      return { done: true };
    };
    expect(await new Desk(tool(), unawaited, stale).call({}, { refresh })).toMatchObject({ refused: false });
  });

  test.each<[string, object]>([
    ['nobody can ask again', {}],
    ['it is nobody any more', { refresh: async () => null }],
    ['it is stale again', { refresh: async () => caller() }],
  ])('is refused where %s', async (_, request) => {
    const desk = new Desk(tool(writing), run, stale);
    expect(await desk.call({}, request)).toMatchObject(unauthorized);
    expect(desk.audit).toMatchObject([{ outcome: 'UNAUTHORIZED', tool: 'change_note' }]);
  });

  test('whom the host cannot identify for the moment is told to try again', async () => {
    const desk = new Desk(tool(writing), run, stale);
    const refresh = async () => Promise.reject(new Error('no connection'));
    expect(await desk.call({}, { refresh })).toMatchObject({ code: 'INTERNAL_ERROR' });
  });

  test('that a resolver throws itself counts as well', async () => {
    const desk = new Desk(tool(writing), async () => {
      throw new StalePrincipal();
    });
    expect(await desk.call()).toMatchObject(unauthorized);
  });
});
