import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueTypes } from '../../../runtime/market/queries/run/value.js';
import { type Market, openMarket } from '../market.js';
import { type HonestQuery, readHonest } from './honest/read-honest.js';

/** Honest questions through the real server, each answered right. */
let market: Market;
let owner: pg.Client;

beforeAll(async () => {
  market = await openMarket();
  owner = new pg.Client({ connectionString: market.databaseUrl, types: valueTypes });
  await owner.connect();
  await owner.query("set timezone to 'UTC'");
});
afterAll(async () => {
  await owner.end();
  await market.close();
});

const honest = readHonest();

test('there are hundreds of honest queries, no two of them the same', () => {
  const texts = [...honest.values()].flat().map(({ sql }) => sql);
  expect(texts.length).toBeGreaterThan(200);
  expect(new Set(texts).size).toBe(texts.length);
});

async function expectedOf({ rows, same }: HonestQuery): Promise<unknown> {
  if (rows !== undefined) return rows;
  const answer = await owner.query(same ?? '');
  expect(answer.rows.length, 'rows that the other statement finds').toBeGreaterThan(0);
  return answer.rows;
}

describe.each([...honest])('%s', (_, queries) => {
  test.each(queries)('$title', async (query) => {
    const { status, body } = await market.call('staff', 'query_database', { query: query.sql });
    expect({ status, body }).toEqual({ status: 200, body: await expectedOf(query) });
  });
});
