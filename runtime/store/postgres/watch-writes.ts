import type { Knex } from 'knex';
import type { Write } from '../../call/write.js';

/** The setting, local to a transaction, with which the triggers record. */
export const WATCH_SETTING = 'toolwright.watch_writes';

const TRIGGER = 'toolwright_watch_write';

/** Any number, the same for everyone who makes triggers. */
const LOCK = 7_205_759_405;

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly key: readonly string[];
}

/**
 * Lets dry runs tell what they would write to the tables of these schemas: a trigger on each, which does nothing in any
 * other transaction. Run it after the migrations; where no table is new, it is one query. Partitions are told under
 * their table's name, tables without a primary key without ids.
 */
export async function watchWrites(knex: Knex, schemas: readonly string[]): Promise<void> {
  if ((await unwatched(knex, schemas)).length === 0) return;
  await knex.transaction(async (db) => {
    await db.raw('SELECT pg_advisory_xact_lock(?)', [LOCK]);
    for (const { schema, name, key } of await unwatched(db, schemas)) {
      const parts = [entityOf(schema, name), ...key].map((part) => `'${part.replaceAll("'", "''")}'`);
      await db.raw(
        `CREATE OR REPLACE TRIGGER ${TRIGGER} AFTER INSERT OR UPDATE OR DELETE ON ??.?? FOR EACH ROW
         WHEN (current_setting('${WATCH_SETTING}', true) = 'on') EXECUTE FUNCTION toolwright.watch_write(${parts.join(', ')})`,
        [schema, name],
      );
    }
  });
}

/** What the open transaction has written. Constraints that are checked at the commit are checked now. */
export async function readWrites(handle: Knex.Transaction): Promise<readonly Write[]> {
  await handle.raw('SET CONSTRAINTS ALL IMMEDIATE');
  const { rows } = await handle.raw<{ rows: Write[] }>(
    'SELECT entity, operation, ids FROM toolwright.watched_writes()',
  );
  return rows.map(({ entity, operation, ids }) => ({ entity, operation, ids }));
}

const entityOf = (schema: string, name: string) => (schema === 'public' ? name : `${schema}.${name}`);

const TABLES = `
SELECT n.nspname AS schema, c.relname AS name,
  ARRAY(SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)) AS key,
  (SELECT string_to_array(encode(t.tgargs, 'escape'), '\\000') FROM pg_trigger t
   WHERE t.tgrelid = c.oid AND t.tgname = '${TRIGGER}') AS watched
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY 1, 2`;

/** Tables whose trigger is missing, or knows another primary key. */
async function unwatched(db: Knex, schemas: readonly string[]): Promise<readonly Table[]> {
  const { rows } = await db.raw<{ rows: (Table & { watched: readonly string[] | null })[] }>(TABLES, [[...schemas]]);
  return rows.filter(({ schema, name, key, watched }) => {
    // Each of the trigger's arguments ends with a NUL.
    return watched === null || watched.slice(0, -1).join('\0') !== [entityOf(schema, name), ...key].join('\0');
  });
}
