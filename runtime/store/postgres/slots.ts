import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Slots } from '../slots.js';

/**
 * Running calls of all processes: a row each, which lapses by itself once its call can no longer be running. No
 * connection is held meanwhile, so a pool of one serves any number of them.
 */
export function createPostgresSlots(knex: Knex): Slots {
  return {
    async take({ tenant, tool, slots, atMostMs }) {
      const id = randomUUID();
      const { rows } = await knex.raw<{ rows: { taken: boolean }[] }>(
        'SELECT toolwright.take_slot(?, ?, ?, ?, ?) AS taken',
        [id, tenant, tool, slots, Math.ceil(atMostMs)],
      );
      if (!rows[0]?.taken) return null;
      return async () => void (await knex('toolwright.running_call').where({ id }).delete());
    },
  };
}
