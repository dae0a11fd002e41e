import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StalePrincipal } from '../../runtime/host.js';
import { createDatabase } from '../../runtime/store/postgres/database.js';
import { type KernelDatabase, kernelDatabase, principalIn } from './kernel.js';

const options = { write: true, signal: new AbortController().signal };
const contexts = ['org', 'customer'];

const readNotes = async (db: Knex): Promise<unknown> => (await db.raw('SELECT org, text FROM note ORDER BY org')).rows;

async function readSettings(db: Knex): Promise<unknown> {
  const { rows } = await db.raw(`SELECT current_user AS "user", current_setting('toolwright.org', true) AS org,
    current_setting('toolwright.customer', true) AS customer, current_setting('toolwright.connection', true) AS connection`);
  return rows[0];
}

/** All with a pool of one connection, so whatever a transaction leaves behind would show in the next. */
describe('the transaction of a call', () => {
  let db: KernelDatabase;
  beforeEach(async () => {
    db = await kernelDatabase(1);
  });
  afterEach(() => db.drop());

  it('runs as the role app with its contexts set, the absent ones cleared', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    await db.knex.raw(`SELECT set_config('toolwright.customer', 'left behind', false)`);
    expect(await database.transaction(principalIn('acme'), options, readSettings)).toEqual({
      user: 'app',
      org: 'acme',
      customer: '',
      connection: 'key_1',
    });
  });

  it('sees the rows of its organization alone, whatever the query forgets', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    const sees = (org: string | null) => database.transaction(principalIn(org), options, readNotes);
    expect(await sees('acme')).toEqual([{ org: 'acme', text: 'ours' }]);
    expect(await sees('globex')).toEqual([{ org: 'globex', text: 'theirs' }]);
    expect(await sees(null)).toEqual([]);
  });

  it('passes nothing on to the next user of the connection', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    await database.transaction(principalIn('acme'), options, readNotes);
    expect(await database.system(readSettings)).toEqual({
      user: 'postgres',
      org: '',
      customer: '',
      connection: '',
    });
  });

  it('cannot write into another organization', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    const write = database.transaction(principalIn('acme'), options, (handle) =>
      handle('note').insert({ org: 'globex', text: 'planted' }),
    );
    await expect(write).rejects.toMatchObject({ code: '42501' });
  });

  it('commits what resolves and rolls back what rejects', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    const add = (text: string) => (handle: Knex.Transaction) => handle('note').insert({ org: 'acme', text });
    await database.transaction(principalIn('acme'), options, add('kept'));
    const failing = database.transaction(principalIn('acme'), options, async (handle) => {
      await add('lost')(handle);
      throw new Error('a bug');
    });
    await expect(failing).rejects.toThrow('a bug');
    expect(await db.knex('note').where({ org: 'acme' }).orderBy('text').pluck('text')).toEqual(['kept', 'ours']);
  });

  it('checks a writing caller again, as the owner, and a reading one not', async () => {
    const asked: unknown[] = [];
    const database = createDatabase({
      knex: db.knex,
      contexts,
      opening: (principal) => {
        asked.push(principal.id);
        return {
          sql: 'SELECT EXISTS (SELECT 1 FROM note WHERE org = ? AND text = ?) AS ok',
          bindings: [principal.active.contexts.org ?? null, 'theirs'],
        };
      },
    });
    const run = () => Promise.resolve('ran');
    expect(await database.transaction(principalIn('globex'), options, run)).toBe('ran');
    await expect(database.transaction(principalIn('acme'), options, run)).rejects.toBeInstanceOf(StalePrincipal);
    expect(await database.transaction(principalIn('acme'), { ...options, write: false }, run)).toBe('ran');
    expect(asked).toEqual(['person_1', 'person_1']);
  });

  it('takes a check without a row for a no', async () => {
    const opening = () => ({
      sql: 'SELECT true AS ok WHERE false',
      bindings: [],
    });
    const database = createDatabase({ knex: db.knex, contexts, opening });
    const stale = database.transaction(principalIn('acme'), options, async () => 'ran');
    await expect(stale).rejects.toBeInstanceOf(StalePrincipal);
  });
});

