import type { Knex } from 'knex';

/**
 * Idempotency keys. `token` is known to the attempt that holds the key alone; `holder` is the advisory lock that its
 * process holds while it lives. A call may do two things to its own claim, both by the token, and reads none.
 */
export const claims = {
  name: 'kernel/005-claims',
  async up(db: Knex): Promise<void> {
    await db.raw(`
CREATE TABLE toolwright.claim (
  tenant_id text NOT NULL,
  principal_id text NOT NULL,
  tool text NOT NULL,
  key text NOT NULL,
  argument_hash text NOT NULL,
  id uuid NOT NULL,
  token uuid NOT NULL UNIQUE,
  holder bigint,
  connection_id text NOT NULL,
  reached boolean NOT NULL DEFAULT false,
  answer text,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (principal_id, tool, key, tenant_id)
);
CREATE INDEX claim_expires ON toolwright.claim (expires_at);
ALTER TABLE toolwright.claim ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION toolwright.reach_claim(held uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH done AS (
    UPDATE toolwright.claim SET reached = true
    WHERE token = held AND holder IS NOT NULL AND connection_id = current_setting('toolwright.connection', true)
    RETURNING true
  ) SELECT EXISTS (SELECT FROM done)
$$;
CREATE FUNCTION toolwright.answer_claim(held uuid, sealed text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH done AS (
    UPDATE toolwright.claim SET answer = sealed
    WHERE token = held AND holder IS NOT NULL AND connection_id = current_setting('toolwright.connection', true)
    RETURNING true
  ) SELECT EXISTS (SELECT FROM done)
$$;
REVOKE EXECUTE ON FUNCTION toolwright.reach_claim(uuid), toolwright.answer_claim(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION toolwright.reach_claim(uuid), toolwright.answer_claim(uuid, text) TO app;
`);
  },
};
