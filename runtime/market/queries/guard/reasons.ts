import { nearest } from '../../../call/suggestion.js';
import { bounds } from './bounds.js';

/** A name as a sentence may repeat it: short, and without what could pass for something else in a log. */
export function shortName(name: string): string {
  const printable = name.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  const points = [...printable];
  return points.length <= 40 ? printable : `${points.slice(0, 40).join('')}…`;
}

/** Why a query is refused: what stands after `Query rejected: `. */
export const reasons = {
  noSelect: 'Query must begin with SELECT',
  keyword: (keyword: string) => `Disallowed SQL keyword '${shortName(keyword)}' detected`,
  severalStatements: 'Only one statement can be run at a time; send each SELECT in a call of its own',
  tooLong: (length: number) => `The query has ${length} characters; at most ${bounds.text} can be read`,
  tooManyComments: `The query has more than ${bounds.comments} comments; leave some out`,
  tooManySigns: `The query has more than ${bounds.signs} signs of operators in a row; leave some out`,
  tooNested: 'The query is nested too deeply; split it, or use WITH for its parts',
  tooLarge: 'The query has too many parts; split it into several',
  tooManyRelations: `The query reads more than ${bounds.relations} tables, subqueries and functions in FROM; split it into several`,
  unclosed: 'The SELECT cannot be read: a text, a name or a comment in it has no end',
  noText: 'The query has a NUL character or half of a character in it; send plain Unicode text',
  syntax: (message: string, near: string, position: number) => {
    const hint =
      near === '`'
        ? '; names stand in double quotes'
        : message.startsWith('LIMIT #,#')
          ? '; write LIMIT … OFFSET …'
          : '';
    return `The SELECT cannot be read: ${message}${near === '' ? '' : ` at or near '${shortName(near)}'`} (character ${position})${hint}`;
  },
  relation: (name: string, tables: readonly string[]) => {
    const meant = nearest(name, tables);
    const hint = meant === undefined ? '' : ` (did you mean '${meant}'?)`;
    return `Table '${shortName(name)}' cannot be queried${hint}; list_tables names those that can`;
  },
  schema: (schema: string) =>
    `Schema '${shortName(schema)}' cannot be queried; name a table of list_tables without a schema`,
  functionName: (name: string, known: readonly string[]) => {
    const meant = nearest(name, known);
    const hint = meant === undefined ? '' : ` (did you mean '${meant}'?)`;
    return `Function '${shortName(name)}' is not available${hint}; those for aggregates, windows, dates, numbers, text, arrays and json are`;
  },
  functionInstead: (name: string, instead: string) =>
    `Function '${shortName(name)}' is not available; write ${instead}`,
  functionSchema: (name: string) => `Function '${shortName(name)}' is named with a schema; use its name alone`,
  operator: (name: string) =>
    `Operator '${shortName(name)}' is not available; those for arithmetic, comparison, text and json are`,
  type: (name: string) =>
    `Type '${shortName(name)}' is not available; cast to numbers, text, boolean, dates and times, interval, uuid or json`,
  systemColumn: (name: string) => `Column '${shortName(name)}' is PostgreSQL's own and cannot be read`,
  rowFunction: (name: string) => `'${shortName(name)}' would call a function and is not available; name a column`,
  functionColumn: (name: string, column: string) =>
    `'${shortName(name)}' is a function in FROM and has no column '${shortName(column)}'; name its columns, as in unnest(…) AS t(word), and name no table like it`,
  noFunction: 'FROM takes tables, subqueries and calls of functions, such as generate_series and unnest',
  part: (kind: string) => `This form of SQL (${shortName(kind)}) is not available; write it with a plain SELECT`,
  valueFunction:
    'CURRENT_USER, SESSION_USER, CURRENT_CATALOG and their kin are not available; CURRENT_DATE and now() are',
  table: 'TABLE is not available as a query; write SELECT * FROM and its name',
  notMaterialized: 'NOT MATERIALIZED is not available; leave it out',
  limit: 'LIMIT must be a whole number from 0, written as such',
  ties: 'FETCH FIRST … WITH TIES is not available; use LIMIT, or rank() for ties',
  offset: 'OFFSET must be a whole number from 0, written as such',
  padding: (name: string) => `The length of ${name} must be a number up to ${bounds.padding}, written as such`,
  format: 'The first argument of format must be a text with %s, %I and %L, without widths',
  series: `generate_series must have at most ${bounds.series} steps between ends that are written out: whole numbers, or dates and one interval such as '1 day'`,
  seriesTogether: `The series of a query multiplied may have at most ${bounds.seriesTogether} rows`,
} as const;
