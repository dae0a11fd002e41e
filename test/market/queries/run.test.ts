import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createQueries, type LaneSettings, type Queries } from '../../../runtime/market/queries/queries.js';
import type { QueryProblem } from '../../../runtime/market/queries/query-problem.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import type { TestDatabase } from '../../store/cluster.js';
import { cloneDemo, secrets } from '../market.js';

/** What comes of a statement once it is run: no guard stands before it here. */
let database: TestDatabase;
let queries: Queries;
const open = (queryLanes: LaneSettings = {}) => createQueries({ source: database.connection, secrets, queryLanes });
beforeAll(async () => {
  database = await cloneDemo();
  queries = open();
});
afterAll(async () => {
  await queries.close();
  await database.drop();
});

const never = new AbortController().signal;
const read = async (sql: string) => (await queries.rows(sql, never)).rows;
const problem = (of: Queries, sql: string) =>
  of.rows(sql, never).then(
    ({ rows }) => ({ code: 'answered', message: JSON.stringify(rows).slice(0, 80) }),
    ({ code, message }: QueryProblem) => ({ code, message }),
  );

test.each([
  ['1::smallint, 2, 3::bigint, 9007199254740993', [1, 2, 3, '9007199254740993']],
  [
    '118.80, 0.1::numeric, 123456789012345.67, -0.5, 1000000::numeric',
    [118.8, 0.1, '123456789012345.67', -0.5, 1_000_000],
  ],
  ["'NaN'::numeric, 'Infinity'::float8, 1.5::real, 'NaN'::float8", ['NaN', 'Infinity', 1.5, 'NaN']],
  ["true, null, 'x', 'y'::varchar(3)", [true, null, 'x', 'y']],
  ["date '2026-02-01', timestamptz '2026-02-01 12:00:00.5+02'", ['2026-02-01', '2026-02-01T10:00:00.5Z']],
  [
    "timestamp '2026-02-01 12:00', interval '1 day 02:00', time '08:30'",
    ['2026-02-01T12:00:00', '1 day 02:00:00', '08:30:00'],
  ],
  [`'{"a": [1, null]}'::jsonb, '[1]'::json, '\\x01ff'::bytea`, [{ a: [1, null] }, [1], '\\x01ff']],
  [
    "array[1, null, 3], array['a,b', 'c\"d'], array[[1, 2], [3, 4]]",
    [
      [1, null, 3],
      ['a,b', 'c"d'],
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ],
  [
    "timestamptz 'infinity', '-infinity'::date, timestamptz '0044-03-15 00:00:00+00 BC'",
    ['infinity', '-infinity', '0044-03-15 00:00:00+00 BC'],
  ],
])('%s', async (columns, values) => {
  const [row] = await read(`SELECT ${columns}`);
  expect(Object.values(row ?? {})).toEqual(values);
});

test('json that nests more deeply than an answer may is its text', async () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const columns = [100, 101, 4_000].map((depth) => `'${nested(depth)}'::jsonb`);
  const [row] = await read(`SELECT ${columns.join()}, 'null'::json, '{"a": [{"b": 1}]}'::json`);
  expect(Object.values(row ?? {})).toEqual([
    ...[JSON.parse(nested(100)), nested(101), nested(4_000)],
    ...[null, { a: [{ b: 1 }] }],
  ]);
});

test('columns of one name are told apart', async () => {
  expect(await read('SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS "__proto__"')).toEqual([
    Object.fromEntries([
      ['a', 1],
      ['a_3', 2],
      ['a_2', 3],
      ['__proto__', 4],
    ]),
  ]);
});

