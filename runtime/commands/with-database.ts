import type { Knex } from 'knex';
import type { ClientConfig } from 'pg';
import type { ConnectionSource } from '../store/postgres/pool.js';

/** PostgreSQL's codes for a table and a schema that are not there. */
const NOT_MIGRATED = ['42P01', '3F000'];

/**
 * Runs a command on the database that the server uses: DATABASE_URL, or the embedded cluster under TOOLWRIGHT_HOME.
 * What goes wrong is told in a sentence, and the exit code is 1. Loaded late: most commands need no database.
 */
export async function withDatabase(run: (knex: Knex, source: ConnectionSource) => Promise<void>): Promise<void> {
  try {
    await onDatabase(run);
  } catch (error) {
    if (process.env.DEBUG) throw error;
    const { code, message } = error as { code?: string; message: string };
    const missing = code !== undefined && NOT_MIGRATED.includes(code);
    console.error(missing ? 'The database is not set up yet. Run `npx toolwright migrate` first.' : message);
    process.exitCode = 1;
  }
}

async function onDatabase(run: (knex: Knex, source: ConnectionSource) => Promise<void>): Promise<void> {
  const { readDatabaseUrl, readText } = await import('../read-variable.js');
  const { openDatabaseSource } = await import('../store/postgres/database-source.js');
  const { clientConfig, createPool } = await import('../store/postgres/pool.js');
  const home = readText(process.env.TOOLWRIGHT_HOME) ?? '.toolwright';
  const { source, stop } = await openDatabaseSource(readDatabaseUrl(process.env.DATABASE_URL), home);
  await reach(clientConfig(source));
  const knex = createPool(source, 1);
  try {
    await run(knex, source);
  } finally {
    await knex.destroy();
    await stop();
  }
}

/** The pool would tell of a database that does not answer in a stack of its own as well. */
async function reach(address: ClientConfig): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client(address);
  try {
    await client.connect();
  } catch (error) {
    throw new Error(
      `The database does not answer: ${(error as Error).message}. Start it, or set DATABASE_URL to one that does.`,
      { cause: error },
    );
  }
  await client.end();
}
