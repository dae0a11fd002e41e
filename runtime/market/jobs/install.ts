import type { Knex } from 'knex';
import type pg from 'pg';
import { type Queue, queues } from './queues.js';

/** The schema that pg-boss keeps its jobs in. */
export const JOBS_SCHEMA = 'pgboss';

/** Any number, the same for everyone who makes queues. */
const LOCK = 7_205_759_407;

/**
 * Makes pg-boss's schema and the queues; where they are there as declared, it is one query. Several processes may start
 * at once: one of them does it. Needs a user who may make a schema in the database.
 */
export async function installJobs(knex: Knex): Promise<void> {
  if (await installed(knex)) return;
  const { default: PgBoss } = await import('pg-boss');
  const client: pg.Client = await knex.client.acquireConnection();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const db = { executeSql: (text: string, values: unknown[]) => client.query(text, values) };
    const boss = new PgBoss({ db, schema: JOBS_SCHEMA, supervise: false, schedule: false });
    await boss.start();
    for (const queue of queues) {
      await boss.createQueue(queue.name, options(queue));
      await boss.updateQueue(queue.name, options(queue));
    }
    await boss.stop({ graceful: false });
  } finally {
    // With the connection goes its lock, whatever went wrong.
    await client.query('select pg_advisory_unlock_all()').catch(() => {});
    await knex.client.releaseConnection(client);
  }
}

/** A retry's delay doubles, so that whatever is down has time to come back, and varies, so that they come one by one. */
function options({ name, retry, expireSeconds }: Queue<never>) {
  return {
    name,
    policy: 'standard',
    retryLimit: retry.limit,
    retryDelay: retry.delaySeconds,
    retryBackoff: true,
    expireInSeconds: expireSeconds,
  } as const;
}

const MISSING = new Set(['42P01', '3F000']);

async function installed(knex: Knex): Promise<boolean> {
  try {
    const rows = await knex(`${JOBS_SCHEMA}.queue`).select('name', 'retry_limit', 'retry_delay', 'expire_seconds');
    const made = new Map(rows.map((row) => [row.name, [row.retry_limit, row.retry_delay, row.expire_seconds].join()]));
    return queues.every(
      ({ name, retry, expireSeconds }) => made.get(name) === [retry.limit, retry.delaySeconds, expireSeconds].join(),
    );
  } catch (error) {
    if (MISSING.has((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}
