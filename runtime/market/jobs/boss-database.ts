import pg from 'pg';
import { type ConnectionSource, clientConfig } from '../../store/postgres/pool.js';

/** Where pg-boss sends its SQL. */
export interface BossDatabase {
  // biome-ignore lint/suspicious/noExplicitAny: as pg-boss declares it
  executeSql(text: string, values: any[]): Promise<{ rows: any[] }>;
  /** What the last statement failed with; null where it succeeded. */
  readonly broken: Error | null;
  close(): Promise<void>;
}

const CONNECTIONS = 2;
const CONNECT_MS = 10_000;
const QUERY_MS = 30_000;

/**
 * Few connections of its own, so that calls that wait for each other never hold up jobs, nor jobs calls. pg-boss swallows
 * what its looking for jobs fails with, so it is kept here: `onBroken` hears the first failure of a row of them.
 */
export function openBossDatabase(source: ConnectionSource, onBroken: (error: Error) => void): BossDatabase {
  const pool = new pg.Pool({
    ...clientConfig(source),
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    allowExitOnIdle: true,
  });
  let broken: Error | null = null;
  const breaks = (error: Error) => {
    if (broken === null) onBroken(error);
    broken = error;
  };
  // An idle connection that is lost: the next statement opens another.
  pool.on('error', () => {});

  async function send(text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
    const client = await pool.connect();
    let failed = true;
    try {
      const result = await client.query(text, values);
      failed = false;
      return result;
    } finally {
      // pg-boss opens transactions in the text it sends; the connection of one that failed is still in it.
      client.release(failed);
    }
  }

  return {
    async executeSql(text, values) {
      try {
        const result = await send(text, values);
        broken = null;
        return result;
      } catch (error) {
        breaks(error as Error);
        throw error;
      }
    },
    get broken() {
      return broken;
    },
    close: () => pool.end(),
  };
}
