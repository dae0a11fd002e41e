import type { Log } from '../../call/call.js';
import { type ConnectionSource, clientConfig } from '../../store/postgres/pool.js';
import { type Explained, explainStatement } from './explain/explain-statement.js';
import { QueryProblem } from './query-problem.js';
import { prepareLogin } from './reader/prepare-login.js';
import { readerSource } from './reader/reader-source.js';
import { createLane, type Lane, type LaneOptions } from './run/lane.js';
import type { Rows } from './run/run-statement.js';

/** The most rows of an answer. */
export const MAX_ROWS = 1_000;

/** Of what PostgreSQL sends for one statement. */
const MAX_BYTES = 1_048_576;

/**
 * Two lanes: most queries are over in the quick one; what is not begins again in the slow one, where one runs at a time. All
 * the waiting and running together stays below what a call may take.
 */
const lanes = {
  quick: { size: 8, timeoutMs: 250, patienceMs: 40_000 },
  slow: { size: 1, timeoutMs: 5_000, patienceMs: 9_000 },
} as const satisfies Record<string, LaneOptions>;

export type LaneSettings = { readonly [Name in keyof typeof lanes]?: Partial<LaneOptions> };

export interface QueriesOptions {
  /** As the tables' owner. */
  readonly source: ConnectionSource;
  readonly secrets: readonly string[];
  /** A reader made by hand; without one, it is made. */
  readonly queryDatabaseUrl?: string;
  /** Tests make the lanes narrower and their clocks faster. */
  readonly queryLanes?: LaneSettings;
  readonly log?: Log | undefined;
}

/** Statements that the guard has let pass, run by somebody who may read the views alone. All reject with QueryProblem. */
export interface Queries {
  rows(sql: string, signal: AbortSignal): Promise<Rows>;
  /** How PostgreSQL runs it; `tables`: the views it reads. */
  explain(sql: string, tables: readonly string[], signal: AbortSignal): Promise<Explained>;
  close(): Promise<void>;
}

interface Opened {
  readonly quick: Lane;
  readonly slow: Lane;
}

/** Sees to the reader at once; where there can be none, that is logged, and every query is told so. */
export function createQueries(options: QueriesOptions): Queries {
  let told = '';
  const tell = ({ message }: Error) => {
    if (message !== told) options.log?.warn({ reason: message }, 'queries of staff are not answered');
    told = message;
  };
  const opening = open(options);
  opening.catch(tell);

  async function inLanes(sql: string, maxRows: number, signal: AbortSignal): Promise<Rows> {
    const { quick, slow } = await opening;
    const limits = { maxRows, maxBytes: MAX_BYTES, signal };
    try {
      return await quick.run(sql, limits);
    } catch (error) {
      if (!isTimeout(error) || error.unstoppable) throw error;
      return slow.run(sql, limits);
    }
  }

  /** Whoever reads may turn out to be of no use only when asked for the first time. */
  async function telling<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((error: Error) => {
      if (error instanceof QueryProblem && error.code === 'QUERY_UNAVAILABLE') tell(error);
      throw error;
    });
  }

  return {
    rows: (sql, signal) => telling(inLanes(sql, MAX_ROWS, signal)),
    explain: (sql, tables, signal) =>
      explainStatement(sql, tables, {
        analyzed: (text) => telling(inLanes(text, 1, signal)),
        planned: async (text) => (await opening).quick.run(text, { maxRows: 1, maxBytes: MAX_BYTES, signal }),
      }),
    async close() {
      const opened = await opening.catch(() => null);
      await Promise.all([opened?.quick.close(), opened?.slow.close()]);
    },
  };
}

async function open({ source, secrets, queryDatabaseUrl, queryLanes: given = {} }: QueriesOptions): Promise<Opened> {
  const reader = queryDatabaseUrl ?? readerSource(source, await login(source, secrets));
  const config = clientConfig(reader);
  return {
    quick: createLane(config, { ...lanes.quick, ...given.quick }),
    slow: createLane(config, { ...lanes.slow, ...given.slow }),
  };
}

const login = (source: ConnectionSource, secrets: readonly string[]) =>
  prepareLogin(source, secrets).catch((error: Error) => {
    throw new QueryProblem('QUERY_UNAVAILABLE', error.message);
  });

const isTimeout = (error: unknown): error is QueryProblem =>
  error instanceof QueryProblem && error.code === 'QUERY_TIMEOUT';
