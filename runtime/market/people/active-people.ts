import type { Knex } from 'knex';

/**
 * How many people have signed in, called or changed something on a page since then: whoever the audit names. For a handle
 * beyond any tenant.
 */
export async function countActivePeople(db: Knex, since: Date): Promise<number> {
  const named = db('toolwright.audit as a')
    .whereRaw('a.principal_id = c.id')
    .where('a.at', '>=', since)
    .select(db.raw('1'));
  const row = await db('customer as c').whereExists(named).count({ people: '*' }).first();
  return Number(row?.people ?? 0);
}
