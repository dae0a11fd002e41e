import { createAccessTokens } from '../../runtime/auth/access-tokens.js';
import { cachePrincipals } from '../../runtime/auth/principal-cache.js';
import { createServer } from '../../runtime/create-server.js';
import { maintainAuditPartitions } from '../../runtime/store/postgres/audit-partitions.js';
import { CHANNELS } from '../../runtime/store/postgres/changes.js';
import { createDatabase } from '../../runtime/store/postgres/database.js';
import { migrate } from '../../runtime/store/postgres/migrate.js';
import { listen } from '../../runtime/store/postgres/notices.js';
import { type ConnectionSource, createPool } from '../../runtime/store/postgres/pool.js';
import { createPostgresStore } from '../../runtime/store/postgres/postgres-store.js';
import { watchWrites } from '../../runtime/store/postgres/watch-writes.js';
import { openProgram, type ProvenProgram, type Start } from '../contract/proven-program.js';
import { ensureTemplate } from '../store/cluster.js';
import { program } from './generated/program.js';
import { createResolvers } from './generated/resolvers.js';
import { identifyBy, stillHolds } from './identify.js';
import { clientsOf, openOutside } from './outside.js';
import { tables } from './tables/index.js';

/** The proving ground of the language: tools that use every key, on a database of their own. */
export function openLanguage(): Promise<ProvenProgram> {
  return openProgram({
    server: program.server,
    plan: async (knex, tenant) => (await knex('team').where({ id: tenant }).first('plan'))?.plan ?? null,
    template: languageTemplate,
    start: startLanguage,
  });
}

/** The name of a template database with the demo data. */
export function languageTemplate(): Promise<string> {
  return ensureTemplate('language_proofs', prepare);
}

async function prepare(source: ConnectionSource): Promise<void> {
  const knex = createPool(source, 1);
  try {
    await migrate(knex, tables);
    await watchWrites(knex, ['public']);
    await maintainAuditPartitions(knex, new Date());
  } finally {
    await knex.destroy();
  }
}

/** `outside` is the address of services that are there already; without it they are opened with the server. */
export async function startLanguage(start: Start & { readonly outside?: string }) {
  const { source, poolSize, secrets, log, timer, limiter, now, createServer: create = createServer } = start;
  const knex = createPool(source, poolSize);
  const onError = (error: Error) => log.error({ err: error }, 'work behind the calls failed');
  const opened = start.outside === undefined ? await openOutside() : null;
  const notices = listen(source, CHANNELS, onError);
  let address = '';
  const tokens = createAccessTokens({ knex, secrets, address: () => address, ...(now && { now }) });
  const server = create({
    log,
    program,
    resolvers: createResolvers({}),
    host: {
      secrets,
      timer,
      ...(now && { now }),
      effects: clientsOf(start.outside ?? opened?.url ?? ''),
      // No time passes for what is remembered of a caller: only a notice ends it, so that one that is missing shows.
      identify: cachePrincipals(identifyBy(knex, tokens), notices, () => 0),
      // There are pages, so that a person can be sent to one; the proofs answer there without a password.
      people: { verify: async () => null },
      store: createPostgresStore({ knex, notices, onError, limiter }),
      database: createDatabase({ knex, contexts: Object.keys(program.server.contexts), opening: stillHolds }),
    },
  });
  return {
    async listen(port: number, host: string) {
      await notices.ready();
      const listening = await server.listen(port, host);
      address = listening.url;
      return listening;
    },
    ...(opened && { faults: opened.faults }),
    async close() {
      await server.close();
      await opened?.close();
    },
  };
}
