import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createQueries, type Queries } from '../../../runtime/market/queries/queries.js';
import { QueryProblem } from '../../../runtime/market/queries/query-problem.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import type { TestDatabase } from '../../store/cluster.js';
import { cloneDemo, secrets } from '../market.js';
import { type HostileQuery, readHostile } from './hostile/read-hostile.js';

/** The hostile queries with nothing between them and PostgreSQL but who reads, the transaction, and what is taken of it. */
let database: TestDatabase;
let owner: Knex;
let queries: Queries;
let before: unknown;
const ends = new Map<HostileQuery, Ended>();
const hostile = readHostile();

interface Ended {
  /** `answered`, or the code of the problem. */
  readonly as: string;
  readonly rows: number;
  readonly text: string;
}

beforeAll(async () => {
  database = await cloneDemo();
  owner = createPool(database.connection, 1);
  await owner.raw(SPY);
  queries = createQueries({
    ...{ source: database.connection, secrets },
    queryLanes: {
      quick: { size: 6, timeoutMs: 150, patienceMs: 60_000 },
      slow: { size: 6, timeoutMs: 200, patienceMs: 60_000 },
    },
  });
  await end('SELECT 1');
  before = await state();
  const waiting = [...hostile.values()].flat();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let query = waiting.pop(); query !== undefined; query = waiting.pop()) ends.set(query, await end(query.sql));
    }),
  );
});
afterAll(async () => {
  await queries.close();
  await owner.destroy();
  await database.drop();
});

async function end(sql: string): Promise<Ended> {
  try {
    const { rows } = await queries.rows(sql, new AbortController().signal);
    return { as: 'answered', rows: rows.length, text: JSON.stringify(rows) };
  } catch (error) {
    if (error instanceof QueryProblem) return { as: error.code, rows: 0, text: error.message };
    return { as: String(error), rows: 0, text: '' };
  }
}

const expected = {
  refuses: ['QUERY_FAILED'],
  bounds: ['answered', 'QUERY_FAILED', 'QUERY_TIMEOUT'],
  parser: ['answered', 'QUERY_FAILED', 'QUERY_TIMEOUT'],
} as const;

describe.each([...hostile])('%s', (_, of) => {
  test.each(of)('$title ($database)', (query) => {
    const ended = ends.get(query);
    expect(expected[query.database], ended?.text).toContain(ended?.as);
    expect(ended?.rows).toBeLessThanOrEqual(1_000);
    expect(ended?.text.length).toBeLessThan(2_000_000);
    expect(ended?.text).not.toMatch(/@example\.com|scrypt|\$argon|-----BEGIN|sealed:/);
  });
});

test('whatever was asked, the database is as it was', async () => {
  expect(await state()).toEqual(before);
});

/** Some functions look at no signal: what was asked of them ends by itself, at a gigabyte at the latest. */
test('no lock is held, and in the end nobody is in the middle of anything', async () => {
  await expect
    .poll(async () => (await owner.raw(LEFT)).rows, { timeout: 120_000, interval: 250 })
    .toEqual([{ locks: 0, busy: [], prepared: 0 }]);
});

test('the reader is who it is meant to be, and sees no table', async () => {
  const { rows } = await queries.rows(SEEN, new AbortController().signal);
  expect(rows).toEqual([
    {
      role: expect.stringMatching(/^reporting_[0-9a-f]{16}$/),
      session: true,
      tables: 0,
      written: 0,
      schemas: ['reporting'],
    },
  ]);
});

async function state(): Promise<unknown> {
  const { rows } = await owner.raw('select * from spy.state()');
  return rows;
}

/** Every row of every table, each object and right of the database, and what is set for it and for its reader: roles are the cluster's. */
const SPY = `
create schema spy;
create function spy.state() returns table (name text, digest text) language plpgsql as $$
declare each record;
begin
  for each in
    select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'spy') order by 1, 2
  loop
    name := format('%I.%I', each.schemaname, each.tablename);
    execute format('select count(*) || '' '' || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '''')) from %s t', name)
      into digest;
    return next;
  end loop;
  return query
    select 'objects', md5(string_agg(object, ' ' order by object)) from (
      select oid || relname || coalesce(relacl::text, '') as object from pg_class where relnamespace <> 'pg_toast'::regnamespace
      union all select oid || proname || coalesce(proacl::text, '') from pg_proc
      union all select oid || nspname || coalesce(nspacl::text, '') from pg_namespace where nspname !~ '^pg_(toast_)?temp'
      union all select oid::text from pg_largeobject_metadata
      union all select setdatabase || ' ' || setrole || setconfig::text from pg_db_role_setting
        where setdatabase in (0, (select oid from pg_database where datname = current_database())) and setrole in (0, (
          select oid from pg_roles
          where rolname = 'reporting_' || left(encode(sha256(convert_to(current_database(), 'UTF8')), 'hex'), 16)))
    ) as objects;
end $$;`;

const LEFT = `
select (select count(*)::int from pg_locks where locktype in ('advisory', 'userlock') and database = d.oid) as locks,
  (select coalesce(json_agg(left(query, 200) order by query), '[]') from pg_stat_activity
    where datname = d.datname and usename like 'reporting_%' and state <> 'idle') as busy,
  (select count(*)::int from pg_prepared_xacts) as prepared
from pg_database d where d.datname = current_database()`;

const SEEN = `
select current_user as role, current_user = session_user as session,
  (select count(*) from pg_class c where relkind in ('r', 'p', 'm', 'f', 'S') and relnamespace::regnamespace::text !~ '^pg_|^information_schema'
    and case relkind when 'S' then has_sequence_privilege(oid, 'usage, select, update') else has_any_column_privilege(oid, 'select') end) as tables,
  (select count(*) from pg_class c where relkind in ('r', 'p', 'v') and relnamespace::regnamespace::text !~ '^pg_|^information_schema'
    and has_any_column_privilege(oid, 'insert, update')) as written,
  (select json_agg(nspname order by nspname) from pg_namespace
    where nspname !~ '^pg_|^information_schema' and has_schema_privilege(oid, 'usage')) as schemas`;
