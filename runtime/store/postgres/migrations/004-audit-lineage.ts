import type { Knex } from 'knex';

/** Which row is a step of which, within what span, and what else is to be known of how the call went. */
export const auditLineage = {
  name: 'kernel/004-audit-lineage',
  async up(db: Knex): Promise<void> {
    // The default is for the rows that are there: every new one brings its id.
    await db.raw(`
ALTER TABLE toolwright.audit
  ADD COLUMN id text NOT NULL DEFAULT 'aud_' || left(replace(gen_random_uuid()::text, '-', ''), 24),
  ADD COLUMN parent_id text,
  ADD COLUMN span_id text,
  ADD COLUMN dry_run boolean NOT NULL DEFAULT false,
  ADD COLUMN replayed boolean NOT NULL DEFAULT false,
  ADD COLUMN facts text[] NOT NULL DEFAULT '{}';
CREATE INDEX audit_id ON toolwright.audit (id);
CREATE INDEX audit_parent ON toolwright.audit (parent_id) WHERE parent_id IS NOT NULL;
`);
  },
};
