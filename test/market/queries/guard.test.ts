import { beforeAll, describe, expect, test } from 'vitest';
import { type Guard, type Guarded, loadGuard } from '../../../runtime/market/queries/guard/guard.js';
import { readHonest } from './honest/read-honest.js';
import { tables as allTables } from './tables.js';

const tables = new Set(['users', 'posts', 'comments', 'orders']);
let guard: Guard;
const decide = (sql: string): Guarded => guard(sql, { tables, maxRows: 1000 });

beforeAll(async () => {
  guard = await loadGuard();
});

describe('as documented', () => {
  test('a limit is added', () => {
    expect(decide("SELECT * FROM posts WHERE status = 'published'")).toEqual({
      sql: "SELECT * FROM posts WHERE status = 'published' LIMIT 1000",
      limit: 1000,
      tables: ['posts'],
    });
  });

  test('a lower limit is kept', () => {
    const sql = "SELECT id, title, status FROM posts WHERE status = 'published' LIMIT 10";
    expect(decide(sql)).toEqual({ sql, limit: 10, tables: ['posts'] });
  });

  test('the blocked keywords are named, wherever they are a statement', () => {
    const statements = {
      DELETE: 'DELETE FROM posts',
      INSERT: 'INSERT INTO posts DEFAULT VALUES',
      UPDATE: 'UPDATE posts SET id = 1',
      DROP: 'DROP TABLE posts',
      TRUNCATE: 'TRUNCATE posts',
      ALTER: 'ALTER TABLE posts ADD a int',
      CREATE: 'CREATE TABLE a (b int)',
      GRANT: 'GRANT SELECT ON posts TO PUBLIC',
      REVOKE: 'REVOKE SELECT ON posts FROM PUBLIC',
    };
    for (const [keyword, statement] of Object.entries(statements)) {
      const rejected = `Disallowed SQL keyword '${keyword}' detected`;
      expect(decide(statement)).toEqual({ rejected });
      expect(decide(`SELECT 1; ${statement}`)).toEqual({ rejected });
      expect(decide(`/* x */ ${statement.toLowerCase()};`)).toEqual({ rejected });
    }
    expect(decide('SELECT 1 UNION SELECT 2')).toEqual({ rejected: "Disallowed SQL keyword 'UNION' detected" });
  });

  test('what is no SELECT is told so', () => {
    for (const text of ['', ' ', ';', '-- nothing', 'EXPLAIN SELECT 1', 'VALUES (1)', 'TABLE posts', 'hello there']) {
      expect(decide(text)).toEqual({ rejected: 'Query must begin with SELECT' });
    }
  });

  test('a word in a text, a name or a comment is no keyword', () => {
    const sql = `SELECT 'DELETE' AS "DROP", "update" AS truncate /* GRANT */ FROM posts`;
    expect(decide(sql)).toEqual({ sql: `${sql} LIMIT 1000`, limit: 1000, tables: ['posts'] });
  });
});