describe('beyond the tenant', () => {
  let db: KernelDatabase;
  beforeEach(async () => {
    db = await kernelDatabase(1);
  });
  afterEach(() => db.drop());

  it('is the owner in a transaction of its own', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    expect(await database.system(readNotes)).toEqual([
      { org: 'acme', text: 'ours' },
      { org: 'globex', text: 'theirs' },
    ]);
  });

  it('within a call, goes beyond it and comes back', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    const seen = await database.transaction(principalIn('acme'), options, async (handle) => {
      const beyond = await database.system(async (system) => {
        await system('note').insert({ org: 'globex', text: 'by the system' });
        return system('note').count({ all: '*' }).first();
      }, handle);
      return {
        beyond,
        after: await readSettings(handle),
        notes: await readNotes(handle),
      };
    });
    expect(seen).toEqual({
      beyond: { all: 3 },
      after: { user: 'app', org: 'acme', customer: '', connection: 'key_1' },
      notes: [{ org: 'acme', text: 'ours' }],
    });
  });

  it.each([
    ['by a fault of its own', () => Promise.reject(new Error('no'))],
    ['by a query', (system: Knex) => system.raw('SELECT 1/0')],
  ])('within a call, comes back when it fails %s', async (_, run) => {
    const database = createDatabase({ knex: db.knex, contexts });
    const after = await database.transaction(principalIn('acme'), options, async (handle) => {
      await expect(database.system(run, handle)).rejects.toThrow();
      return readSettings(handle);
    });
    expect(after).toEqual({
      user: 'app',
      org: 'acme',
      customer: '',
      connection: 'key_1',
    });
  });

  it('is undone with the call', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    const call = database.transaction(principalIn('acme'), options, async (handle) => {
      await database.system((system) => system('note').delete(), handle);
      throw new Error('a bug');
    });
    await expect(call).rejects.toThrow('a bug');
    expect(await db.knex('note').count({ all: '*' }).first()).toEqual({
      all: 2,
    });
  });
});

describe('a call that is given up', () => {
  let db: KernelDatabase;
  beforeEach(async () => {
    db = await kernelDatabase(1);
  });
  afterEach(() => db.drop());

  it('ends the running query and commits nothing, and the connection serves the next', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    const controller = new AbortController();
    const call = database.transaction(
      principalIn('acme'),
      { write: true, signal: controller.signal },
      async (handle) => {
        await handle('note').insert({ org: 'acme', text: 'lost' });
        setTimeout(() => controller.abort(new Error('given up')), 0);
        await handle.raw('SELECT pg_sleep(3600)');
      },
    );
    await expect(call).rejects.toThrow('given up');
    expect(await database.transaction(principalIn('acme'), options, readNotes)).toEqual([
      { org: 'acme', text: 'ours' },
    ]);
  });

  it('is not committed when it swallows the cancellation and goes on', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    const controller = new AbortController();
    const call = database.transaction(
      principalIn('acme'),
      { write: true, signal: controller.signal },
      async (handle) => {
        await handle('note').insert({ org: 'acme', text: 'lost' });
        controller.abort(new Error('given up'));
        return 'an answer';
      },
    );
    await expect(call).rejects.toThrow('given up');
    expect(await db.knex('note').where({ text: 'lost' })).toEqual([]);
  });

  it('does not begin when it was given up before', async () => {
    const database = createDatabase({ knex: db.knex, contexts });
    const signal = AbortSignal.abort(new Error('too late'));
    const call = database.transaction(principalIn('acme'), { write: true, signal }, async () => 'ran');
    await expect(call).rejects.toThrow('too late');
  });
});
