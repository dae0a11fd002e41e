import type { Knex } from 'knex';

/**
 * What people read of the audit, and what operators see of the switches. `audit_at` finds the newest of everybody's rows, as
 * `audit_principal` does one person's. `audit_from_command` names the rows that a command has written, until a server has
 * handed them to its sinks: the command has none.
 */
export const activity = {
  name: 'kernel/014-activity',
  async up(db: Knex): Promise<void> {
    await db.raw(`
CREATE INDEX audit_at ON toolwright.audit (at);
ALTER TABLE toolwright.switch
  ADD COLUMN changed_by text,
  ADD COLUMN command_user text,
  ADD COLUMN reason text;

CREATE TABLE toolwright.audit_from_command (
  audit_id text PRIMARY KEY,
  at timestamptz NOT NULL
);
CREATE FUNCTION toolwright.audit_from_command_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('toolwright_audit', '');
  RETURN NULL;
END $$;
CREATE TRIGGER audit_from_command_notice AFTER INSERT ON toolwright.audit_from_command
  FOR EACH STATEMENT EXECUTE FUNCTION toolwright.audit_from_command_notice();
`);
  },
};
