import type pg from 'pg';
import Cursor from 'pg-cursor';
import { QueryProblem } from '../query-problem.js';
import { byClock } from './by-clock.js';
import { columnNames } from './column-names.js';
import { cutOff, onBytes } from './session.js';
import { valueTypes } from './value.js';

export type Row = Readonly<Record<string, unknown>>;

/** `cut`: there was more than was taken. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly cut: boolean;
}

export interface StatementLimits {
  readonly maxRows: number;
  /** Of what PostgreSQL sends. */
  readonly maxBytes: number;
  /** By PostgreSQL's own clock; a second one here follows it. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * What holds for one transaction, whoever the reader is and whatever the session before has left. Texts are read as the guard
 * read them: a backslash in them is a backslash.
 */
const opening = (timeoutMs: number): string => `begin isolation level read committed read only;
  set local statement_timeout = ${timeoutMs};
  set local lock_timeout = ${Math.min(timeoutMs, 1_000)};
  set local client_connection_check_interval = '1s';
  set local search_path = reporting, pg_temp;
  set local timezone = 'UTC';
  set local standard_conforming_strings = on;
  set local datestyle = 'ISO';
  set local intervalstyle = 'postgres';
  set local bytea_output = 'hex';
  set local max_parallel_workers_per_gather = 0;
  set local jit = off`;

/**
 * One statement, by the extended protocol, which takes no second one, in a transaction that only reads; whoever calls ends
 * that. No more rows come than `maxRows`, however many there are. Where more bytes come than `maxBytes`, the connection is
 * cut off, and the rows that came whole are the answer.
 */
export async function runStatement(client: pg.ClientBase, sql: string, limits: StatementLimits): Promise<Rows> {
  const { maxRows, maxBytes } = limits;
  await client.query(opening(limits.timeoutMs));
  const values: unknown[][] = [];
  let names: readonly string[] = [];
  let overflown = false;
  const cursor = client.query(new Cursor<unknown[]>(sql, [], { rowMode: 'array', types: valueTypes }));
  cursor.on('row', (row: unknown[], { fields }: pg.QueryArrayResult) => {
    if (values.length === 0) names = columnNames(fields.map(({ name }) => name));
    values.push(row);
  });
  const leave = onBytes(client, maxBytes, () => {
    overflown = true;
    cutOff(client);
  });
  try {
    await byClock(client, limits, cursor.read(maxRows + 1));
    await cursor.close();
  } catch (error) {
    if (!overflown) throw error;
    if (values.length === 0) throw new QueryProblem('QUERY_FAILED', 'One row of the result is too large.');
  } finally {
    leave();
  }
  const rows = values.slice(0, maxRows).map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
  return { rows, cut: overflown || values.length > maxRows };
}
