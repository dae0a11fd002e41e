import type { Knex } from 'knex';

/** What operators switch while servers run. Only rows that differ from the default (on) need to be there. */
export const switches = {
  name: 'kernel/002-switches',
  async up(db: Knex): Promise<void> {
    await db.raw(`
CREATE TABLE toolwright.switch (
  name text PRIMARY KEY CHECK (name ~ '^(writes|server|tool:.+)$'),
  is_on boolean NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE FUNCTION toolwright.switch_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('toolwright_switches', '');
  RETURN NULL;
END $$;
CREATE TRIGGER switch_notice AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON toolwright.switch
  FOR EACH STATEMENT EXECUTE FUNCTION toolwright.switch_notice();
`);
  },
};
