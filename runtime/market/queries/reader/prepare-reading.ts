import type { Knex } from 'knex';
import pg from 'pg';
import { CLOSE_FUNCTIONS, openToAll } from './closed-functions.js';

/** Who may read the views, and nothing else. Whoever reads for queries is a member, made by us or by hand. */
export const REPORTING_ROLE = 'reporting';

/** Any number, the same for everyone who prepares. */
const LOCK = 7_205_759_411;

/**
 * Lets the role `reporting` read the views, and closes what everybody may do in a fresh database and a reader has no business
 * with, as far as the database user may: where it may not make roles, queries are not answered, and all else is.
 */
export async function prepareReading(knex: Knex): Promise<void> {
  const { rows } = await knex.raw<{ rows: { ready: boolean }[] }>(IS_READY);
  if (rows[0]?.ready) return;
  try {
    await knex.transaction(async (db) => {
      await db.raw('select pg_advisory_xact_lock(?)', [LOCK]);
      await db.raw(makeRole(REPORTING_ROLE, 'nologin'));
      await db.raw(GRANTS);
      await db.raw(CLOSE_FUNCTIONS);
    });
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';

const IS_READY = `select coalesce(bool_and(ok), false) as ready from (
  select coalesce(bool_and(has_table_privilege(r.oid, c.oid, 'select')), false) as ok from pg_roles r, pg_class c
    where r.rolname = '${REPORTING_ROLE}' and c.relnamespace = 'reporting'::regnamespace and c.relkind = 'v'
  union all select not rolsuper or not exists (select from pg_proc p where ${openToAll})
    from pg_roles where rolname = current_user
) as state`;

const GRANTS = `
grant usage on schema reporting to ${REPORTING_ROLE};
grant select on all tables in schema reporting to ${REPORTING_ROLE};
grant execute on function public.reporting_jobs() to ${REPORTING_ROLE}`;

/** Roles are the cluster's: another database may be making it in this moment. */
export const makeRole = (name: string, options: string): string => `do $role$
begin
  if not exists (select from pg_roles where rolname = ${pg.escapeLiteral(name)}) then
    create role ${pg.escapeIdentifier(name)} ${options};
  end if;
exception when duplicate_object or unique_violation then
  null;
end $role$`;
