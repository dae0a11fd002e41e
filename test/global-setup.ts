import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopEmbedded } from '../runtime/store/embedded/embedded-postgres.js';
import { CLUSTER_HOME } from './store/cluster.js';

/**
 * Gives the run a folder for its one cluster, which the first test that needs a database starts. Asked once for each
 * vitest project; the first one makes the folder and clears it away. Returns how.
 */
export function setup(): (() => Promise<void>) | undefined {
  if (process.env[CLUSTER_HOME]) return;
  const home = mkdtempSync(join(tmpdir(), 'tw-test-'));
  chmodSync(home, 0o711);
  process.env[CLUSTER_HOME] = home;
  return async () => {
    await stopEmbedded(home);
    rmSync(home, { recursive: true, force: true });
  };
}
