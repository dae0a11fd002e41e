import { maintainAuditPartitions } from '../store/postgres/audit-partitions.js';
import { migrate } from '../store/postgres/migrate.js';
import { type ConnectionSource, createPool } from '../store/postgres/pool.js';
import { watchWrites } from '../store/postgres/watch-writes.js';
import { seedDemo } from './demo/seed.js';
import { installJobs } from './jobs/install.js';
import { marketMigrations } from './migrations/index.js';
import { prepareReading } from './queries/reader/prepare-reading.js';
import type { Vault } from './vault.js';

/** Brings a database up to date; where the demo is wanted, its data too. */
export async function prepareDatabase(source: ConnectionSource, vault: Vault, demo: boolean): Promise<void> {
  const knex = createPool(source, 1);
  try {
    await knex.raw('SELECT 1').catch((error: Error) => {
      throw new Error(`The database of DATABASE_URL does not answer: ${error.message}`, { cause: error });
    });
    await migrate(knex, marketMigrations);
    await installJobs(knex);
    await prepareReading(knex);
    await watchWrites(knex, ['public']);
    // Before the first call: one that comes while today's partition is being attached would fail.
    await maintainAuditPartitions(knex, new Date());
    if (demo) await seedDemo(knex, vault, new Date());
  } finally {
    await knex.destroy();
  }
}
