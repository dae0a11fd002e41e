import type { Knex } from 'knex';

/** True for the first who asks with this nonce, in any process; false from then on, at least until `until`. */
export async function useOnce(knex: Knex, nonce: string, until: Date): Promise<boolean> {
  const { rowCount } = await knex.raw<{ rowCount: number }>(
    'INSERT INTO toolwright.used_once (nonce, until) VALUES (?, ?) ON CONFLICT DO NOTHING',
    [nonce, until],
  );
  return rowCount === 1;
}

/** What has expired is refused for that, used or not; a day later, by any process's clock. */
export async function forgetUsedNonces(knex: Knex): Promise<void> {
  await knex.raw(`DELETE FROM toolwright.used_once WHERE until < now() - interval '1 day'`);
}
