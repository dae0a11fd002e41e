import type { Knex } from 'knex';

/**
 * How often, how much, how many at once, and what was called before. Calls never touch these tables: the kernel does,
 * outside of their transactions. Windows and running calls mean nothing after a crash of the database, so they are
 * not logged and cost no flush; a day's use has to outlive one.
 */
export const limits = {
  name: 'kernel/009-limits',
  async up(db: Knex): Promise<void> {
    await db.raw(`
CREATE UNLOGGED TABLE toolwright.rate_window (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
CREATE TABLE toolwright.quota_use (
  tenant text NOT NULL,
  day date NOT NULL,
  used integer NOT NULL CHECK (used >= 0),
  PRIMARY KEY (tenant, day)
);
CREATE TABLE toolwright.called_tool (
  principal_id text NOT NULL,
  connection_id text NOT NULL,
  session text NOT NULL,
  tool text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (principal_id, connection_id, session, tool)
);
CREATE INDEX called_tool_at ON toolwright.called_tool (at);
CREATE UNLOGGED TABLE toolwright.running_call (
  id uuid PRIMARY KEY,
  tenant text NOT NULL,
  tool text NOT NULL,
  lapses_at timestamptz NOT NULL
);
CREATE INDEX running_call_of ON toolwright.running_call (tenant, tool);

-- The lock makes those who ask at the same moment count one after the other, each what the one before has added.
CREATE FUNCTION toolwright.take_slot(call uuid, of_tenant text, of_tool text, slots integer, at_most_ms integer)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(jsonb_build_array('slot', of_tenant, of_tool)::text, 0));
  DELETE FROM toolwright.running_call r
    WHERE r.tenant = of_tenant AND r.tool = of_tool AND r.lapses_at <= clock_timestamp();
  INSERT INTO toolwright.running_call (id, tenant, tool, lapses_at)
    SELECT call, of_tenant, of_tool, clock_timestamp() + at_most_ms * interval '1 millisecond'
    WHERE slots > (SELECT count(*) FROM toolwright.running_call r WHERE r.tenant = of_tenant AND r.tool = of_tool);
  RETURN FOUND;
END $$;
`);
  },
};
