import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { type ClusterOwner, canReach, chooseOwner, makePrivateFolder } from './cluster-owner.js';

/** Where a cluster lives: everything that PostgreSQL touches is below `folder`, which only its account may enter. */
export interface ClusterFolder {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly owner: ClusterOwner | null;
}

/** The superuser of an embedded cluster. There is no password: the folder of its socket is closed to others. */
export const SUPERUSER = 'postgres';

export function hasCluster(home: string): boolean {
  return existsSync(join(resolve(home), 'postgres', 'data'));
}

/** Finds or makes the folder of the cluster that belongs to a home (`.toolwright`). */
export function openClusterFolder(home: string): ClusterFolder {
  const asked = join(resolve(home), 'postgres');
  const owner = chooseOwner(asked);
  if (!existsSync(asked)) {
    // A link to what is gone; a folder is another process's, which has just made it.
    if (lstatSync(asked, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(asked, { force: true });
    mkdirSync(resolve(home), { recursive: true, mode: 0o711 });
    makeClusterFolder(asked, owner);
  }
  const folder = realpathSync(asked);
  return { folder, data: join(folder, 'data'), log: join(folder, 'postgres.log'), owner };
}

/**
 * Under root the home may lie where the unprivileged account cannot go (root's own home is closed). Then the cluster
 * is put below /var/lib, named after the home, and the home keeps a link to it.
 */
function makeClusterFolder(asked: string, owner: ClusterOwner | null): void {
  const home = dirname(asked);
  if (!owner || canReach(owner, home) || canReach(owner, openToTraversal(home))) {
    makePrivateFolder(asked, owner);
    return;
  }
  const name = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16);
  const elsewhere = join('/var/lib/toolwright', name);
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o711 });
  makePrivateFolder(elsewhere, owner);
  try {
    symlinkSync(elsewhere, asked);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The home is ours, so letting the account pass through it (not list it) is ours to grant. */
function openToTraversal(home: string): string {
  chmodSync(home, 0o711);
  return home;
}

/** The version of PostgreSQL that made the data folder; undefined when there is none yet. */
export function dataVersion(data: string): number | undefined {
  const file = join(data, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

/**
 * Makes the data folder. It is built beside its place and renamed into it, so that of several processes that begin at
 * once one wins, and a killed one leaves nothing half made.
 */
export async function initialise(cluster: ClusterFolder, binaries: Binaries, durable: boolean): Promise<void> {
  const unfinished = join(cluster.folder, `new-${randomBytes(6).toString('hex')}`);
  const locale =
    process.platform === 'darwin'
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8'];
  const options = ['-D', unfinished, '-U', SUPERUSER, '-A', 'trust', '-E', 'UTF8', ...locale, '--no-instructions'];
  try {
    // TZ spares initdb a search through the machine's whole time zone database.
    await promisify(execFile)(join(binaries.bin, 'initdb'), durable ? options : [...options, '--no-sync'], {
      cwd: cluster.folder,
      env: { ...process.env, TZ: 'UTC', LC_ALL: process.platform === 'darwin' ? 'C' : 'C.UTF-8' },
      ...cluster.owner,
    });
    renameSync(unfinished, cluster.data);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (existsSync(join(cluster.data, 'PG_VERSION'))) return;
    const said = (error as { stderr?: string }).stderr?.trim() || (error as Error).message;
    throw new Error(
      `A fresh PostgreSQL cluster could not be made in ${cluster.folder}: ${said}. ` +
        'Mend that, or set DATABASE_URL to a server that runs elsewhere.',
    );
  }
}
