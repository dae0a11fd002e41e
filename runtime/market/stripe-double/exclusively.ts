import type { Knex } from 'knex';

/** Any number, the same for everyone who writes to the double: one at a time, in the order they come. */
const LOCK = 7_205_759_412;

/** Runs in a transaction that no other process's writing overlaps. */
export function exclusively<T>(knex: Knex, run: (db: Knex.Transaction) => Promise<T>): Promise<T> {
  return knex.transaction(async (db) => {
    await lock(db);
    return run(db);
  });
}

/** From here to the end of the transaction nobody else writes. */
export async function lock(db: Knex.Transaction): Promise<void> {
  await db.raw('select pg_advisory_xact_lock(?)', [LOCK]);
}

/** Whether something waits for a moment that has come, in the server's own time. */
export async function isDue(knex: Knex, now: Date): Promise<boolean> {
  const { rows } = await knex.raw(
    `select exists (select from stripe_double.object
       where (body->>'_due')::bigint <= ? and body->>'_clock' = 'real') as due`,
    [Math.floor(now.getTime() / 1000)],
  );
  return rows[0].due;
}
