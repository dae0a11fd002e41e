import type { Knex } from 'knex';
import { createApiKey } from '../../../runtime/auth/api-keys.js';
import { migrate } from '../../../runtime/store/postgres/migrate.js';
import { type ConnectionSource, createPool } from '../../../runtime/store/postgres/pool.js';

/** The credential that all requests carry. */
export const key = `sk_bench_${'k'.repeat(32)}`;
export const organization = 'org_7';

const items = {
  name: 'bench_items',
  async up(db: Knex): Promise<void> {
    await db.raw(`
      CREATE TABLE item (id integer PRIMARY KEY, org text NOT NULL, name text NOT NULL, price numeric NOT NULL);
      CREATE INDEX item_org ON item (org, id);
      INSERT INTO item SELECT n, 'org_' || n % 50, 'Item number ' || n, n * 1.25 FROM generate_series(1, 10000) AS n;
      ANALYZE item;
      ALTER TABLE item ENABLE ROW LEVEL SECURITY;
      GRANT SELECT ON item TO app;
      CREATE POLICY own ON item TO app USING (org = current_setting('toolwright.org', true))`);
  },
};

/** The kernel's tables, ten thousand items of fifty organizations, and the key. */
export async function prepareDatabase(source: ConnectionSource): Promise<void> {
  const knex = createPool(source, 1);
  await migrate(knex, [items]);
  const grant = { scopes: ['mcp:read', 'mcp:write'], tools: null, writes: true, confirm: 'waived' } as const;
  await createApiKey(
    knex,
    { ...grant, principalId: 'person_1', name: 'Bench', allTenants: true, tenants: [], expiresAt: null },
    key,
  );
  await knex.destroy();
}

/** Connections of a contender. */
export const poolSize = 10;

export function sourceOf(text: string | undefined): ConnectionSource {
  if (text === undefined) throw new Error('Start it from the bench, which says where the database is.');
  return JSON.parse(text) as ConnectionSource;
}

/** The tenant's transaction as a plain application opens it: role and tenant in one statement. */
export function inTenant<T>(knex: Knex, run: (db: Knex.Transaction) => Promise<T>): Promise<T> {
  return knex.transaction(async (db) => {
    await db.raw("SELECT set_config('role', 'app', true), set_config('toolwright.org', ?, true)", [organization]);
    return run(db);
  });
}
