import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Market, openMarket } from '../market.js';

/** Honest queries among some that would never end: every one of either is answered as it would be alone. */
let market: Market;
beforeAll(async () => {
  market = await openMarket({
    options: {
      work: false,
      queryLanes: { quick: { timeoutMs: 1_000, patienceMs: 60_000 }, slow: { timeoutMs: 300, patienceMs: 800 } },
    },
  });
});
afterAll(() => market.close());

const honest = (n: number): readonly [string, unknown] => {
  const kinds: readonly (readonly [string, unknown])[] = [
    [`SELECT ${n} AS n, count(*) AS posts FROM posts WHERE status = 'published'`, [{ n, posts: 9 }]],
    [
      `SELECT id, title FROM posts WHERE id = ${(n % 2) + 1}`,
      [{ id: (n % 2) + 1, title: n % 2 === 0 ? 'First Post' : 'Second Post' }],
    ],
    [
      "WITH paid AS (SELECT total FROM orders WHERE status = 'paid') SELECT sum(total) AS paid FROM paid",
      [{ paid: 165.58 }],
    ],
  ];
  return kinds[n % kinds.length] as readonly [string, unknown];
};

const pathological = (n: number) =>
  `SELECT ${n}, count(*) FROM posts a, posts b, posts c, posts d, posts e, posts f, posts g, posts h, posts i, posts j`;

test('three hundred honest queries and ten pathological ones', async () => {
  const asked = Array.from({ length: 310 }, (_, n) => n);
  const answers = await Promise.all(
    asked.map(async (n) => {
      const bad = n % 31 === 0;
      const [query, expected] = bad ? [pathological(n), null] : honest(n);
      const { status, body } = await market.call('staff', 'query_database', { query });
      return { bad, status, body, expected };
    }),
  );
  for (const { status, body, expected } of answers.filter(({ bad }) => !bad)) {
    expect({ status, body }).toEqual({ status: 200, body: expected });
  }
  const ends = answers.filter(({ bad }) => bad).map(({ status, body }) => [status, body.code]);
  const known = [
    [504, 'QUERY_TIMEOUT'],
    [503, 'QUERY_BUSY'],
  ];
  expect(ends).toHaveLength(10);
  for (const end of ends) expect(known).toContainEqual(end);
  expect(ends).toContainEqual([504, 'QUERY_TIMEOUT']);
});
