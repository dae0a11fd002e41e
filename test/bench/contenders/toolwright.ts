/** The server of this project with everything on: keys, privileges, validation both ways, audit on PostgreSQL, switches. */
import type { Knex } from 'knex';
import { pino } from 'pino';
import { createServer } from '../../../runtime/index.js';
import {
  CHANNELS,
  cachePrincipals,
  connectionOf,
  connectionStillHolds,
  createDatabase,
  createPool,
  createPostgresStore,
  findApiKey,
  listen,
} from '../../../runtime/postgres.js';
import type { Principal } from '../../../runtime/principal.js';
import type { ErrorDeclaration, Handler, Server } from '../../../runtime/tool.js';
import { organization, poolSize, sourceOf } from './database.js';
import { option, serve } from './serve.js';
import { readItems, tools } from './tools.js';

const error = (http: number, rpc: number): ErrorDeclaration => ({ message: 'Refused.', http, rpc, channel: 'rpc' });
const server: Server = {
  name: 'bench',
  title: 'Bench',
  database: true,
  audiences: { member: 'Everybody here' },
  contexts: { org: { tenant: true, error: 'MISSING_WORKSPACE_CONTEXT', meta: 'organization' } },
  principals: {},
  roles: { reader: ['bench:item:read'] },
  plans: {},
  profiles: {},
  limits: { bodyBytes: 262_144, inlineBytes: 100_000, sizeHintBytes: 20_000, timeoutMs: 30_000 },
  errors: {
    UNAUTHORIZED: error(401, -32001),
    FORBIDDEN: error(403, -32004),
    INVALID_ORIGIN: error(403, -32002),
    INTERNAL_ERROR: error(500, -32603),
    VALIDATION_ERROR: { message: 'Validation failed', http: 422, channel: 'result' },
  },
  modules: {
    bench: {
      name: 'bench',
      title: 'Bench',
      envelope: 'bare',
      naming: { tools: 'snake', parameters: 'snake' },
      domains: { bench: 'Bench' },
      privileges: { 'bench:item:read': { title: 'Read items' } },
    },
  },
};

type Ctx = { readonly db: () => Promise<Knex.Transaction> };
const resolvers: readonly Handler[] = tools.map((tool) => ({
  tool,
  run: async (input, ctx: Ctx) => {
    const { a, b, limit } = input as { a: number; b: number; limit: number };
    return tool.name === 'add' ? { sum: a + b } : readItems(await ctx.db(), limit);
  },
}));

const source = sourceOf(option('source'));
const knex = createPool(source, poolSize);
const log = pino({ level: 'warn' });
const onError = (err: Error) => log.error({ err });
const notices = listen(source, CHANNELS, onError);
await notices.ready();
const active = { contexts: { org: organization }, audiences: ['member'], role: 'reader' };
const { listen: begin } = createServer<Knex.Transaction>({
  program: { server, tools },
  resolvers,
  log,
  nativePath: option('path') !== 'library',
  host: {
    secrets: ['a secret of the bench, long enough'],
    identify: cachePrincipals(async (credential): Promise<Principal | null> => {
      const found = await findApiKey(knex, credential);
      if (found === null) return null;
      const connection = connectionOf(found, credential.session);
      return { id: found.principalId, name: 'Bench', connection, active, standings: [active] };
    }, notices),
    store: createPostgresStore({ knex, notices, onError }),
    database: createDatabase({
      knex,
      contexts: ['org'],
      opening: ({ connection }) => connectionStillHolds(connection),
    }),
  },
});
const { url } = await begin(0, '127.0.0.1');
serve(url);
