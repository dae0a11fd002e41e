import { beforeAll, describe, expect, test } from 'vitest';
import { type Guard, type Guarded, loadGuard } from '../../../runtime/market/queries/guard/guard.js';

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
