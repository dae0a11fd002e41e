import type { Knex } from 'knex';

/**
 * API keys become one kind of connection beside OAuth grants: what a person lets a program do is kept in one place, whatever
 * the program shows for it. A key has a hash, a grant the id that the authorization server knows it by. `oauth_artifact` is
 * what that server keeps: found by a hash of what clients hold, its content sealed.
 */
export const oauthConnections = {
  name: 'kernel/012-connections',
  async up(db: Knex): Promise<void> {
    await db.raw(`
ALTER TABLE toolwright.api_key RENAME TO connection;
ALTER TABLE toolwright.connection
  ADD COLUMN kind text NOT NULL DEFAULT 'api_key' CHECK (kind IN ('api_key', 'oauth')),
  ADD COLUMN grant_id text UNIQUE,
  ADD COLUMN client jsonb,
  ADD COLUMN rate_calls integer CHECK (rate_calls > 0),
  ADD COLUMN rate_per text CHECK (rate_per IN ('second', 'minute', 'hour')),
  ALTER COLUMN hash DROP NOT NULL,
  ALTER COLUMN prefix DROP NOT NULL,
  ADD CONSTRAINT connection_credential CHECK (
    CASE kind
      WHEN 'api_key' THEN hash IS NOT NULL AND prefix IS NOT NULL AND grant_id IS NULL AND client IS NULL
      ELSE hash IS NULL AND prefix IS NULL AND grant_id IS NOT NULL AND client IS NOT NULL
    END
  ),
  ADD CONSTRAINT connection_rate CHECK ((rate_calls IS NULL) = (rate_per IS NULL));
ALTER TABLE toolwright.connection ALTER COLUMN kind DROP DEFAULT;
ALTER INDEX toolwright.api_key_principal RENAME TO connection_principal;
ALTER FUNCTION toolwright.api_key_notice() RENAME TO connection_notice;
ALTER TRIGGER api_key_notice ON toolwright.connection RENAME TO connection_notice;

CREATE OR REPLACE FUNCTION toolwright.grant_tenant(connection text, tenant text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE toolwright.connection SET tenants = array_append(tenants, $2)
  WHERE id = $1 AND id = current_setting('toolwright.connection', true)
    AND revoked_at IS NULL AND NOT all_tenants AND NOT $2 = ANY (tenants)
$$;

CREATE TABLE toolwright.oauth_artifact (
  model text NOT NULL,
  id_hash bytea NOT NULL CHECK (length(id_hash) = 32),
  uid text,
  grant_id text,
  content text NOT NULL,
  expires_at timestamptz,
  consumed_at timestamptz,
  PRIMARY KEY (model, id_hash)
);
CREATE INDEX oauth_artifact_uid ON toolwright.oauth_artifact (model, uid) WHERE uid IS NOT NULL;
CREATE INDEX oauth_artifact_grant ON toolwright.oauth_artifact (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX oauth_artifact_end ON toolwright.oauth_artifact (expires_at) WHERE expires_at IS NOT NULL;

ALTER TABLE toolwright.web_session
  ADD COLUMN agent text NOT NULL DEFAULT '',
  ADD COLUMN address text NOT NULL DEFAULT '';
`);
  },
};
