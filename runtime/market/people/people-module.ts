import type { Knex } from 'knex';

/** For the command line: the id of the customer who may sign in with an e-mail address, or has this id; null for nobody. */
export async function findPerson(db: Knex, emailOrId: string): Promise<string | null> {
  const row: { id: string } | undefined = await db('customer')
    .whereRaw('? IN (id, lower(email))', [emailOrId.includes('@') ? emailOrId.trim().toLowerCase() : emailOrId])
    .where({ disabled_at: null })
    .first('id');
  return row?.id ?? null;
}
