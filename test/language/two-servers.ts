import type { Knex } from 'knex';
import { createApiKey } from '../../runtime/auth/api-keys.js';
import { wallTimer } from '../../runtime/call/timer.js';
import { createServer } from '../../runtime/create-server.js';
import { createPostgresLimiter } from '../../runtime/store/postgres/limiter.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import type { PrincipalDeclaration } from '../../runtime/tool.js';
import { logInto, type Served, secrets } from '../contract/proven-program.js';
import { type RoundRobin, roundRobin } from '../server/round-robin.js';
import { cloneDatabase } from '../store/cluster.js';
import { poolSize } from '../store/pool-size.js';
import { program } from './generated/program.js';
import { languageTemplate, startLanguage } from './start.js';

const principals: Readonly<Record<string, PrincipalDeclaration>> = program.server.principals;

/** The proving ground served twice on one database, behind an address that sends each request to the other. */
export interface TwoServers {
  readonly front: RoundRobin;
  readonly urls: readonly [string, string];
  /** As the tables' owner. */
  readonly db: Knex;
  /** A new key of a principal of the proving ground. */
  key(principal: string): Promise<string>;
  logs(): string;
  /** Stops one of the two; its sessions end with it. */
  stop(server: 0 | 1): Promise<void>;
  close(): Promise<void>;
}

/** `serve` puts other code or another declaration in the place of the proving ground's own, on both. */
export async function openTwoServers(serve: (served: Served) => Served = (served) => served): Promise<TwoServers> {
  const database = await cloneDatabase(await languageTemplate());
  const db = createPool(database.connection, 2);
  const lines: string[] = [];
  const open = async () => {
    const server = await startLanguage({
      source: database.connection,
      poolSize,
      secrets,
      log: logInto(lines),
      createServer: (options) => createServer({ ...options, ...serve(options) }),
      timer: wallTimer,
      limiter: createPostgresLimiter(db),
    });
    return { url: (await server.listen(0, '127.0.0.1')).url, close: server.close };
  };
  const [first, second] = [await open(), await open()];
  const servers = [first, second] as const;
  const front = await roundRobin([first.url, second.url]);
  return {
    front,
    urls: [first.url, second.url],
    db,
    async key(principal) {
      const { person = '', team = '' } = principals[principal]?.context ?? {};
      const { key } = await createApiKey(db, {
        principalId: person,
        name: `Two servers, ${principal}`,
        scopes: ['mcp:read', 'mcp:write'],
        tools: null,
        writes: true,
        confirm: 'waived',
        allTenants: false,
        tenants: [team],
        expiresAt: null,
      });
      return key;
    },
    logs: () => lines.join('\n'),
    stop: (server) => servers[server].close(),
    async close() {
      await front.close();
      await Promise.all(servers.map(({ close }) => close().catch(() => {})));
      await db.destroy();
      await database.drop();
    },
  };
}
