import type { Knex } from 'knex';
import type { Quotas } from '../quotas.js';

/** One row a tenant and day, counted in single statements: the row's lock is held no longer than each takes. */
export function createPostgresQuotas(knex: Knex): Quotas {
  return {
    async take({ tenant, day, limit }, cost) {
      const { rows } = await knex.raw<{ rows: { used: number }[] }>(
        `INSERT INTO toolwright.quota_use AS use (tenant, day, used) SELECT :tenant, :day::date, :cost::int WHERE :cost::int <= :limit::int
         ON CONFLICT (tenant, day) DO UPDATE SET used = use.used + excluded.used WHERE use.used + excluded.used <= :limit::int
         RETURNING used`,
        { tenant, day, cost, limit },
      );
      const [counted] = rows;
      if (counted) return { taken: true, used: counted.used - cost };
      const use: { used: number } | undefined = await knex('toolwright.quota_use').where({ tenant, day }).first('used');
      return { taken: false, used: use?.used ?? 0 };
    },
    async giveBack({ tenant, day }, cost) {
      await knex('toolwright.quota_use')
        .where({ tenant, day })
        .update({ used: knex.raw('greatest(0, used - ?)', [cost]) });
    },
  };
}

/** A week is kept, for whoever asks what a tenant has used. */
export async function forgetOldUse(knex: Knex): Promise<void> {
  await knex.raw(`DELETE FROM toolwright.quota_use WHERE day < current_date - 7`);
}
