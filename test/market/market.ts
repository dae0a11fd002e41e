import type { Knex } from 'knex';
import type { Log } from '../../runtime/call/call.js';
import type { Context } from '../../runtime/context.js';
import { createServer } from '../../runtime/create-server.js';
import { demoKey } from '../../runtime/market/demo/keys.js';
import type { OpenedGit } from '../../runtime/market/git/open-git.js';
import { createMarketplace } from '../../runtime/market/marketplace.js';
import type { MarketplaceOptions } from '../../runtime/market/marketplace-options.js';
import type { OpenedStripe } from '../../runtime/market/payments/open-stripe.js';
import { prepareDatabase } from '../../runtime/market/prepare-database.js';
import { createVault } from '../../runtime/market/vault.js';
import type { PgConnection } from '../../runtime/store/embedded/embedded-postgres.js';
import { type ConnectionSource, createPool } from '../../runtime/store/postgres/pool.js';
import { soon } from '../soon.js';
import { cloneDatabase, ensureTemplate, type TestDatabase } from '../store/cluster.js';
import { poolSize } from '../store/pool-size.js';

export const secrets = ['the secret of the marketplace in tests'] as const;

/** A database of the test's own with the demo data in it, sealed with `secrets`. */
export async function cloneDemo(): Promise<TestDatabase> {
  const build = (connection: PgConnection) => prepareDatabase(connection, createVault(secrets), true);
  return cloneDatabase(await ensureTemplate('market_demo', build));
}

/** Keeps quiet unless TOOLWRIGHT_TEST_LOG is set. */
export const log: Log = {
  error: (fields, message) => void (process.env.TOOLWRIGHT_TEST_LOG && console.error(message, fields)),
  warn() {},
  info() {},
  debug() {},
};

interface Called {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}

/** The marketplace with its demo data, on a real socket and a database of its own. */
export interface Market {
  readonly url: string;
  readonly git: OpenedGit;
  readonly source: ConnectionSource;
  /** The same as DATABASE_URL has it. */
  readonly databaseUrl: string;
  /** What the marketplace pays through: the double, whose faults and events a test may take into its hands. */
  readonly stripe: OpenedStripe;
  /** Everything, as the tables' owner. */
  readonly db: Knex;
  /** By REST, with a demo key of the principal: `_ask` and `_ro` are the other two. */
  call(principal: string, tool: string, input?: object, suffix?: string): Promise<Called>;
  /** The answer's body; rejects where the call is refused. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  succeed(principal: string, tool: string, input?: object): Promise<any>;
  /**
   * Sends calls that all run into a lock held against them, and lets them go once they wait: a real race, every time.
   * `lock` is the SQL that holds what they are about to write.
   */
  race(lock: string, calls: readonly (() => Promise<Called>)[]): Promise<readonly Called[]>;
  now(): Date;
  setNow(now: Date): void;
  /** Tries until it holds: for what is told to a process by a notice. */
  eventually(attempt: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface MarketSetting {
  /** By tool, what runs in the place of its resolver. */
  readonly replace?: Readonly<Record<string, (input: unknown, ctx: Context) => Promise<unknown>>>;
  /** What is set beside the harness's own. */
  readonly options?: Partial<MarketplaceOptions>;
}

export async function openMarket({ replace = {}, options = {} }: MarketSetting = {}): Promise<Market> {
  const database = await cloneDemo();
  let current = new Date();
  const marketplace = await createMarketplace({
    source: database.connection,
    poolSize,
    secrets,
    demo: true,
    log,
    // As in test/language/start.ts: only a notice ends what is remembered of a caller.
    callerClock: () => 0,
    ...options,
    now: () => current,
    createServer: (options) =>
      createServer({
        ...options,
        resolvers: options.resolvers.map((handler) =>
          'tool' in handler ? { ...handler, run: replace[handler.tool.name] ?? handler.run } : handler,
        ),
      }),
  });
  const { url } = await marketplace.listen(0, '127.0.0.1');
  const db = createPool(database.connection, 2);

  async function call(principal: string, tool: string, input: object = {}, suffix = ''): Promise<Called> {
    const response = await fetch(`${url}/mcp/tools/call`, {
      method: 'POST',
      headers: { authorization: `Bearer ${demoKey(principal, suffix)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tool, arguments: input }),
    });
    return { status: response.status, body: await response.json() };
  }

  return {
    url,
    git: marketplace.git,
    source: database.connection,
    databaseUrl: database.url,
    stripe: marketplace.stripe,
    db,
    call,
    async succeed(principal, tool, input) {
      const { status, body } = await call(principal, tool, input);
      if (status !== 200) throw new Error(`${tool} as ${principal} answers ${status}: ${JSON.stringify(body)}`);
      return body;
    },
    now: () => current,
    setNow: (now) => {
      current = now;
    },
    eventually: soon,
    async race(lock, calls) {
      const holder = await db.transaction();
      await holder.raw(lock);
      const answers = Promise.all(calls.map((send) => send()));
      await soon(async () => {
        const waiting = `select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        const { rows } = await db.raw(waiting);
        if (rows[0].waiting < Math.min(calls.length, poolSize)) throw new Error('Not all calls wait yet.');
      });
      await holder.rollback();
      return answers;
    },
    async close() {
      await marketplace.close();
      await db.destroy();
      await database.drop();
    },
  };
}
