import type { Knex } from 'knex';

/**
 * API keys, and what a way in remembers between calls. A call may choose its own connection's tenant and have a
 * tenant granted to its own key; it sees no key. Whatever changes one of the two tells every process, in the same
 * transaction, to forget the principals that it made of that connection.
 */
export const connections = {
  name: 'kernel/003-connections',
  async up(db: Knex): Promise<void> {
    await db.raw(KEYS);
    await db.raw(STATE);
  },
};

const KEYS = `
CREATE TABLE toolwright.api_key (
  id text PRIMARY KEY,
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  prefix text NOT NULL,
  principal_id text NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  tools text[],
  writes boolean NOT NULL,
  confirm text NOT NULL CHECK (confirm IN ('ask', 'waived')),
  all_tenants boolean NOT NULL,
  tenants text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
CREATE INDEX api_key_principal ON toolwright.api_key (principal_id);

CREATE FUNCTION toolwright.api_key_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(old) - 'last_used_at' <> to_jsonb(new) - 'last_used_at' THEN
    PERFORM pg_notify('toolwright_principal', old.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER api_key_notice AFTER UPDATE OR DELETE ON toolwright.api_key
  FOR EACH ROW EXECUTE FUNCTION toolwright.api_key_notice();

CREATE FUNCTION toolwright.grant_tenant(connection text, tenant text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE toolwright.api_key SET tenants = array_append(tenants, tenant)
  WHERE id = connection AND id = current_setting('toolwright.connection', true)
    AND revoked_at IS NULL AND NOT all_tenants AND NOT tenant = ANY (tenants)
$$;
REVOKE EXECUTE ON FUNCTION toolwright.grant_tenant(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION toolwright.grant_tenant(text, text) TO app;
`;

const STATE = `
CREATE TABLE toolwright.connection_state (
  connection_id text NOT NULL,
  session text NOT NULL DEFAULT '',
  active_tenant text,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (connection_id, session)
);
GRANT SELECT, INSERT, UPDATE ON toolwright.connection_state TO app;
ALTER TABLE toolwright.connection_state ENABLE ROW LEVEL SECURITY;
CREATE POLICY connection_state_own ON toolwright.connection_state TO app
  USING (connection_id = current_setting('toolwright.connection', true))
  WITH CHECK (connection_id = current_setting('toolwright.connection', true));

CREATE FUNCTION toolwright.connection_state_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('toolwright_principal', new.connection_id);
  RETURN NULL;
END $$;
CREATE TRIGGER connection_state_notice AFTER INSERT OR UPDATE ON toolwright.connection_state
  FOR EACH ROW EXECUTE FUNCTION toolwright.connection_state_notice();
`;
