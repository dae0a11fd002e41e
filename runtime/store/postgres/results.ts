import type { Knex } from 'knex';
import { RESULTS_KEPT, type Results } from '../results.js';

const TABLE = 'toolwright.stored_result';
const COLUMNS = {
  id: 'id',
  principalId: 'principal_id',
  connectionId: 'connection_id',
  tenantId: 'tenant_id',
  tool: 'tool',
  sealed: 'sealed',
  expiresAt: 'expires_at',
} as const;

/** In the database, for every process. */
export function createPostgresResults(knex: Knex): Results {
  return {
    async keep({ id, principalId, connectionId, tenantId, tool, sealed, expiresAt }) {
      const row = { id, principal_id: principalId, connection_id: connectionId, tenant_id: tenantId, tool, sealed };
      await knex(TABLE).insert({ ...row, expires_at: expiresAt });
      const latest = knex(TABLE).where({ connection_id: connectionId }).orderBy('kept_at', 'desc').limit(RESULTS_KEPT);
      await knex(TABLE).where({ connection_id: connectionId }).whereNotIn('id', latest.select('id')).delete();
    },
    async find(id, now) {
      return (await knex(TABLE).where({ id }).where('expires_at', '>', now).first(COLUMNS)) ?? null;
    },
  };
}

/** For the hourly upkeep. */
export async function forgetExpiredResults(knex: Knex, now: Date): Promise<void> {
  await knex(TABLE).where('expires_at', '<=', now).delete();
}
