import type { Knex } from 'knex';

/** Each organization has a plan of `server.yaml`. It is the platform's to give: no call may choose or change it. */
export const plans = {
  name: 'market-006-plans',
  async up(db: Knex): Promise<void> {
    await db.raw(`
alter table organization add column plan text not null default 'starter';
revoke insert on organization from app;
grant insert (id, name, personal, buys, contact_email, created_by, created_at, updated_at, row_version)
  on organization to app;
`);
  },
};
