import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allowedFunctions, grammarFunctions } from '../../../runtime/market/queries/guard/allowed-functions.js';
import { allowedTypes } from '../../../runtime/market/queries/guard/allowed-types.js';
import { rowFunctions } from '../../../runtime/market/queries/guard/forbidden-columns.js';
import { namesItsColumns } from '../../../runtime/market/queries/guard/function-columns.js';
import { rowFields } from '../../../runtime/market/queries/guard/row-fields.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import type { TestDatabase } from '../../store/cluster.js';
import { cloneDemo } from '../market.js';

/** The guard's lists against the catalogue of the PostgreSQL that runs. */
let database: TestDatabase;
let db: Knex;
beforeAll(async () => {
  database = await cloneDemo();
  db = createPool(database.connection, 1);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const names = async (sql: string, values: ReadonlySet<string>): Promise<readonly string[]> =>
  (await db.raw(sql, [[...values]])).rows.map(({ name }: { name: string }) => name);

test("every function of the list is PostgreSQL's own, and every type", async () => {
  const unknown = `select name from unnest(?::text[]) name where not exists (
    select from pg_proc where proname = name and pronamespace = 'pg_catalog'::regnamespace)`;
  expect(await names(unknown, allowedFunctions)).toEqual([]);
  expect(await names(unknown, grammarFunctions)).toEqual([]);
  const types = `select name from unnest(?::text[]) name where to_regtype('pg_catalog.' || quote_ident(name)) is null`;
  expect(await names(types, allowedTypes)).toEqual([]);
});

test('none of them has effects but the dice, and none looks into the catalogue or at a cursor', async () => {
  const all = 'select distinct proname as name from pg_proc where proname = any(?::text[])';
  expect(await names(`${all} and provolatile = 'v'`, allowedFunctions)).toEqual(['random']);
  expect(
    await names(`${all} and proargtypes::regtype[]::text[] && '{regclass,refcursor,internal,xml}'`, allowedFunctions),
  ).toEqual([]);
  expect(await names(`${all} and proname ~ '^(pg_|lo_|has_|set_|current_|inet_|txid_)'`, allowedFunctions)).toEqual([]);
});

test('whatever else takes any row alone is refused as the name of a column', async () => {
  const takesRows = `select distinct proname as name from pg_proc where not proname = any(?::text[])
    and pronargs >= 1 and pronargs - pronargdefaults <= 1
    and proargtypes[0]::regtype::text in ('record', '"any"', 'anyelement', 'anynonarray', 'anycompatible', 'anycompatiblenonarray')
    order by 1`;
  expect(await names(takesRows, allowedFunctions)).toEqual([...rowFunctions].sort());
});

test('what may follow an expression and a dot are the columns of the views, and nothing that could be called in this way', async () => {
  const { rows } = await db.raw(`select distinct attname as name from pg_attribute join pg_class c on c.oid = attrelid
    where relnamespace = 'reporting'::regnamespace and relkind = 'v' and attnum > 0`);
  const columns: string[] = rows.map(({ name }: { name: string }) => name);
  expect(columns.filter((name) => !rowFields.has(name))).toEqual([]);
  const called = `select distinct name from unnest(?::text[]) name where name <> 'name' and (
    exists (select from pg_proc where proname = name and pronargs >= 1 and pronargs - pronargdefaults <= 1)
    or to_regtype('pg_catalog.' || quote_ident(name)) is not null)`;
  expect(await names(called, rowFields)).toEqual([]);
});

test('the functions that name their columns themselves are known', async () => {
  const named = `select distinct proname as name from pg_proc where proname = any(?::text[]) and proretset
    and proargmodes::text[] && '{o,t}' and proargtypes[0] <> 'tsvector'::regtype order by 1`;
  const functions = await names(named, allowedFunctions);
  expect(functions).toEqual([...allowedFunctions].filter((name) => namesItsColumns.test(name)).sort());
});
