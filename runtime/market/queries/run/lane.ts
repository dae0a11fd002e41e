import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { QueryProblem } from '../query-problem.js';
import { busy, problemOf } from './read-failure.js';
import { type Rows, runStatement, type StatementLimits } from './run-statement.js';
import { cutOff } from './session.js';

export interface LaneOptions {
  /** How many statements run at the same time. */
  readonly size: number;
  readonly timeoutMs: number;
  /** How long a statement waits for its turn. */
  readonly patienceMs: number;
}

/** Connections of the reader that run one statement each, so long at most; who comes meanwhile waits for a turn. */
export interface Lane {
  /** Rejects with a QueryProblem for all that is the query's fault or the moment's. */
  run(sql: string, limits: Pick<StatementLimits, 'maxRows' | 'maxBytes' | 'signal'>): Promise<Rows>;
  close(): Promise<void>;
}

/** How long a connection that nobody uses is kept. */
const IDLE_MS = 10_000;

/** How long a connection that was cut off may take to be gone. */
const CLOSE_MS = 2_000;

export function createLane(config: pg.ClientConfig, { size, timeoutMs, patienceMs }: LaneOptions): Lane {
  const pool = new pg.Pool({ ...config, max: size, connectionTimeoutMillis: patienceMs, idleTimeoutMillis: IDLE_MS });
  // What breaks in use rejects there; what breaks later, or while nobody uses it, is missed by nobody.
  pool.on('error', ignore);
  const clients = new Set<pg.ClientBase>();
  pool.on('connect', (client) => {
    client.on('error', ignore);
    clients.add(client);
  });
  pool.on('remove', (client) => clients.delete(client));
  return {
    async run(sql, limits) {
      const client = await turn(pool);
      try {
        limits.signal.throwIfAborted();
        await checkReader(client);
        return await runStatement(client, sql, { ...limits, timeoutMs });
      } catch (error) {
        limits.signal.throwIfAborted();
        throw problemOf(error) ?? error;
      } finally {
        client.release(!(await leaveClean(client)));
      }
    },
    async close() {
      // Whoever asked is gone: nothing that still runs may keep the server from ending.
      for (const client of clients) cutOff(client);
      const waiting = new AbortController();
      await Promise.race([pool.end(), setTimeout(CLOSE_MS, undefined, { signal: waiting.signal })]);
      waiting.abort();
    },
  };
}

const ignore = () => {};

/** What the pool says when nothing has come free in time. */
const NO_TURN = 'timeout exceeded when trying to connect';

async function turn(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    if ((error as Error).message === NO_TURN) throw busy();
    throw isRefused(error)
      ? new QueryProblem('QUERY_UNAVAILABLE', (error as Error).message)
      : (problemOf(error) ?? error);
  }
}

/** Nobody of this name or password may log in, or not to this database. */
const isRefused = (error: unknown): boolean => /^(28|42501)/.test((error as { code?: string }).code ?? '');

const checked = new WeakSet<pg.ClientBase>();

/** Whoever was set up by hand may be somebody else than meant: one who reads tables is not asked a second thing. */
async function checkReader(client: pg.PoolClient): Promise<void> {
  if (checked.has(client)) return;
  const { rows } = await client.query<{ fit: boolean }>(FIT);
  if (rows[0]?.fit !== true) throw new QueryProblem('QUERY_UNAVAILABLE', UNFIT);
  checked.add(client);
}

const FIT = `select not rolsuper and not rolbypassrls and has_schema_privilege('reporting', 'usage') and not exists (
    select from pg_class c where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text <> 'reporting'
      and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      and has_table_privilege(c.oid, 'select, insert, update, delete, truncate')
  ) as fit from pg_roles where rolname = current_user`;

const UNFIT =
  'The database user for queries may do more than read the views of the schema reporting, or not even that.';

/** Ends the transaction and whatever a query may have left in the session. False: the connection is of no more use. */
async function leaveClean(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    await client.query('discard all');
    return true;
  } catch {
    return false;
  }
}
