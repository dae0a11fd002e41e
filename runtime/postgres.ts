/**
 * What an application imports as `toolwright/postgres` to stand on PostgreSQL instead of memory: the store, calls'
 * transactions under row-level security, and API keys. `createServer` takes them as its `host`.
 */

export { type AccessTokenOptions, type AccessTokens, createAccessTokens } from './auth/access-tokens.js';
export { type ApiKeyGrant, createApiKey, findApiKey, revokeApiKey } from './auth/api-keys.js';
export { activeTenant, grantTenant, setActiveTenant } from './auth/connection-state.js';
export { cachePrincipals, PRINCIPAL_CHANNEL } from './auth/principal-cache.js';
export type { AuditRecord, AuditSink } from './store/audit-sink.js';
export type { KeptConnection } from './store/connections.js';
export { createJsonLinesSink } from './store/json-lines-sink.js';
export { CHANGES_CHANNEL, CHANNELS } from './store/postgres/changes.js';
export { connectionOf, connectionStillHolds } from './store/postgres/connections.js';
export { createDatabase, type DatabaseOptions } from './store/postgres/database.js';
export { type Migration, migrate } from './store/postgres/migrate.js';
export { listen, type Notices } from './store/postgres/notices.js';
export type { Statement } from './store/postgres/opening-statement.js';
export { type ConnectionSource, createPool } from './store/postgres/pool.js';
export { createPostgresStore, type PostgresStoreOptions } from './store/postgres/postgres-store.js';
export { SWITCHES_CHANNEL } from './store/postgres/switches.js';
export { watchWrites } from './store/postgres/watch-writes.js';
export {
  findWebSession,
  webConnection,
  webSessionStillHolds,
} from './store/postgres/web-sessions.js';
