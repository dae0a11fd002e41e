import type { Knex } from 'knex';
import type { Principal } from '../../runtime/principal.js';
import type { PgConnection } from '../../runtime/store/embedded/embedded-postgres.js';
import { migrate } from '../../runtime/store/postgres/migrate.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { cloneDatabase, ensureTemplate } from './cluster.js';

export interface KernelDatabase {
  /** As the owner of the tables. */
  readonly knex: Knex;
  readonly connection: PgConnection;
  drop(): Promise<void>;
}

/** A database with the kernel's tables and one of an application: notes of organizations, closed by row-level security. */
export async function kernelDatabase(poolSize = 1): Promise<KernelDatabase> {
  await ensureTemplate('kernel', async (connection) => {
    const knex = createPool(connection, 1);
    await migrate(knex, [notes]);
    await knex.destroy();
  });
  const { connection, drop } = await cloneDatabase('kernel');
  const knex = createPool(connection, poolSize);
  return {
    knex,
    connection,
    async drop() {
      await knex.destroy();
      await drop();
    },
  };
}

export const notes = {
  name: 'notes',
  async up(db: Knex): Promise<void> {
    await db.raw(`
      CREATE TABLE note (org text NOT NULL, text text NOT NULL);
      ALTER TABLE note ENABLE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT, UPDATE, DELETE ON note TO app;
      CREATE POLICY own ON note TO app USING (org = current_setting('toolwright.org', true));
      INSERT INTO note VALUES ('acme', 'ours'), ('globex', 'theirs')`);
  },
};

/** A caller in an organization, or in none. */
export function principalIn(org: string | null, connection = 'key_1'): Principal {
  const active = {
    contexts: org === null ? {} : { org },
    audiences: ['member'],
    role: 'owner',
  };
  return {
    id: 'person_1',
    name: 'Person',
    connection: {
      id: connection,
      kind: 'api_key',
      scopes: ['mcp:read', 'mcp:write'],
      tools: null,
      writes: true,
      confirm: 'waived',
      session: null,
    },
    active,
    standings: [active],
  };
}
