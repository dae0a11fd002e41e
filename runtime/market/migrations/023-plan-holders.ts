import type { Knex } from 'knex';

/**
 * Who makes a change of plan at this moment: the number of its process's session, which is locked as long as the process lives.
 * `free_from`: since or from when another change may begin although this one is not done with; null while it is being made.
 */
export const planHolders = {
  name: 'market-023-plan-holders',
  async up(db: Knex): Promise<void> {
    await db.raw('alter table plan_change add column holder bigint, add column free_from timestamptz');
  },
};
