import { createHash } from 'node:crypto';
import pg from 'pg';
import { type ConnectionSource, clientConfig } from '../../../store/postgres/pool.js';
import { makeRole, REPORTING_ROLE } from './prepare-reading.js';
import { type ReaderLogin, readerLogin } from './reader-login.js';

/** Any number, the same for everyone who prepares. */
const LOCK = 7_205_759_413;

/** Connections of one database's reader, of all processes together. */
const CONNECTION_LIMIT = 48;

/** What a session of the reader begins with; the transaction of each query says most of it again. */
const settings: Readonly<Record<string, string>> = {
  default_transaction_read_only: 'on',
  statement_timeout: '10s',
  lock_timeout: '1s',
  idle_in_transaction_session_timeout: '15s',
  work_mem: '16MB',
};

/** May be set by superusers alone. */
const superuserSettings: Readonly<Record<string, string>> = { temp_file_limit: '256MB' };

/**
 * Makes the role that this database's queries are read by, where it is missing or not as it should be. Answers who to log in
 * as; throws a sentence where the database user may not make roles.
 */
export async function prepareLogin(source: ConnectionSource, secrets: readonly string[]): Promise<ReaderLogin> {
  const client = new pg.Client(clientConfig(source));
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    const login = readerLogin(secrets, rows[0]?.name ?? '');
    if (!(await isReady(client, login))) await make(client, login);
    return login;
  } catch (error) {
    throw new Error(
      `The database user may not make a role that reads for queries: ${(error as Error).message}. ` +
        'Let an administrator make one, as the README says under QUERY_DATABASE_URL.',
    );
  } finally {
    await client.end();
  }
}

/** Stands with the role: of which password and settings it was made. */
const markOf = ({ verifier }: ReaderLogin): string =>
  `Reads for queries. ${createHash('sha256')
    .update(JSON.stringify([verifier, settings, superuserSettings, CONNECTION_LIMIT]))
    .digest('base64url')}`;

const TEMPORARY = `exists (
  select from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) as right_of
  where right_of.grantee = 0 and right_of.privilege_type = 'TEMPORARY')`;

async function isReady(client: pg.Client, login: ReaderLogin): Promise<boolean> {
  const { rows } = await client.query<{ ready: boolean }>(
    `select shobj_description(r.oid, 'pg_authid') = $2 and not (pg_has_role(d.datdba, 'usage') and ${TEMPORARY}) as ready
      from pg_roles r, pg_database d where r.rolname = $1 and d.datname = current_database()`,
    [login.role, markOf(login)],
  );
  return rows[0]?.ready ?? false;
}

async function make(client: pg.Client, login: ReaderLogin): Promise<void> {
  const role = pg.escapeIdentifier(login.role);
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
  const { rows } = await client.query<{ superuser: boolean; owner: boolean; database: string }>(
    `select rolsuper as superuser, pg_has_role(datdba, 'usage') as owner, datname as database
      from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  );
  const { superuser, owner, database } = rows[0] ?? { superuser: false, owner: false, database: '' };
  await client.query(makeRole(login.role, 'login'));
  await client.query(
    `alter role ${role} login nocreatedb nocreaterole connection limit ${CONNECTION_LIMIT}
      password ${pg.escapeLiteral(login.verifier)}`,
  );
  await client.query(`grant ${REPORTING_ROLE} to ${role}`);
  for (const [name, value] of Object.entries({ ...settings, ...(superuser && superuserSettings) })) {
    await client.query(`alter role ${role} set ${name} = ${pg.escapeLiteral(value)}`);
  }
  await client.query(`alter role ${role} set search_path = reporting, pg_temp`);
  if (owner) await client.query(`revoke temporary on database ${pg.escapeIdentifier(database)} from public`);
  await client.query(`comment on role ${role} is ${pg.escapeLiteral(markOf(login))}`);
  await client.query('commit');
}
