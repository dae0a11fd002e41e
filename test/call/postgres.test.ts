import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CallRequest } from '../../runtime/call/call.js';
import { callTool } from '../../runtime/call/call-tool.js';
import type { CallingClient } from '../../runtime/call/calling-client.js';
import type { Context, WithAsks } from '../../runtime/context.js';
import type { Host } from '../../runtime/host.js';
import { createDatabase } from '../../runtime/store/postgres/database.js';
import { migrate } from '../../runtime/store/postgres/migrate.js';
import { listen, type Notices } from '../../runtime/store/postgres/notices.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { createPostgresStore } from '../../runtime/store/postgres/postgres-store.js';
import { SWITCHES_CHANNEL } from '../../runtime/store/postgres/switches.js';
import { DeclaredFailure, type Tool } from '../../runtime/tool.js';
import { cloneDatabase, type TestDatabase } from '../store/cluster.js';
import { caller, Desk, tool, writing } from './desk.js';

/** A pool of one: nothing in a call may wait for a second connection while it holds its transaction. */
const poolSize = 1;

let database: TestDatabase;
let owner: Knex;
let host: Host;
let stale = false;
/** One a test, since rows of the test before may still be on their way. */
let traceId = '';

beforeAll(async () => {
  database = await cloneDatabase();
  owner = createPool(database.connection, 2);
  await migrate(owner);
  await owner.raw(`
    CREATE TABLE note (id text PRIMARY KEY, org text NOT NULL, text text NOT NULL);
    ALTER TABLE note ENABLE ROW LEVEL SECURITY;
    CREATE POLICY note_own ON note TO app USING (org = current_setting('toolwright.org', true));
    GRANT SELECT, INSERT, UPDATE ON note TO app;`);
  const knex = createPool(database.connection, poolSize);
  const notices: Notices = listen(database.connection, [SWITCHES_CHANNEL], () => {});
  await notices.ready();
  const opening = () => ({ sql: 'SELECT ?::boolean AS ok', bindings: [!stale] });
  host = {
    identify: async () => null,
    store: createPostgresStore({ knex, notices, onError: () => {} }) as Host['store'],
    database: createDatabase({ knex, contexts: ['person', 'org'], opening }) as Host['database'],
  } as Host;
});

afterAll(async () => {
  await host.store.close();
  await owner.destroy();
  await database.drop();
});

beforeEach(async () => {
  stale = false;
  traceId = randomBytes(16).toString('hex');
  await owner.raw("TRUNCATE note; INSERT INTO note VALUES ('mine', 'org_1', 'a'), ('theirs', 'org_2', 'b')");
});

type Ctx = Omit<Context, 'db' | 'asSystem'> & {
  db(): Promise<Knex.Transaction>;
  asSystem<T>(reason: string, run: (db: Knex.Transaction) => Promise<T>): Promise<T>;
};

function call(declared: Tool, run: (ctx: Ctx) => Promise<unknown>, request: Partial<CallRequest> = {}) {
  const { kernel } = new Desk(declared, (_, ctx) => run(ctx as unknown as Ctx));
  return callTool(
    { ...kernel, host },
    {
      name: declared.name,
      arguments: {},
      principal: caller(),
      wire: 'mcp',
      traceId,
      signal: new AbortController().signal,
      ...request,
    },
  );
}

const done = { done: true };
const texts = async () => (await owner('note').orderBy('id').select('text')).map(({ text }) => text);
const setAll = (text: string) => async (ctx: Ctx) => {
  await (await ctx.db())('note').update({ text });
  return done;
};

const rowsOf = () => owner('toolwright.audit').where({ trace_id: traceId });

/** The test's audit, once it has the refusals and reads that are written later. */
async function audit(rows: number) {
  await expect.poll(() => rowsOf().count({ rows: '*' }).first()).toEqual({ rows });
  return rowsOf().select('tool', 'outcome', 'gate', 'tenant_id', 'connection_id', 'system_reasons');
}

const row = {
  tool: 'change_note',
  outcome: 'ok',
  gate: null,
  tenant_id: 'org_1',
  connection_id: 'con_1',
  system_reasons: [],
};

