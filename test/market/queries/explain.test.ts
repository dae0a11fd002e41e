import { afterAll, beforeAll, expect, test } from 'vitest';
import { createQueries, type Queries } from '../../../runtime/market/queries/queries.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import type { TestDatabase } from '../../store/cluster.js';
import { cloneDemo, secrets } from '../market.js';

/** Plans of a database with rows enough for them to matter. */
let database: TestDatabase;
let queries: Queries;
beforeAll(async () => {
  database = await cloneDemo();
  const owner = createPool(database.connection, 1);
  // Once the server's vacuum has been there, an index alone may answer, and the plans are others.
  await owner.raw(`
    alter table post set (autovacuum_enabled = false); alter table page_view set (autovacuum_enabled = false);
    insert into post (title, slug, body, status, category_id, published_at)
      select 'Old ' || n, 'old-' || n, repeat('x', 300), 'archived', 1, now() from generate_series(1, 20000) n;
    insert into page_view (day, views) select date '1990-01-01' + n, 1 from generate_series(1, 5000) n;
    analyze post; analyze customer; analyze page_view; analyze customer_order`);
  await owner.destroy();
  queries = createQueries({ source: database.connection, secrets });
});
afterAll(async () => {
  await queries.close();
  await database.drop();
});

const explain = (sql: string, tables: string[], of = queries) => of.explain(sql, tables, new AbortController().signal);
const told = async (sql: string, tables: string[]) => (await explain(sql, tables)).interpretation;

test('an index is told by its name, and the plan names the view', async () => {
  const { explain: plan, interpretation } = await explain("SELECT * FROM posts WHERE status = 'published' LIMIT 1000", [
    'posts',
  ]);
  expect(interpretation).toEqual([{ table: 'posts', analysis: ['GOOD: Using index: idx_post_status'] }]);
  expect(plan.map(({ table }) => table).filter((table) => table !== undefined)).not.toContain('post');
  expect(plan[0]).toEqual({
    ...{ id: 1, node_type: 'Limit', plan_rows: expect.any(Number), actual_rows: 9, actual_loops: 1 },
    ...{ startup_cost: expect.any(Number), total_cost: expect.any(Number) },
  });
});

test('a scan of a table that matters is a warning with its rows, one of a small table is none', async () => {
  expect(await told("SELECT id FROM posts WHERE body LIKE '%y%' LIMIT 1000", ['posts'])).toEqual([
    {
      table: 'posts',
      analysis: [
        expect.stringMatching(
          /^WARNING: Full table scan of 200\d\d rows\. Compare a column that has an index in WHERE/,
        ),
      ],
    },
  ]);
  expect(await told("SELECT id FROM users WHERE name LIKE '%y%' LIMIT 1000", ['users'])).toEqual([
    { table: 'users', analysis: [expect.stringMatching(/^GOOD: Full table scan, but of \d+ rows only/)] },
  ]);
});

test('a sort that goes to disk is a warning', async () => {
  const sql =
    'SELECT title, body, row_number() OVER (ORDER BY body, title || body) AS n FROM (SELECT a.* FROM posts a, generate_series(1, 6) n) a ORDER BY n DESC LIMIT 1000';
  const [posts] = await told(sql, ['posts']);
  expect(posts?.analysis).toContainEqual(expect.stringMatching(/^WARNING: Sort on disk, of \d+ kB\./));
});

test('rows misjudged tenfold are a warning, where nothing above has stopped early', async () => {
  const [views] = await told('SELECT count(*) FROM page_views WHERE (views + 0) * 1 = 1 LIMIT 1000', ['page_views']);
  expect(views?.analysis).toContainEqual(
    expect.stringMatching(/^WARNING: 5\d\d\d rows where 2\d rows were expected \(Subquery Scan\)/),
  );
  const [few] = await told('SELECT day FROM page_views LIMIT 1', ['page_views']);
  expect(few?.analysis.filter((sentence) => /expected/.test(sentence))).toEqual([]);
});

test('a join that compares everything with everything is a warning', async () => {
  const join = 'SELECT count(*) FROM posts p JOIN sites s ON p.id + length(s.name) < 0 LIMIT 1000';
  const [first] = await told(join, ['sites', 'posts']);
  expect(first?.analysis).toContainEqual(
    'WARNING: Nested loop over 120072 pairs of rows. Join on columns that are equal, so that one pass over each table is enough, or filter before joining',
  );
});

test('what joins in behind a view is told as a view that the query names', async () => {
  const { explain: plan } = await explain(
    'SELECT l.id, o.id FROM order_lines l JOIN orders o ON o.id = l.order_id LIMIT 1000',
    ['order_lines', 'orders'],
  );
  const named = new Set(plan.map(({ table }) => table).filter((table) => table !== undefined));
  expect([...named].sort()).toEqual(['order_lines', 'orders']);
});

test('what takes too long is told as it would be gone about', async () => {
  const hurried = createQueries({
    source: database.connection,
    secrets,
    queryLanes: { quick: { timeoutMs: 1_000 }, slow: { timeoutMs: 500 } },
  });
  const { explain: plan, interpretation } = await explain(
    'SELECT count(*) FROM posts a, posts b LIMIT 1000',
    ['posts'],
    hurried,
  );
  expect(plan.length).toBeGreaterThan(2);
  expect(plan.every((node) => node.actual_rows === undefined && node.plan_rows > 0)).toBe(true);
  expect(interpretation).toEqual([
    {
      table: 'posts',
      analysis: [
        expect.stringMatching(/^WARNING: Nested loop over 40\d{7} pairs of rows\./),
        expect.stringMatching(/^WARNING: Full table scan of 200\d\d rows\./),
      ],
    },
  ]);
  await hurried.close();
});
