import { startEmbedded } from '../embedded/embedded-postgres.js';
import type { ConnectionSource } from './pool.js';

/** The name of the embedded cluster's database. */
const DATABASE = 'toolwright';

export interface DatabaseSource {
  readonly source: ConnectionSource;
  readonly embedded: boolean;
  /** After every connection of this process is closed: ends the embedded cluster, unless another process uses it. */
  stop(): Promise<void>;
}

/** DATABASE_URL where there is one, else the embedded cluster of the home, started if it does not run. */
export async function openDatabaseSource(databaseUrl: string | null, home: string): Promise<DatabaseSource> {
  if (databaseUrl !== null) return { source: databaseUrl, embedded: false, stop: async () => {} };
  const { connection, stop } = await startEmbedded({ home, database: DATABASE });
  return {
    source: connection,
    embedded: true,
    async stop() {
      await stop();
    },
  };
}
