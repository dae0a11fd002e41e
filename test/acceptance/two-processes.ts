import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { type Outcome, send } from '../../runtime/testing/wire.js';
import { type RoundRobin, roundRobin } from '../server/round-robin.js';
import type { TestDatabase } from '../store/cluster.js';
import { bundled } from './bundled.js';
import { startProcess } from './server-process.js';

/** A program served by two processes of the operating system on one database, behind an address before both. */
export interface TwoProcesses {
  /** Sends each request to the process that the one before did not come to. */
  readonly front: RoundRobin;
  /** Each by itself: the first is the one that the front's first request goes to. */
  readonly urls: readonly [string, string];
  readonly databaseUrl: string;
  /** As the tables' owner. */
  readonly db: Knex;
  /** Ends one as the operating system does, without a word to it. */
  kill(process: 0 | 1): Promise<void>;
  close(): Promise<void>;
}

/** `program` as crashing-server.ts names it; `outside` is the address of what its effects call. Drops `database` at the end. */
export async function openTwoProcesses(
  program: 'language' | 'marketplace',
  database: TestDatabase,
  outside = '',
): Promise<TwoProcesses> {
  // The processes tell people the front's address, so it is there before theirs are known.
  const urls: string[] = [];
  const front = await roundRobin(urls);
  const script = fileURLToPath(new URL('./crashing-server.ts', import.meta.url));
  const shared = { DATABASE_URL: database.url, OUTSIDE_URL: outside, PUBLIC_URL: front.url };
  const start = async () => {
    const port = await freePort();
    const environment = { ...shared, PORT: String(port) };
    const server = await startProcess(process.cwd(), [await bundled(script), program], environment, /ready\n/);
    return { stop: server.stop, url: `http://127.0.0.1:${port}` };
  };
  const servers = await Promise.all([start(), start()]);
  const [first, second] = servers;
  urls.push(first.url, second.url);
  const db = createPool(database.connection, 2);
  return {
    front,
    urls: [first.url, second.url],
    databaseUrl: database.url,
    db,
    kill: async (process) => void (await servers[process].stop('SIGKILL')),
    async close() {
      await front.close();
      await Promise.all(servers.map((server) => server.stop('SIGKILL')));
      await db.destroy();
      await database.drop();
    },
  };
}

/** A call by REST, at one of the processes or at the front. */
export function callBy(url: string, key: string, tool: string, input: object = {}): Promise<Outcome> {
  return send(url, 'rest', { tool, arguments: input, key });
}

/** A server that tells people another address does not print its own. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
