import type { Knex } from 'knex';

/** Answers too large to be sent. Calls never touch the table: the kernel does, outside of their transactions. */
export const storedResults = {
  name: 'kernel/010-stored-results',
  async up(db: Knex): Promise<void> {
    await db.raw(`
CREATE TABLE toolwright.stored_result (
  id text PRIMARY KEY,
  principal_id text NOT NULL,
  connection_id text NOT NULL,
  tenant_id text NOT NULL,
  tool text NOT NULL,
  sealed text NOT NULL,
  kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX stored_result_connection ON toolwright.stored_result (connection_id, kept_at);
CREATE INDEX stored_result_expiry ON toolwright.stored_result (expires_at);
`);
  },
};
