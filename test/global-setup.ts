import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopEmbedded } from '../runtime/store/embedded-postgres.js';
import { CLUSTER_HOME } from './store/cluster.js';

/** Gives the run a folder for its one cluster, which the first test that needs a database starts. */
export function setup(): void {
  const home = mkdtempSync(join(tmpdir(), 'tw-test-'));
  chmodSync(home, 0o711);
  process.env[CLUSTER_HOME] = home;
}

export async function teardown(): Promise<void> {
  const home = process.env[CLUSTER_HOME];
  if (!home) return;
  await stopEmbedded(home);
  rmSync(home, { recursive: true, force: true });
}
