import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.js';
import {
  type ClusterFolder,
  dataVersion,
  hasCluster,
  initialise,
  openClusterFolder,
  SUPERUSER,
} from './cluster-folder.js';
import { readableBinaries } from './cluster-owner.js';
import { forgetPostmaster, isRunning, launch, type Postmaster, readPostmaster } from './postmaster.js';

export interface EmbeddedOptions {
  /** The folder that keeps the cluster, `.toolwright` by default in the programs that call this. */
  readonly home: string;
  /** Made when it is missing. */
  readonly database: string;
  /** False only in tests: a crash of the machine then costs the data. */
  readonly fsync?: boolean;
}

export interface PgConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly application_name: string;
}

export interface Embedded {
  readonly connection: PgConnection;
  readonly url: string;
  /**
   * Closes the cluster unless another process is connected to it: whoever leaves last turns off the light. Connections
   * made with this `connection` do not count. Resolves to whether the cluster is down.
   */
  stop(): Promise<boolean>;
}

const PATIENCE_MS = 60_000;
const POLL_MS = 5;

/**
 * Connects to the private PostgreSQL cluster of a home, making and starting it where needed. Several processes may do
 * so at once. A cluster left behind by a killed process is joined if it runs, else started, and recovers by itself.
 * Throws a sentence when that is impossible.
 */
export async function startEmbedded({ home, database, fsync = true }: EmbeddedOptions): Promise<Embedded> {
  if (process.platform === 'win32') {
    throw new Error('The embedded PostgreSQL speaks over a Unix socket, which Windows has not. Set DATABASE_URL.');
  }
  const cluster = openClusterFolder(home);
  const name = `toolwright-${randomUUID()}`;
  const deadline = Date.now() + PATIENCE_MS;
  let child: { readonly running: boolean } | undefined;
  for (let failures = 0; failures < 5 && Date.now() < deadline; ) {
    const postmaster = readPostmaster(cluster.data);
    if (postmaster?.ready) {
      const connection = connectionTo(postmaster, database, name);
      if (await reach(connection)) return embedded(cluster, connection);
    }
    if (child?.running || (postmaster && isRunning(postmaster, cluster.data))) {
      await sleep(POLL_MS);
      continue;
    }
    if (child) {
      failures += 1;
      if (postmaster) forgetPostmaster(cluster.data, postmaster);
      // A server that was killed leaves children for a moment, which still hold its memory: each try waits longer.
      await sleep(failures * 200);
    }
    child = await start(cluster, fsync);
  }
  throw new Error(
    `PostgreSQL did not start. ${cluster.log} ends with:\n${readFileSync(cluster.log, 'utf8').slice(-2000)}`,
  );
}

async function start(cluster: ClusterFolder, fsync: boolean): Promise<{ readonly running: boolean }> {
  const found = findBinaries(dataVersion(cluster.data));
  const binaries = readableBinaries(found, cluster.owner, cluster.folder);
  if (dataVersion(cluster.data) === undefined) await initialise(cluster, binaries, fsync);
  return launch(cluster, binaries, fsync);
}

function connectionTo({ socket, port }: Postmaster, database: string, name: string): PgConnection {
  return { host: socket, port, user: SUPERUSER, database, application_name: name };
}

/** Whether the server answers; makes the database on the way. */
async function reach(connection: PgConnection): Promise<boolean> {
  try {
    await withClient(connection, async () => {});
    return true;
  } catch (error) {
    if (!isAbsent(error)) {
      if (isMissingDatabase(error)) return createMissing(connection);
      throw error;
    }
    return false;
  }
}

async function createMissing(connection: PgConnection): Promise<boolean> {
  await withClient({ ...connection, database: 'postgres' }, async (client) => {
    try {
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(connection.database)}`);
    } catch (error) {
      // Another process was quicker: 42P04 says so, 23505 when both were at it in the same moment.
      if (!['42P04', '23505'].includes(String((error as { code?: string }).code))) throw error;
    }
  });
  return true;
}

async function withClient<T>(connection: PgConnection, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  try {
    await client.connect();
    return await run(client);
  } finally {
    await client.end().catch(() => {});
  }
}

const isMissingDatabase = (error: unknown): boolean => (error as { code?: string }).code === '3D000';

/** No socket, nobody behind it, or a server that is just starting or closing. */
function isAbsent(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code === undefined) return /terminated/.test(message ?? '');
  return ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'].includes(code);
}

function embedded(cluster: ClusterFolder, connection: PgConnection): Embedded {
  const { host, port, user, database, application_name } = connection;
  const parameters = new URLSearchParams({ host, application_name });
  return {
    connection,
    url: `postgresql://${user}@localhost:${port}/${encodeURIComponent(database)}?${parameters}`,
    stop: async () => ((await othersConnected(connection)) ? false : closeCluster(cluster)),
  };
}

async function othersConnected(connection: PgConnection): Promise<boolean> {
  try {
    return await withClient({ ...connection, database: 'postgres' }, async (client) => {
      const { rows } = await client.query(
        "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> $1 LIMIT 1",
        [connection.application_name],
      );
      return rows.length > 0;
    });
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** Closes the cluster of a home, if there is one, whoever uses it. Resolves to whether it is down. */
export async function stopEmbedded(home: string): Promise<boolean> {
  if (!hasCluster(home)) return true;
  return closeCluster(openClusterFolder(home));
}

async function closeCluster({ data, folder }: ClusterFolder): Promise<boolean> {
  const postmaster = readPostmaster(data);
  if (!postmaster || !isRunning(postmaster, data)) return true;
  process.kill(postmaster.pid, 'SIGINT');
  const deadline = Date.now() + PATIENCE_MS;
  while (isRunning(postmaster, data)) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  if (!postmaster.socket.startsWith(folder)) rmSync(postmaster.socket, { recursive: true, force: true });
  return true;
}
