import type { Knex } from 'knex';

/**
 * What people are asked before a call runs, and the browsers they have signed in with. Calls have no business with
 * either. A session that ends tells every process, in the same transaction, to forget the principals made of it.
 */
export const people = {
  name: 'kernel/006-people',
  async up(db: Knex): Promise<void> {
    await db.raw(`
CREATE TABLE toolwright.approval (
  id text PRIMARY KEY,
  principal_id text NOT NULL,
  connection_id text NOT NULL,
  tenant_id text,
  tool text NOT NULL,
  argument_hash text NOT NULL,
  summary jsonb NOT NULL,
  decision text CHECK (decision IN ('approved', 'declined')),
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz CHECK (used_at IS NULL OR decision IS NOT NULL),
  CONSTRAINT approval_call UNIQUE NULLS NOT DISTINCT (principal_id, connection_id, tenant_id, tool, argument_hash)
);
CREATE INDEX approval_end ON toolwright.approval (expires_at);

CREATE TABLE toolwright.web_session (
  id text PRIMARY KEY,
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  principal_id text NOT NULL,
  opened_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL
);
CREATE INDEX web_session_principal ON toolwright.web_session (principal_id);

CREATE FUNCTION toolwright.web_session_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('toolwright_principal', old.id);
  RETURN NULL;
END $$;
CREATE TRIGGER web_session_notice AFTER DELETE ON toolwright.web_session
  FOR EACH ROW EXECUTE FUNCTION toolwright.web_session_notice();
`);
  },
};
