import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKey } from '../../../runtime/market/demo/keys.js';
import { type Outcome, secondClient } from '../../server/clients.js';
import { type Market, openMarket } from '../market.js';
import { type HostileQuery, readHostile } from './hostile/read-hostile.js';

/** The hostile queries through the real server, by both wires: all refused, and none of them comes to the database. */
let market: Market;
const answers = new Map<HostileQuery, unknown>();
const outcomes = new Map<HostileQuery, Outcome>();
// What no tool takes as a text, or this one not as so long a text, does not come to the guard.
const comes = ({ sql }: HostileQuery) => sql.length <= 10_000 && !sql.includes('\0') && !/\p{Surrogate}/u.test(sql);
const hostile = [...readHostile()].map(([what, queries]) => [what, queries.filter(comes)] as const);

beforeAll(async () => {
  market = await openMarket();
  await sendAll(async (query) => {
    answers.set(query, await market.call('staff', 'query_database', { query: query.sql }));
  });
  const session = await secondClient(market.url, demoKey('staff'));
  await sendAll(async (query) => {
    outcomes.set(query, await session.call('query_database', { query: query.sql }));
  });
  await session.close();
});
afterAll(() => market.close());

async function sendAll(send: (query: HostileQuery) => Promise<void>): Promise<void> {
  const waiting = hostile.flatMap(([, queries]) => queries);
  const one = async (): Promise<void> => {
    for (let query = waiting.pop(); query !== undefined; query = waiting.pop()) await send(query);
  };
  await Promise.all(Array.from({ length: 6 }, one));
}

describe.each(hostile)('%s', (_, queries) => {
  test.each(queries)('$title', (query) => {
    expect(answers.get(query)).toEqual({
      status: 403,
      body: {
        error: `Query rejected: ${query.rejected}`,
        code: 'FORBIDDEN_QUERY',
        reason: query.rejected,
      },
    });
  });
});

// One test for all: it says no more than that no wire leads past the guard.
test('over MCP each is refused in the same words', () => {
  const all = hostile.flatMap(([, queries]) => queries);
  const expected = all.map(({ title, rejected }) => ({
    title,
    refused: { error: `Query rejected: ${rejected}`, code: 'FORBIDDEN_QUERY', reason: rejected },
  }));
  expect(all.map((query) => ({ title: query.title, refused: outcomes.get(query)?.refused }))).toEqual(expected);
});

test('nobody has logged in to read, until there is something to read', async () => {
  const readers = `select count(*)::int as n from pg_stat_activity
    where datname = current_database() and usename like 'reporting%'`;
  expect((await market.db.raw(readers)).rows).toEqual([{ n: 0 }]);
  await market.succeed('staff', 'query_database', { query: 'SELECT 1' });
  expect((await market.db.raw(readers)).rows).toEqual([{ n: 1 }]);
});

test('a text is read by the database as the guard has read it', async () => {
  await market.succeed('staff', 'query_database', { query: 'SELECT 1' });
  const [{ name }] = (await market.db.raw('select current_database() as name')).rows;
  const { rows } = await market.db.raw(`select usename as reader from pg_stat_activity
    where datname = current_database() and usename like 'reporting%' limit 1`);
  await market.db.raw('alter role ?? in database ?? set standard_conforming_strings = off', [rows[0].reader, name]);
  await market.db.raw(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename like 'reporting%'`);
  const query = String.raw`SELECT '\' AS a, ' FROM customer --' AS b`;
  await market.eventually(async () => {
    expect(await market.call('staff', 'query_database', { query })).toEqual({
      status: 200,
      body: [{ a: '\\', b: ' FROM customer --' }],
    });
  });
});