describe('the text that runs', () => {
  const runs = (sql: string) => {
    const decided = decide(sql);
    return 'sql' in decided ? [decided.sql, decided.limit] : decided.rejected;
  };

  test('has no more rows than there may be, and else what was written', () => {
    expect(runs('SELECT id FROM posts LIMIT 1000')).toEqual(['SELECT id FROM posts LIMIT 1000', 1000]);
    expect(runs('SELECT id FROM posts LIMIT 1001')).toEqual(['SELECT id FROM posts LIMIT 1000', 1000]);
    expect(runs('SELECT id FROM posts LIMIT 99999999999999999999 OFFSET 5')).toEqual([
      'SELECT id FROM posts LIMIT 1000 OFFSET 5',
      1000,
    ]);
    expect(runs('SELECT id FROM posts LIMIT (0xFFFF)')).toEqual(['SELECT id FROM posts LIMIT (1000)', 1000]);
    expect(runs('SELECT id FROM posts LIMIT ALL')).toEqual(['SELECT id FROM posts LIMIT 1000', 1000]);
    expect(runs('SELECT id FROM posts LIMIT NULL')).toEqual(['SELECT id FROM posts LIMIT 1000', 1000]);
    expect(runs('SELECT id FROM posts OFFSET 5')).toEqual(['SELECT id FROM posts OFFSET 5 LIMIT 1000', 1000]);
    expect(runs('SELECT id FROM posts LIMIT 0')).toEqual(['SELECT id FROM posts LIMIT 0', 0]);
    expect(runs('SELECT id FROM posts FETCH FIRST 2000 ROWS ONLY')).toEqual([
      'SELECT id FROM posts FETCH FIRST 1000 ROWS ONLY',
      1000,
    ]);
    expect(runs('SELECT id FROM posts FETCH FIRST ROW ONLY')).toEqual(['SELECT id FROM posts FETCH FIRST ROW ONLY', 1]);
    expect(runs('WITH a AS (SELECT 1 LIMIT 5000) (SELECT * FROM a LIMIT 5000)')).toEqual([
      'WITH a AS (SELECT 1 LIMIT 5000) (SELECT * FROM a LIMIT 1000)',
      1000,
    ]);
  });

  test('has no limit in a comment or a text', () => {
    expect(runs('SELECT id FROM posts -- LIMIT 5')).toEqual(['SELECT id FROM posts LIMIT 1000', 1000]);
    expect(runs('SELECT id FROM posts --')).toEqual(['SELECT id FROM posts LIMIT 1000', 1000]);
    expect(runs('SELECT id FROM posts /* LIMIT 5 */;')).toEqual(['SELECT id FROM posts LIMIT 1000', 1000]);
    expect(runs('  -- first\n SELECT id -- LIMIT\n FROM posts ; -- last')).toEqual([
      'SELECT id -- LIMIT\n FROM posts LIMIT 1000',
      1000,
    ]);
    expect(runs('SELECT \'LIMIT 5\' AS "LIMIT 6"')).toEqual(['SELECT \'LIMIT 5\' AS "LIMIT 6" LIMIT 1000', 1000]);
    expect(runs("SELECT 'a\t\r\u0001' -- x\r FROM posts")).toEqual([
      "SELECT 'a\t\r\u0001' -- x\r FROM posts LIMIT 1000",
      1000,
    ]);
  });

  test('is cut in bytes where letters have several', () => {
    expect(runs('SELECT \'日本🙂é\' AS "ü" FROM posts LIMIT 5000 -- é')).toEqual([
      'SELECT \'日本🙂é\' AS "ü" FROM posts LIMIT 1000',
      1000,
    ]);
  });

  test('names the tables it reads, once each, and not the names of WITH', () => {
    expect(decide('WITH users AS (SELECT * FROM posts p, posts q) SELECT * FROM users, reporting.comments')).toEqual({
      sql: 'WITH users AS (SELECT * FROM posts p, posts q) SELECT * FROM users, reporting.comments LIMIT 1000',
      limit: 1000,
      tables: ['posts', 'comments'],
    });
  });

  test('is the same when it is decided on once more', () => {
    for (const [, queries] of readHonest()) {
      for (const { sql } of queries) {
        const once = guard(sql, { tables: allTables, maxRows: 1000 });
        expect(guard('sql' in once ? once.sql : '', { tables: allTables, maxRows: 1000 })).toEqual(once);
      }
    }
  });
});

describe('series', () => {
  const series = (args: string) => 'sql' in decide(`SELECT * FROM generate_series(${args})`);

  test('may have ten thousand steps', () => {
    expect(series('1, 10000')).toBe(true);
    expect(series('1, 10001')).toBe(false);
    expect(series('0, 20000, 3')).toBe(true);
    expect(series('20000, 0, -1')).toBe(false);
  });

  test('of dates have one unit, long enough', () => {
    expect(series("date '2020-01-01', date '2026-01-01', interval '1 day'")).toBe(true);
    expect(series("date '2020-01-01', date '2026-01-01', interval '1 hour'")).toBe(false);
    expect(series("date '2020-01-01', date '2020-06-01', '1 hour'")).toBe(true);
    expect(series("now() - interval '2 years', now(), '1 week'")).toBe(true);
    expect(series("now() - interval '2 years', now(), '1 month -30 days'")).toBe(false);
    expect(series("now(), now() + interval '200 years', '1 day'")).toBe(false);
    expect(series("(SELECT min(created_at) FROM posts), now(), '1 day'")).toBe(true);
    expect(series("(SELECT min(created_at) FROM posts), now(), '1 minute'")).toBe(false);
    expect(series("'infinity', now(), '1 day'")).toBe(false);
  });
});