describe('on PostgreSQL, with a pool of one', () => {
  test('a write commits with its row, and touches its tenant alone', async () => {
    expect(await call(tool(writing), setAll('changed'))).toMatchObject({ refused: false });
    expect(await rowsOf().count({ rows: '*' }).first()).toEqual({ rows: 1 });
    expect(await texts()).toEqual(['changed', 'b']);
    expect(await audit(1)).toEqual([row]);
  });

  test('without its row there is no write', async () => {
    await owner.raw('REVOKE INSERT ON toolwright.audit FROM app');
    expect(await call(tool(writing), setAll('changed'))).toMatchObject({ code: 'INTERNAL_ERROR' });
    await owner.raw('GRANT INSERT ON toolwright.audit TO app');
    expect(await texts()).toEqual(['a', 'b']);
    expect(await audit(1)).toEqual([{ ...row, outcome: 'INTERNAL_ERROR', gate: 'run' }]);
  });

  test.each<[string, string, (ctx: Ctx) => Promise<unknown>]>([
    ['a declared failure', 'NOT_FOUND', async () => new DeclaredFailure('NOT_FOUND', {})],
    ['an undeclared output', 'OUTPUT_INVALID', async () => ({ done: 'yes' })],
    ['an exception', 'INTERNAL_ERROR', async () => Promise.reject(new Error('no'))],
    ['a failed query', 'INTERNAL_ERROR', async (ctx) => (await ctx.db()).raw('SELECT 1/0')],
    [
      'a failed query that the resolver swallows',
      'INTERNAL_ERROR',
      async (ctx) => {
        await (await ctx.db()).raw('SELECT 1/0').catch(() => {});
        return done;
      },
    ],
  ])('%s rolls back, and is audited', async (_, code, end) => {
    const outcome = await call(tool(writing), async (ctx) => {
      await setAll('changed')(ctx);
      return end(ctx);
    });
    expect(outcome).toMatchObject({ code });
    expect(await texts()).toEqual(['a', 'b']);
    expect(await audit(1)).toMatchObject([{ outcome: code }]);
  });

  test('system work joins the transaction, sees all, and ends with its run', async () => {
    const outcome = await call(tool(writing), async (ctx) => {
      await ctx.asSystem('Both notes are mended.', (db) => db('note').update({ text: 'mended' }));
      await setAll('changed')(ctx);
      return done;
    });
    expect(outcome).toMatchObject({ refused: false });
    expect(await texts()).toEqual(['changed', 'mended']);
    expect(await audit(1)).toEqual([{ ...row, system_reasons: ['Both notes are mended.'] }]);
  });

  test('and is rolled back with it', async () => {
    await call(tool(writing), async (ctx) => {
      await ctx.asSystem('Both notes are mended.', (db) => db('note').update({ text: 'mended' }));
      return new DeclaredFailure('NOT_FOUND', {});
    });
    expect(await texts()).toEqual(['a', 'b']);
  });

  test('a tool that reads may still keep what its connection works in', async () => {
    expect(await call(tool(), setAll('kept'))).toMatchObject({ refused: false });
    expect(await texts()).toEqual(['kept', 'b']);
    expect(await audit(1)).toMatchObject([{ tool: 'get_note', outcome: 'ok' }]);
  });

  test('a stale principal changes nothing, and the call begins anew', async () => {
    stale = true;
    const refresh = async () => {
      stale = false;
      return caller({ contexts: { person: 'per_1', org: 'org_2' } });
    };
    expect(await call(tool(writing), setAll('changed'), { refresh })).toMatchObject({ refused: false });
    expect(await texts()).toEqual(['a', 'changed']);
    expect(await audit(1)).toMatchObject([{ tenant_id: 'org_2' }]);
  });

  test('who goes away ends the query, and nothing is committed', async () => {
    const gone = new AbortController();
    const outcome = await call(
      tool(writing),
      async (ctx) => {
        await setAll('changed')(ctx);
        setImmediate(() => gone.abort(new Error('gone')));
        await (await ctx.db()).raw('SELECT pg_sleep(60)');
        return done;
      },
      { signal: gone.signal },
    );
    expect(outcome).toMatchObject({ code: 'INTERNAL_ERROR' });
    expect(await texts()).toEqual(['a', 'b']);
  });

  test('hostile arguments of a refused call are stored all the same', async () => {
    await call(tool({ ...writing, input: { type: 'object', additionalProperties: true } }), async () => done, {
      arguments: { 'k\0': '\ud800', deep: JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) },
    });
    expect(await audit(1)).toMatchObject([{ outcome: 'VALIDATION_ERROR', gate: 'input' }]);
  });
});

describe('a call that asks a person', () => {
  const asking: Partial<Tool> = {
    ...writing,
    asks: { sure: { message: 'Sure?', form: { type: 'object' }, schema: { type: 'object' } } },
  };
  const client = (asked: () => unknown): CallingClient => ({
    elicitation: {
      kind: 'wait',
      async ask() {
        await asked();
        return { action: 'accept', content: {} };
      },
    },
  });
  const ask = (ctx: Ctx) => (ctx as unknown as WithAsks<{ sure: object }>).ask('sure');

  test('may read before, and holds no connection while it waits', async () => {
    // With a pool of one: whoever else asks gets it.
    let found: unknown = 'not asked';
    const asked = async () => {
      found = await host.store.sessions.find('nobody');
    };
    const outcome = await call(
      tool(asking),
      async (ctx) => {
        await (await ctx.db()).raw('SELECT * FROM note');
        await ask(ctx);
        await (await ctx.db()).raw("UPDATE note SET text = 'sure'");
        return { done: true };
      },
      { client: client(asked) },
    );
    expect([outcome.refused, found]).toEqual([false, null]);
    expect(await owner('note').orderBy('id').pluck('text')).toEqual(['sure', 'b']);
  });

  test.each([
    ['writes', "UPDATE note SET text = 'too soon'"],
    ['locks', 'SELECT * FROM note FOR UPDATE'],
  ])('and %s before is ended, with nothing asked and nothing written', async (_, sql) => {
    let asked = false;
    const outcome = await call(
      tool(asking),
      async (ctx) => {
        await (await ctx.db()).raw(sql);
        await ask(ctx);
        return { done: true };
      },
      {
        client: client(() => {
          asked = true;
        }),
      },
    );
    expect(outcome).toMatchObject({ refused: true, code: 'INTERNAL_ERROR' });
    expect(asked).toBe(false);
    expect(await owner('note').orderBy('id').pluck('text')).toEqual(['a', 'b']);
  });
});
