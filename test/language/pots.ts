import type { Knex } from 'knex';

export async function countPotsIn(db: Knex): Promise<number> {
  const counted = await db('pot').count({ pots: '*' }).first();
  return Number(counted?.pots);
}
