import type { Knex } from 'knex';

/**
 * How many people have signed in, called or changed something on a page since then: whoever the audit names. For a handle
 * beyond any tenant. One row of each is looked for, by its index: there are far fewer people than calls.
 */
export async function countActivePeople(db: Knex, since: Date): Promise<number> {
  const row = await db('customer as c')
    .joinRaw(
      'cross join lateral (select from toolwright.audit a where a.principal_id = c.id and a.at >= ? limit 1) as seen',
      [since],
    )
    .count({ people: '*' })
    .first();
  return Number(row?.people ?? 0);
}
