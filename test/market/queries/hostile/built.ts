import type { HostileQuery } from './read-hostile.js';

const nested = 'The query is nested too deeply; split it, or use WITH for its parts';

/** As many times as deep: too long to be written out. */
function deep(title: string, open: string, inner: string, close: string): readonly HostileQuery[] {
  return [160, 1_050].flatMap((times) => {
    const sql = `SELECT ${open.repeat(times)}${inner}${close.repeat(times)}`;
    const rejected = sql.length > 10_000 ? tooLong(sql) : nested;
    return { title: `${title}, ${times} times`, sql, database: 'bounds', rejected } as const;
  });
}

function tooLong(sql: string): string {
  return `The query has ${sql.length} characters; at most 10000 can be read`;
}

const long = `SELECT '${'a'.repeat(10_000)}'`;
const unclosed = `SELECT '${'a'.repeat(5_000)}`;

/** What cannot be written in YAML, or not by hand. */
export const builtHostile: readonly HostileQuery[] = [
  ...deep('not', 'NOT ', 'true', ''),
  ...deep('a sign', '- ', 'id', ''),
  ...deep('a subquery', '(SELECT ', '1', ')'),
  ...deep('a function', 'lower(', "'a'", ')'),
  ...deep('an array', 'ARRAY[', '1', ']'),
  ...deep('a row', 'ROW(', '1', ')'),
  ...deep('a case', 'CASE WHEN true THEN ', '1', ' END'),
  ...deep('a cast', '', '1', '::int'),
  ...deep('a sum', '', '1', '+id'),
  ...deep('a chain of texts', '', "'a'", "||'a'"),
  {
    title: 'brackets, 1050 times',
    sql: `SELECT ${'('.repeat(1_050)}1${')'.repeat(1_050)}`,
    database: 'bounds',
    rejected: nested,
  },
  {
    title: 'subqueries in FROM, 60 times',
    sql: `SELECT 1 FROM ${'(SELECT 1 FROM '.repeat(60)}posts${') a'.repeat(60)}`,
    database: 'bounds',
    rejected: 'The query reads more than 20 tables, subqueries and functions in FROM; split it into several',
  },
  {
    title: 'names of WITH that are read twice each',
    sql: `WITH a0 AS (SELECT 1 AS x)${Array.from({ length: 12 }, (_, n) => `, a${n + 1} AS (SELECT p.x FROM a${n} p, a${n} q)`).join('')} SELECT * FROM a12`,
    database: 'bounds',
    rejected: 'The query reads more than 20 tables, subqueries and functions in FROM; split it into several',
  },
  { title: 'a text that is too long', sql: long, database: 'bounds', rejected: tooLong(long) },
  {
    title: 'a long text that is too long and never ends',
    sql: unclosed,
    database: 'refuses',
    rejected: 'The SELECT cannot be read: a text, a name or a comment in it has no end',
  },
  {
    title: 'more columns than can be answered',
    sql: `SELECT ${Array.from({ length: 3_000 }, () => 'id').join()} FROM posts`,
    database: 'refuses',
    rejected: 'The query has too many parts; split it into several',
  },
  {
    title: 'comments over and over',
    sql: `SELECT 1${'/**/'.repeat(2_400)}`,
    database: 'bounds',
    rejected: 'The query has more than 100 comments; leave some out',
  },
  {
    title: 'comments within comments',
    sql: `SELECT 1${'/*'.repeat(2_400)}${'*/'.repeat(2_400)}`,
    database: 'bounds',
    rejected: 'The query has more than 100 comments; leave some out',
  },
  {
    title: 'an operator without end',
    sql: `SELECT 1 ${'+'.repeat(9_900)}`,
    database: 'bounds',
    rejected: 'The query has more than 100 signs of operators in a row; leave some out',
  },
  {
    title: 'half of a character',
    sql: "SELECT '\ud800'",
    database: 'parser',
    rejected: 'The query has a NUL character or half of a character in it; send plain Unicode text',
  },
  {
    title: 'a NUL that hides what follows',
    sql: 'SELECT 1\0; DELETE FROM posts',
    database: 'parser',
    rejected: 'The query has a NUL character or half of a character in it; send plain Unicode text',
  },
];
