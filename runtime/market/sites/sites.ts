import type { Knex } from 'knex';

/** A site that the platform runs. */
export interface Site {
  readonly name: string;
  readonly domain: string;
  readonly type: string;
}

/** How many there are. */
export async function countSites(db: Knex): Promise<number> {
  const row = await db('site').count({ sites: '*' }).first();
  return Number(row?.sites ?? 0);
}

/** All of them, the oldest first. For a handle beyond any tenant: calls do not see the table. */
export async function listSites(db: Knex): Promise<readonly Site[]> {
  return db('site').orderBy(['created_at', 'id']).select('name', 'domain', 'type');
}
