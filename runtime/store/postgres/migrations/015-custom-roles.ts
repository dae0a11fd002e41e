import type { Knex } from 'knex';

/**
 * Roles that operators make. Applications refer to one by its id, with a foreign key that restricts, so that none is deleted
 * which somebody has. Calls see nothing of them. A change tells every process to forget who was looked up with the role.
 */
export const customRoles = {
  name: 'kernel/015-custom-roles',
  async up(db: Knex): Promise<void> {
    await db.raw(`
CREATE TABLE toolwright.custom_role (
  id text PRIMARY KEY CHECK (id ~ '^rol_[0-9a-f]{24}$'),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
  audiences text[] NOT NULL,
  privileges text[] NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX custom_role_title ON toolwright.custom_role (lower(title));

CREATE FUNCTION toolwright.custom_role_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('toolwright_principal', old.id);
  RETURN NULL;
END $$;
CREATE TRIGGER custom_role_notice AFTER UPDATE OR DELETE ON toolwright.custom_role
  FOR EACH ROW EXECUTE FUNCTION toolwright.custom_role_notice();
`);
  },
};
