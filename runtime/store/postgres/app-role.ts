import type { Knex } from 'knex';

/** The role that calls run as: it logs in nowhere, owns nothing, and row-level security binds it. */
export const APP_ROLE = 'app';

interface RoleState {
  readonly usable: boolean | null;
  readonly dangerous: boolean | null;
  readonly me: string;
}

/**
 * Makes the role `app` where it is missing, and lets the current user become it. Roles belong to the whole cluster, so
 * another database's migration may be making it in this moment. Throws a sentence when the user may not.
 */
export async function prepareAppRole(db: Knex.Transaction): Promise<void> {
  let role = await readRole(db);
  if (!role.usable) {
    try {
      await db.transaction((savepoint) => savepoint.raw(MAKE_ROLE));
    } catch (error) {
      throw new Error(
        `The database user '${role.me}' may not make the role '${APP_ROLE}' or become it: ${(error as Error).message}. ` +
          `Let an administrator run once: CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO "${role.me}";`,
      );
    }
    role = await readRole(db);
  }
  if (role.dangerous) {
    throw new Error(
      `The role '${APP_ROLE}' of this cluster is a superuser or bypasses row-level security, so tenants would see each ` +
        `other. Run: ALTER ROLE ${APP_ROLE} NOSUPERUSER NOBYPASSRLS;`,
    );
  }
}

async function readRole(db: Knex): Promise<RoleState> {
  const { rows } = await db.raw<{ rows: RoleState[] }>(
    `SELECT current_user AS me,
            (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = :role) AS dangerous,
            (SELECT pg_has_role(oid, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)
               FROM pg_roles WHERE rolname = :role) AS usable`,
    { role: APP_ROLE },
  );
  return rows[0] as RoleState;
}

const MAKE_ROLE = `DO $$
BEGIN
  BEGIN
    CREATE ROLE ${APP_ROLE} NOLOGIN NOBYPASSRLS;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT ${APP_ROLE} TO %I', current_user);
  END IF;
END $$`;
