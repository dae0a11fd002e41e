import type { Knex } from 'knex';

/** When a project's pair was last used, so that people can tell whether it may be replaced, and by whom it is. */
export const credentialUse = {
  name: 'market-015-credential-use',
  async up(db: Knex): Promise<void> {
    await db.raw('alter table project_credential add column last_used_at timestamptz');
  },
};
