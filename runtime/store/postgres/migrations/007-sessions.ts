import type { Knex } from 'knex';

/**
 * Which process holds which session of the protocol up to 2025-11-25, and which request states have been used. Calls
 * have no business with either.
 */
export const sessions = {
  name: 'kernel/007-sessions',
  async up(db: Knex): Promise<void> {
    await db.raw(`
CREATE TABLE toolwright.mcp_session (
  id bytea PRIMARY KEY CHECK (length(id) = 32),
  owner text NOT NULL,
  principal_id text NOT NULL,
  connection_id text NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX mcp_session_seen ON toolwright.mcp_session (seen_at);
CREATE TABLE toolwright.used_once (
  nonce text PRIMARY KEY,
  until timestamptz NOT NULL
);
CREATE INDEX used_once_until ON toolwright.used_once (until);
`);
  },
};
