import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../../runtime/store/postgres/database.js';
import { watchWrites } from '../../runtime/store/postgres/watch-writes.js';
import { type KernelDatabase, kernelDatabase, principalIn } from './kernel.js';

let db: KernelDatabase;

beforeAll(async () => {
  db = await kernelDatabase(1);
  await db.knex.raw(`
    CREATE SCHEMA back;
    CREATE TABLE crate (id text PRIMARY KEY, weight integer);
    CREATE TABLE back.fruit (crate_id text REFERENCES crate (id) ON DELETE CASCADE, nth integer, "it's" text, PRIMARY KEY (crate_id, nth));
    CREATE TABLE day (at date, crate_id text, PRIMARY KEY (at, crate_id)) PARTITION BY RANGE (at);
    CREATE TABLE day_2026 PARTITION OF day FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    CREATE TABLE seal (crate_id text PRIMARY KEY REFERENCES crate (id) DEFERRABLE INITIALLY DEFERRED);
    GRANT USAGE ON SCHEMA back TO app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON crate, back.fruit, day, seal TO app;
    INSERT INTO crate VALUES ('c1', 1), ('c2', 2);
    INSERT INTO back.fruit VALUES ('c1', 1, 'fig'), ('c1', 2, 'plum')`);
  await watchWrites(db.knex, ['public', 'back']);
});
afterAll(() => db.drop());

/** What a dry run of these statements tells, and then rolls back. */
async function rehearse(...statements: readonly string[]) {
  const database = createDatabase({ knex: db.knex, contexts: ['org'] });
  let told: unknown;
  const rolledBack = new Error('rolled back');
  const options = { write: true, watch: true, signal: new AbortController().signal } as const;
  const ended = database.transaction(principalIn('acme'), options, async (handle) => {
    for (const statement of statements) await handle.raw(statement);
    told = await database.writes?.(handle);
    throw rolledBack;
  });
  await ended.catch((error) => {
    if (error !== rolledBack) throw error;
  });
  return told;
}

it('tells table, operation and key of every row, cascades and composite keys too', async () => {
  expect(
    await rehearse(
      "INSERT INTO crate VALUES ('c3', 3)",
      "UPDATE crate SET weight = 9 WHERE id IN ('c1', 'c2')",
      "UPDATE crate SET weight = 8 WHERE id = 'c1'",
      "DELETE FROM crate WHERE id = 'c1'",
      "INSERT INTO day VALUES ('2026-11-21', 'c2')",
    ),
  ).toEqual([
    { entity: 'crate', operation: 'insert', ids: ['c3'] },
    { entity: 'crate', operation: 'update', ids: ['c1', 'c2'] },
    { entity: 'crate', operation: 'delete', ids: ['c1'] },
    { entity: 'back.fruit', operation: 'delete', ids: ['c1/1', 'c1/2'] },
    { entity: 'day', operation: 'insert', ids: ['2026-11-21/c2'] },
  ]);
  expect(await db.knex('crate').orderBy('id')).toEqual([
    { id: 'c1', weight: 1 },
    { id: 'c2', weight: 2 },
  ]);
});

it('tells rows without a key by their table alone, and nothing where nothing is written', async () => {
  expect(await rehearse("UPDATE note SET text = 'new'")).toEqual([{ entity: 'note', operation: 'update', ids: [] }]);
  expect(await rehearse('SELECT 1')).toEqual([]);
});

it('tells nothing of what a savepoint has taken back', async () => {
  const told = await rehearse('SAVEPOINT one', "DELETE FROM crate WHERE id = 'c2'", 'ROLLBACK TO one');
  expect(told).toEqual([]);
});

it('fails where the commit would', async () => {
  await expect(rehearse("INSERT INTO seal VALUES ('nowhere')")).rejects.toThrow('violates foreign key constraint');
});

it('records nothing in any other transaction', async () => {
  const database = createDatabase({ knex: db.knex, contexts: ['org'] });
  const options = { write: true, signal: new AbortController().signal };
  await database.transaction(principalIn('acme'), options, async (handle) => {
    await handle.raw("UPDATE crate SET weight = weight WHERE id = 'c2'");
    expect(await database.writes?.(handle)).toEqual([]);
  });
  expect(await db.knex('toolwright.watched_write')).toEqual([]);
});

it('is made again only where a table or its key is new', async () => {
  const triggers = () =>
    db.knex('pg_trigger').where({ tgname: 'toolwright_watch_write' }).orderBy('oid').select('oid', 'xmin');
  const before = await triggers();
  await watchWrites(db.knex, ['public', 'back']);
  expect(await triggers()).toEqual(before);
  await db.knex.raw('ALTER TABLE note ADD COLUMN id serial PRIMARY KEY; CREATE TABLE fresh (id text PRIMARY KEY)');
  await watchWrites(db.knex, ['public', 'back']);
  expect(await triggers()).toHaveLength(before.length + 1);
  expect(await rehearse("UPDATE note SET text = 'new'")).toEqual([{ entity: 'note', operation: 'update', ids: ['1'] }]);
});
