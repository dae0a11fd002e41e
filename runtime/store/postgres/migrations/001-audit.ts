import type { Knex } from 'knex';

/**
 * The audit, partitioned by day so that old days are dropped whole. A call may add a row about its own connection and
 * read none. `repeats` stands for that many refusals of unknown callers that were only counted.
 */
export const audit = {
  name: 'kernel/001-audit',
  async up(db: Knex): Promise<void> {
    await db.raw(`
CREATE TABLE toolwright.audit (
  at timestamptz NOT NULL,
  trace_id text NOT NULL,
  principal_id text,
  connection_id text,
  tenant_id text,
  wire text NOT NULL,
  tool text,
  action text,
  write_mode text,
  arguments jsonb,
  outcome text NOT NULL,
  gate text,
  duration_ms double precision NOT NULL,
  system_reasons text[] NOT NULL,
  address text,
  repeats integer NOT NULL DEFAULT 1
) PARTITION BY RANGE (at);
CREATE TABLE toolwright.audit_default PARTITION OF toolwright.audit DEFAULT;
CREATE INDEX audit_trace ON toolwright.audit (trace_id);
CREATE INDEX audit_tenant ON toolwright.audit (tenant_id, at);
CREATE INDEX audit_principal ON toolwright.audit (principal_id, at);

GRANT USAGE ON SCHEMA toolwright TO app;
GRANT INSERT ON toolwright.audit TO app;
ALTER TABLE toolwright.audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_own ON toolwright.audit FOR INSERT TO app
  WITH CHECK (connection_id = current_setting('toolwright.connection', true));
`);
  },
};
