import { beforeAll, describe, expect, test } from 'vitest';
import { type Guard, loadGuard } from '../../../runtime/market/queries/guard/guard.js';
import { readHostile } from './hostile/read-hostile.js';
import { tables } from './tables.js';

let guard: Guard;
beforeAll(async () => {
  guard = await loadGuard();
});

const hostile = readHostile();

test('there are hundreds of hostile queries, no two of them the same', () => {
  const texts = [...hostile.values()].flat().map(({ sql }) => sql);
  expect(texts.length).toBeGreaterThan(600);
  expect(new Set(texts).size).toBe(texts.length);
});

describe.each([...hostile])('%s', (_, queries) => {
  test.each(queries)('$title', ({ sql, rejected }) => {
    expect(guard(sql, { tables, maxRows: 1000 })).toEqual({ rejected });
  });
});

test('a refused query leaves the parser as it was', () => {
  expect(guard('SELECT id FROM posts', { tables, maxRows: 1000 })).toEqual({
    sql: 'SELECT id FROM posts LIMIT 1000',
    limit: 1000,
    tables: ['posts'],
  });
});
