import type { Knex } from 'knex';
import pg from 'pg';
import { type Database, StalePrincipal, type TransactionOptions } from '../../host.js';
import type { Principal } from '../../principal.js';
import { APP_ROLE } from './app-role.js';
import { openingStatement, type Statement } from './opening-statement.js';
import { readWrites } from './watch-writes.js';

export interface DatabaseOptions {
  readonly knex: Knex;
  /** The contexts that `server.yaml` declares. Each is set for every transaction, '' where the caller has none. */
  readonly contexts: readonly string[];
  /**
   * A query of one row and one boolean column `ok`: whether the caller still may what the Principal says. Asked as the
   * tables' owner at the start of every write, since principals are cached.
   */
  readonly opening?: (principal: Principal) => Statement;
}

/** How often a cancelled call's query is cancelled again: its resolver may go on to the next one. */
const CANCEL_EVERY_MS = 250;

/**
 * The database that calls join. A transaction runs as the role `app` with `toolwright.<context>` and
 * `toolwright.connection` set, which row-level security goes by. When the signal aborts, the running query is
 * cancelled and nothing is committed.
 */
export function createDatabase({ knex, contexts, opening }: DatabaseOptions): Database<Knex.Transaction> {
  return {
    writes: readWrites,
    async transaction(principal, { write, signal, watch }: TransactionOptions, run) {
      signal.throwIfAborted();
      return knex.transaction(async (handle) => {
        const check = write ? opening?.(principal) : undefined;
        const { sql, bindings } = openingStatement(principal, contexts, { check, watch: watch === true });
        const { rows } = await handle.raw<{ rows: { ok: boolean; pid: number }[] }>(sql, bindings as Knex.RawBinding[]);
        const [opened] = rows;
        if (!opened?.ok) throw new StalePrincipal('What this caller may do has changed since it was looked up.');
        return cancellable(knex, opened.pid, signal, () => run(handle));
      });
    },
    async hasWritten(handle) {
      const { rows } = await handle.raw<{ rows: { wrote: boolean }[] }>(
        'SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote',
      );
      return rows[0]?.wrote ?? false;
    },
    system: (run, within) => (within ? beyondTenant(within, run) : knex.transaction(run)),
  };
}

/** A savepoint: whatever goes wrong inside, rolling back to it also gives the role back. */
function beyondTenant<T>(within: Knex.Transaction, run: (handle: Knex.Transaction) => Promise<T>): Promise<T> {
  return within.transaction(async (savepoint) => {
    const { rows } = await savepoint.raw<{ rows: { before: string }[] }>(
      `SELECT current_setting('role') AS before, set_config('role', 'none', true)`,
    );
    const result = await run(savepoint);
    await savepoint.raw(`SELECT set_config('role', ?, true)`, [rows[0]?.before ?? APP_ROLE]);
    return result;
  });
}

async function cancellable<T>(knex: Knex, pid: number, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  let cancelling: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => {
    cancelling = cancelling.then(() => cancelQuery(knex, pid)).catch(() => {});
  };
  const onAbort = () => {
    cancel();
    timer = setInterval(cancel, CANCEL_EVERY_MS);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    signal.throwIfAborted();
    const result = await run();
    signal.throwIfAborted();
    return result;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearInterval(timer);
    await cancelling;
  }
}

/** On a connection outside the pool, which the call to be cancelled may have emptied. */
async function cancelQuery(knex: Knex, pid: number): Promise<void> {
  const client = new pg.Client(knex.client.connectionSettings as pg.ClientConfig);
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT pg_cancel_backend($1)', [pid]);
  } finally {
    await client.end();
  }
}
