import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type PgConnection, startEmbedded } from '../../runtime/store/embedded/embedded-postgres.js';

/** Names the folder of the run's cluster, from test/global-setup.ts to the workers. */
export const CLUSTER_HOME = 'TOOLWRIGHT_TEST_HOME';

export interface TestDatabase {
  readonly connection: PgConnection;
  readonly url: string;
  /** Throws the database away, whoever is still connected to it. */
  drop(): Promise<void>;
}

let started: Promise<PgConnection> | undefined;

/** The run's cluster, as superuser in the database `postgres`. Started by the first test that asks. */
export function testCluster(): Promise<PgConnection> {
  const home = process.env[CLUSTER_HOME];
  if (!home) throw new Error(`${CLUSTER_HOME} is not set: tests on a database run under test/vitest.config.ts.`);
  started ??= startEmbedded({ home, database: 'postgres', fsync: false }).then(({ connection }) => connection);
  return started;
}

/**
 * A database that is built once a run, by whichever worker comes first, and then only cloned. `build` must have
 * closed its connections when its promise resolves. Returns the name, for `cloneDatabase`.
 */
export async function ensureTemplate(
  name: string,
  build: (connection: PgConnection) => Promise<void>,
): Promise<string> {
  const cluster = await testCluster();
  await asSuperuser(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [`template ${name}`]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (rowCount === 1) return;
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    await build({ ...cluster, database: name });
    await client.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} WITH IS_TEMPLATE true`);
  });
  return name;
}

/** A database of the test's own, as a template left it: empty without one. */
export async function cloneDatabase(template = 'template0'): Promise<TestDatabase> {
  const cluster = await testCluster();
  const database = `test_${randomBytes(6).toString('hex')}`;
  const quoted = pg.escapeIdentifier(database);
  // Copied as files: PostgreSQL's default, block by block through the log, takes seven times the processor.
  const create = `CREATE DATABASE ${quoted} TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY file_copy`;
  await asSuperuser((client) => client.query(create));
  return {
    connection: { ...cluster, database },
    url: `postgresql://${cluster.user}@localhost:${cluster.port}/${database}?host=${encodeURIComponent(cluster.host)}`,
    drop: async () => {
      await asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`));
    },
  };
}

async function asSuperuser<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(await testCluster());
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
