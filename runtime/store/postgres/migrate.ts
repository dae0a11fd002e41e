import type { Knex } from 'knex';
import { prepareAppRole } from './app-role.js';
import { kernelMigrations } from './migrations/index.js';

/** One step of a schema. Released steps are never edited: what is wrong in one is mended by another. */
export interface Migration {
  readonly name: string;
  up(db: Knex): Promise<void>;
}

/** Any number, the same for everyone who migrates. */
const LOCK = 7_205_759_403;

/**
 * Brings a database up to date: the kernel's schema `toolwright` first, then the application's. All of it in one
 * transaction under an advisory lock, so that several processes may start at once and a failure leaves nothing half
 * done. Returns the names of what was applied. Needs a user who owns the database and may create the role `app`, or
 * one for whom that role exists already.
 */
export async function migrate(knex: Knex, application: readonly Migration[] = []): Promise<readonly string[]> {
  const wanted = inOrder(application);
  if (missing(wanted, await applied(knex)).length === 0) return [];
  return knex.transaction(async (db) => {
    await db.raw('SELECT pg_advisory_xact_lock(?)', [LOCK]);
    await prepareAppRole(db);
    await createSchema(db);
    await db.raw(
      'CREATE TABLE IF NOT EXISTS toolwright.migration (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
    );
    const due = missing(wanted, await applied(db));
    for (const migration of due) {
      await migration.up(db);
      await db.raw('INSERT INTO toolwright.migration (name) VALUES (?)', [migration.name]);
    }
    return due.map(({ name }) => name);
  });
}

function inOrder(application: readonly Migration[]): readonly Migration[] {
  const all = [...kernelMigrations, ...application];
  const names = new Set<string>();
  for (const { name } of all) {
    if (names.has(name)) throw new Error(`Two migrations are called '${name}'. Give one of them another name.`);
    names.add(name);
  }
  return all;
}

const missing = (wanted: readonly Migration[], done: ReadonlySet<string>): readonly Migration[] =>
  wanted.filter(({ name }) => !done.has(name));

async function createSchema(db: Knex.Transaction): Promise<void> {
  try {
    await db.raw('CREATE SCHEMA IF NOT EXISTS toolwright');
  } catch (error) {
    throw new Error(
      `The database user may not make the schema 'toolwright': ${(error as Error).message}. Let the user own the ` +
        'database, or let an administrator run once: GRANT CREATE ON DATABASE <database> TO <user>;',
    );
  }
}

const UNDEFINED_TABLE = '42P01';

async function applied(db: Knex): Promise<ReadonlySet<string>> {
  try {
    const { rows } = await db.raw<{ rows: { name: string }[] }>('SELECT name FROM toolwright.migration');
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return new Set();
    throw error;
  }
}