describe('however much there is', () => {
  test.each([
    [1_000, 1_000, false],
    [1_001, 1_000, true],
    [50_000, 1_000, true],
  ])('of %i rows %i come', async (there, come, cut) => {
    const result = await queries.rows(`SELECT n FROM generate_series(1, ${there}) n`, never);
    expect([result.rows.length, result.cut, result.rows.at(-1)]).toEqual([come, cut, { n: come }]);
  });

  test('rows that are too wide together are cut off, and the next query is answered', async () => {
    const { rows, cut } = await queries.rows(
      "SELECT n, lpad('', 8000, 'x') AS x FROM generate_series(1, 900) n",
      never,
    );
    expect(cut).toBe(true);
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.length).toBeLessThan(300);
    expect(rows.at(-1)).toEqual({ n: rows.length, x: 'x'.repeat(8_000) });
    expect(await read('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('a long text ends with …, a row that is larger than an answer may be is none', async () => {
    expect(await read("SELECT repeat('x', 20000) AS x")).toEqual([{ x: `${'x'.repeat(10_000)}…` }]);
    expect(await problem(queries, "SELECT repeat('x', 100000000)")).toEqual({
      code: 'QUERY_FAILED',
      message: 'One row of the result is too large.',
    });
  });
});

describe('mistakes are told, and never what a row holds', () => {
  test.each([
    [
      'SELECT titel FROM posts',
      'Column "titel" does not exist. Perhaps you meant to reference the column "posts.title".',
    ],
    [
      'SELECT name, count(*) FROM users',
      'Column "users.name" must appear in the GROUP BY clause or be used in an aggregate function.',
    ],
    [
      'SELECT id FROM posts WHERE published_at = 5',
      'Operator does not exist: timestamp with time zone = integer. No operator matches the given name and argument types. You might need to add explicit type casts.',
    ],
    ['SELECT 1 / (id - id) FROM posts', 'Something is divided by zero. Write nullif(divisor, 0) in its place.'],
    ['SELECT name::int FROM users', 'A value cannot be read as the type that it is cast to or compared with.'],
    [
      "SELECT CAST('Olivia' || name AS date) FROM users",
      'A text is no date or time. Write it like 2026-01-31 or 2026-01-31T12:00:00Z.',
    ],
    [
      'SELECT (SELECT id FROM posts)',
      'A subquery in the place of a value answers more than one row. Add LIMIT 1, or an aggregate.',
    ],
    ["SELECT name ~ '(' FROM users", 'A regular expression cannot be read.'],
    ['SELECT 2147483647 + id FROM posts', 'A number is out of the range of its type.'],
    ['SELECT * FROM customer', 'Relation "customer" does not exist.'],
    ['SELECT * FROM public.customer', 'The query reads what it may not. list_tables names what can be queried.'],
    ['DELETE FROM posts', 'The query reads what it may not. list_tables names what can be queried.'],
  ])('%s', async (sql, message) => {
    expect(await problem(queries, sql)).toEqual({ code: 'QUERY_FAILED', message });
  });
});

/** More steps than anybody lives to see. */
const ENDLESS =
  'SELECT count(*) FROM posts a, posts b, posts c, posts d, posts e, posts f, posts g, posts h, posts i, posts j';

describe('however long it takes', () => {
  test('what the quick lane has no time for is answered by the slow one', async () => {
    const hurried = open({ quick: { timeoutMs: 1 } });
    const { rows } = await hurried.rows('SELECT count(*) AS n FROM generate_series(1, 200000)', never);
    expect(rows).toEqual([{ n: 200_000 }]);
    await hurried.close();
  });

  test('what is too long for that one too is stopped, and who waits longer than patience is told to come again', async () => {
    const narrow = open({ quick: { timeoutMs: 50 }, slow: { size: 1, timeoutMs: 1_500, patienceMs: 100 } });
    const ended = await Promise.all([ENDLESS, `${ENDLESS}, posts k`].map((sql) => problem(narrow, sql)));
    expect(ended.map(({ code }) => code).sort()).toEqual(['QUERY_BUSY', 'QUERY_TIMEOUT']);
    await narrow.close();
  });

  test('a call that ends takes its query with it, and nobody else gets its connection, where it may be cancelled once more', async () => {
    const patient = open({ quick: { size: 1, timeoutMs: 60_000 } });
    const pid = async () => (await patient.rows('SELECT pg_backend_pid() AS pid', never)).rows;
    const before = await pid();
    const ending = new AbortController();
    const running = patient.rows(ENDLESS, ending.signal);
    const owner = createPool(database.connection, 1);
    const busy = async () =>
      (
        await owner.raw("select count(*)::int as n from pg_stat_activity where query = ? and state = 'active'", [
          ENDLESS,
        ])
      ).rows[0].n;
    await expect.poll(busy).toBe(1);
    ending.abort(new Error('Enough.'));
    await expect(running).rejects.toThrow('Enough.');
    await expect.poll(busy).toBe(0);
    expect(await pid()).not.toEqual(before);
    await owner.destroy();
    await patient.close();
  });
});

test('nothing of a query outlives it', async () => {
  const one = open({ quick: { size: 1 } });
  const pid = async () => (await one.rows('SELECT pg_backend_pid() AS pid', never)).rows;
  const before = await pid();
  await one.rows("SET SESSION statement_timeout = '1h'", never);
  await one.rows('LISTEN anything', never);
  await one.rows('COMMIT', never);
  const { rows } = await one.rows(
    "SELECT current_setting('statement_timeout') AS timeout, current_setting('transaction_read_only') AS reads, (SELECT count(*) FROM pg_listening_channels()) AS channels",
    never,
  );
  expect(rows).toEqual([{ timeout: '250ms', reads: 'on', channels: 0 }]);
  expect(await pid()).toEqual(before);
  await one.close();
});
