import type { Knex } from 'knex';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { type Limiter, SECONDS } from '../limiter.js';
import { limiterOf } from '../rate-windows.js';

/**
 * Windows that all processes share. One that is full is remembered here until it ends, so that whoever goes on calling
 * does not cost the database anything.
 */
export function createPostgresLimiter(knex: Knex): Limiter {
  return limiterOf(
    ({ calls, per }, keyPrefix) =>
      new RateLimiterPostgres({
        storeClient: knex,
        storeType: 'knex',
        schemaName: 'toolwright',
        tableName: 'rate_window',
        tableCreated: true,
        clearExpiredByTimeout: false,
        points: calls,
        duration: SECONDS[per],
        keyPrefix,
        inMemoryBlockOnConsumed: calls + 1,
      }),
  );
}

/** Windows that have ended; the library counts in milliseconds of the processes' clocks. */
export async function forgetEndedWindows(knex: Knex): Promise<void> {
  await knex('toolwright.rate_window').where('expire', '<', Date.now()).delete();
}
