import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createQueries, type Queries } from '../../../runtime/market/queries/queries.js';
import { tables, views } from '../../../runtime/market/queries/views.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import type { TestDatabase } from '../../store/cluster.js';
import { cloneDemo, secrets } from '../market.js';

let database: TestDatabase;
let owner: Knex;
let queries: Queries;
beforeAll(async () => {
  database = await cloneDemo();
  owner = createPool(database.connection, 1);
  queries = createQueries({ source: database.connection, secrets });
});
afterAll(async () => {
  await queries.close();
  await owner.destroy();
  await database.drop();
});

const read = async (sql: string) => (await queries.rows(sql, new AbortController().signal)).rows;

test('what can be queried is every view that there is, and each stands on what is said of it', async () => {
  const { rows } = await owner.raw<{ rows: { view: string; on: string[] }[] }>(`
    select c.relname as view, array_agg(distinct coalesce(t.relname, p.proname)::text) as on
    from pg_class c join pg_rewrite r on r.ev_class = c.oid join pg_depend d on d.objid = r.oid
      left join pg_class t on d.refclassid = 'pg_class'::regclass and t.oid = d.refobjid and t.oid <> c.oid
      left join pg_proc p on d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid
    where c.relnamespace = 'reporting'::regnamespace and coalesce(t.relname, p.proname) is not null
    group by 1`);
  const stands = Object.fromEntries(rows.map(({ view, on }) => [view, on.sort()]));
  expect(stands).toEqual(Object.fromEntries(Object.entries(views).map(([view, on]) => [view, [...on].sort()])));
});

test('every view stays closed to what would look through it, and is the owner’s', async () => {
  const { rows } = await owner.raw(`
    select count(*)::int as views, count(*) filter (where 'security_barrier=true' = any (reloptions))::int as barriers,
      count(*) filter (where relowner = (select relowner from pg_class where oid = 'customer'::regclass))::int as owned
    from pg_class where relnamespace = 'reporting'::regnamespace and relkind = 'v'`);
  expect(rows).toEqual([{ views: tables.length, barriers: tables.length, owned: tables.length }]);
});

test('no column is anybody’s secret or address', async () => {
  const { rows } = await owner.raw<{ rows: { name: string }[] }>(`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'reporting'
      and column_name ~ '(hash|secret|sealed|token|mail|password|stripe|key$|address|recipient|note|manifest|argument|data$)'`);
  expect(rows).toEqual([]);
});

test('no row holds an e-mail address or anything like a key', async () => {
  for (const table of tables) {
    const rows = JSON.stringify(await read(`SELECT * FROM ${table}`));
    expect(rows, table).not.toMatch(/[\w.]+@example\.com|sk_demo_|whsec_|pub_[0-9a-f]{8}|scrypt/);
  }
});

test('money is told in the currency’s own unit, to the cent, and the yen has none', async () => {
  const sql = "SELECT id, price, currency FROM packages WHERE id IN ('pkg_demo_checkout', 'pkg_demo_tax') ORDER BY id";
  await owner('package').where({ id: 'pkg_demo_tax' }).update({ price_minor: 1_234, currency: 'JPY' });
  expect(await read(sql)).toEqual([
    { id: 'pkg_demo_checkout', price: 49, currency: 'GBP' },
    { id: 'pkg_demo_tax', price: 1234, currency: 'JPY' },
  ]);
  const [{ orders, lines, minor }] = (
    await owner.raw(
      'select (select sum(total) from reporting.orders) as orders, (select sum(subtotal - discount + tax) from reporting.order_lines) as lines, (select sum(total_minor)::int from customer_order) as minor',
    )
  ).rows;
  expect([Number(orders) * 100, Number(lines) * 100]).toEqual([minor, minor]);
});

test('jobs are seen, what they are about is not', async () => {
  await owner.raw(`select enqueue_job('mail', '{"mail": "mai_secret"}')`);
  expect(await read('SELECT * FROM jobs')).toEqual([
    {
      ...{ id: expect.any(String), queue: 'mail', state: 'created', priority: 0, retry_count: 0 },
      ...{ retry_limit: expect.any(Number), created_at: expect.any(String), start_after: expect.any(String) },
      ...{ started_at: null, completed_at: null },
    },
  ]);
});

test('calls are told by day, with no caller and no argument', async () => {
  const row = {
    connection_id: 'con_1',
    outcome: 'ok',
    wire: 'rest',
    tool: 'whoami',
    write_mode: 'read',
    trace_id: 't',
  };
  await owner('toolwright.audit').insert(
    [10, 30].map((duration_ms) => ({
      ...row,
      ...{ at: '2026-03-01T23:30:00Z', duration_ms, system_reasons: [], principal_id: 'cus_1', arguments: { a: 1 } },
    })),
  );
  expect(await read("SELECT * FROM tool_calls WHERE tool = 'whoami'")).toEqual([
    {
      ...{
        day: '2026-03-01',
        tool: 'whoami',
        action: null,
        write_mode: 'read',
        wire: 'rest',
        outcome: 'ok',
        gate: null,
      },
      ...{ calls: 2, principals: 1, mean_ms: 20, longest_ms: 30 },
    },
  ]);
});
