import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { SessionStore } from '../sessions.js';

interface Row {
  readonly owner: string;
  readonly principal_id: string;
  readonly connection_id: string;
}

/** Sessions in the database, under the hash of their id: who reads the table cannot take part in one. */
export function createPostgresSessions(knex: Knex): SessionStore {
  const table = () => knex('toolwright.mcp_session');
  return {
    async open({ id, owner, principalId, connectionId }) {
      await table().insert({ id: hash(id), owner, principal_id: principalId, connection_id: connectionId });
    },
    async find(id) {
      const row: Row | undefined = await table()
        .where({ id: hash(id) })
        .first('owner', 'principal_id', 'connection_id');
      if (row === undefined) return null;
      return { id, owner: row.owner, principalId: row.principal_id, connectionId: row.connection_id };
    },
    async remove(ids) {
      if (ids.length > 0) await table().whereIn('id', ids.map(hash)).delete();
    },
    async touch(ids) {
      if (ids.length > 0) await table().whereIn('id', ids.map(hash)).update({ seen_at: knex.fn.now() });
    },
  };
}

/** Of a process that was killed: nobody else would remove them. */
export async function forgetLostSessions(knex: Knex): Promise<void> {
  await knex.raw(`DELETE FROM toolwright.mcp_session WHERE seen_at < now() - interval '2 hours'`);
}

function hash(id: string): Buffer {
  return createHash('sha256').update(id).digest();
}
