import { createHash } from 'node:crypto';
import pg from 'pg';
import { type ConnectionSource, clientConfig } from '../../../store/postgres/pool.js';
import { CLOSE_FUNCTIONS, openToAll } from './closed-functions.js';
import { type ReaderLogin, readerLogin } from './reader-login.js';

/** Who may read the views, and nothing else. Whoever reads for queries is a member, made by us or by hand. */
export const REPORTING_ROLE = 'reporting';

/** Any number, the same for everyone who prepares. */
const LOCK = 7_205_759_411;

/** Connections of one database's reader, of all processes together. */
const CONNECTION_LIMIT = 32;

/** What a session of the reader begins with; each query's transaction says the same again. */
const settings = {
  default_transaction_read_only: 'on',
  statement_timeout: '10s',
  lock_timeout: '1s',
  idle_in_transaction_session_timeout: '15s',
  search_path: 'reporting, pg_temp',
  work_mem: '16MB',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
};

/**
 * Makes the role that queries are read by, where it is missing or not as it should be, and closes what everybody may do in a
 * fresh database and a reader has no business with. Answers who to log in as; throws a sentence where the database user may
 * not make roles.
 */
export async function prepareReader(source: ConnectionSource, secrets: readonly string[]): Promise<ReaderLogin> {
  const client = new pg.Client(clientConfig(source));
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    const login = readerLogin(secrets, rows[0]?.name ?? '');
    if (!(await isPrepared(client, login))) await prepare(client, login);
    return login;
  } finally {
    await client.end();
  }
}

/** Stands with the role: of which password and settings it was made. */
const markOf = (login: ReaderLogin): string =>
  `Reads for queries. ${createHash('sha256')
    .update(login.verifier + JSON.stringify([settings, CONNECTION_LIMIT]))
    .digest('base64url')}`;

async function isPrepared(client: pg.Client, login: ReaderLogin): Promise<boolean> {
  const { rows } = await client.query<{ ready: boolean }>(
    `select coalesce(bool_and(state.ok), false) as ready from (
      select shobj_description(oid, 'pg_authid') = $2 as ok from pg_roles where rolname = $1
      union all select count(*) = 1 from pg_roles where rolname = $1
      union all select coalesce(bool_and(has_table_privilege(r.oid, c.oid, 'select')), false)
        from pg_roles r, pg_class c where r.rolname = $3 and c.relnamespace = 'reporting'::regnamespace and c.relkind = 'v'
      union all select not has_database_privilege('public', current_database(), 'temporary')
        or not pg_has_role(datdba, 'usage') from pg_database where datname = current_database()
      union all select not rolsuper or not exists (select from pg_proc p where ${openToAll})
        from pg_roles where rolname = current_user
    ) as state`,
    [login.role, markOf(login), REPORTING_ROLE],
  );
  return rows[0]?.ready ?? false;
}

async function prepare(client: pg.Client, login: ReaderLogin): Promise<void> {
  const role = pg.escapeIdentifier(login.role);
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
  const { rows } = await client.query<{ superuser: boolean; owner: boolean; database: string }>(
    `select rolsuper as superuser, pg_has_role(datdba, 'usage') as owner, datname as database
      from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  );
  const { superuser, owner, database } = rows[0] ?? { superuser: false, owner: false, database: '' };
  await client.query(makeRole(REPORTING_ROLE, 'nologin'));
  await client.query(
    `grant usage on schema reporting to ${REPORTING_ROLE};
     grant select on all tables in schema reporting to ${REPORTING_ROLE};
     grant execute on function public.reporting_jobs() to ${REPORTING_ROLE}`,
  );
  await client.query(makeRole(login.role, 'login'));
  await client.query(
    `alter role ${role} with login ${superuser ? 'nosuperuser nobypassrls noreplication' : ''} nocreatedb nocreaterole
       connection limit ${CONNECTION_LIMIT} password ${pg.escapeLiteral(login.verifier)};
     grant ${REPORTING_ROLE} to ${role};
     ${Object.entries({ ...settings, ...(superuser && { temp_file_limit: '256MB' }) })
       .map(([name, value]) => `alter role ${role} set ${name} = ${name === 'search_path' ? value : `'${value}'`}`)
       .join(';\n')};
     comment on role ${role} is ${pg.escapeLiteral(markOf(login))}`,
  );
  if (owner) await client.query(`revoke temporary on database ${pg.escapeIdentifier(database)} from public`);
  if (superuser) await client.query(CLOSE_FUNCTIONS);
  await client.query('commit');
}

/** Another database of the cluster may be making it in this moment. */
const makeRole = (name: string, options: string): string => `do $role$
begin
  if not exists (select from pg_roles where rolname = ${pg.escapeLiteral(name)}) then
    create role ${pg.escapeIdentifier(name)} ${options};
  end if;
exception when duplicate_object or unique_violation then
  null;
end $role$`;
