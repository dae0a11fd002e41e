import knex, { type Knex } from 'knex';
import pg from 'pg';
import type { PgConnection } from '../embedded/embedded-postgres.js';

/** What opens connections: an embedded cluster's parameters, or a DATABASE_URL. */
export type ConnectionSource = PgConnection | string;

/** Calls wait this long for a free connection, then fail with a sentence. */
const ACQUIRE_TIMEOUT_MS = 15_000;

const INT8 = 20;
const INT8_LIST = 1016;
const DATE = 1082;
const TIMESTAMP = 1114;

/** An int8 is a number while that loses nothing, else its digits: a bigint would break JSON.stringify. */
const readInt8 = (text: string): number | string => (Number.isSafeInteger(Number(text)) ? Number(text) : text);

/** How PostgreSQL's text becomes values, where the driver's own choice is wrong or depends on the machine's zone. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: readInt8,
  [INT8_LIST]: (text) => readList(text),
  [DATE]: (text) => text,
  [TIMESTAMP]: (text) => new Date(`${text.replace(' ', 'T')}Z`),
  [pg.types.builtins.NUMERIC]: (text) => text,
  [pg.types.builtins.TIMESTAMPTZ]: (text) => new Date(text),
};

function readList(text: string): (number | string | null)[] {
  const read = pg.types.getTypeParser(INT8_LIST as number as never, 'text') as (text: string) => (string | null)[];
  return read(text).map((item) => (item === null ? null : readInt8(item)));
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) ||
    pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** The parameters of one connection of the driver, for those that hold connections of their own. */
export function clientConfig(source: ConnectionSource): pg.ClientConfig {
  const address = typeof source === 'string' ? { connectionString: source } : { ...source };
  return { keepAlive: true, ...address, types };
}

/**
 * A pool of at most `size` connections, opened when needed. int8 is read as a number (digits as a string beyond 2^53),
 * numeric as a string, timestamps as Date, date as `YYYY-MM-DD`. Everything works with a pool of one, as long as
 * whoever holds a transaction uses only that.
 */
export function createPool(source: ConnectionSource, size = 10): Knex {
  return knex({
    client: 'pg',
    // Told, so that it is not asked: what knex does differently for older versions does not concern us.
    version: '15.0',
    connection: clientConfig(source) as Knex.PgConnectionConfig,
    pool: { min: 0, max: size, afterCreate: leaveOwnSchema },
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
  });
}

/**
 * PostgreSQL looks first into the schema that is called as the user. For a user `toolwright` that would be the kernel's,
 * and the application's tables would be made in it.
 */
function leaveOwnSchema(client: pg.Client, done: (error: Error | null, client: pg.Client) => void): void {
  const sql = `SELECT set_config('search_path', 'public', false) WHERE session_user = 'toolwright'`;
  client.query(sql, (error: Error | null) => done(error, client));
}
