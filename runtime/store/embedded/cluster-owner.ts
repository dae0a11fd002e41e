import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.js';

/** The unprivileged account that PostgreSQL runs as when this process is root. */
export interface ClusterOwner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root needs another account: whoever owns the folder already, else one that
 * the machine has for such things. Null when this process is not root and runs PostgreSQL itself. initdb looks the
 * account up by its id, so only accounts that the machine knows are taken.
 */
export function chooseOwner(folder: string): ClusterOwner | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readAccounts();
  const { uid } = statSync(nearestExisting(folder));
  const known = accounts.find((account) => account.uid === uid && uid !== 0);
  const chosen =
    known ?? accounts.find(({ name }) => name === 'postgres') ?? accounts.find(({ name }) => name === 'nobody');
  if (chosen) return { uid: chosen.uid, gid: chosen.gid };
  throw new Error(
    "PostgreSQL refuses to run as root, and this machine has neither an account 'nobody' nor one 'postgres'. " +
      'Run the server as an unprivileged user, or set DATABASE_URL.',
  );
}

function readAccounts(): { name: string; uid: number; gid: number }[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name as string, uid: Number(uid), gid: Number(gid) }));
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

/** Whether the account may read a file, judged by the modes of the file and of every folder above it. */
export function canReach(owner: ClusterOwner, path: string): boolean {
  const found = statSync(path);
  const { mode, uid, gid } = found;
  const shift = uid === owner.uid ? 6 : gid === owner.gid ? 3 : 0;
  const needed = found.isDirectory() ? 0o1 : 0o4;
  if (((mode >> shift) & needed) !== needed) return false;
  const parent = dirname(path);
  return parent === path || canReach(owner, parent);
}

/** A folder that only the account (or this user) may enter. */
export function makePrivateFolder(path: string, owner: ClusterOwner | null): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (!owner) return;
  chownSync(path, owner.uid, owner.gid);
  chmodSync(path, 0o700);
}

/**
 * The same programs where the account can read them: copied once into `cache` when they lie under a folder that is
 * closed to it, as `node_modules` below root's home is.
 */
export function readableBinaries(binaries: Binaries, owner: ClusterOwner | null, cache: string): Binaries {
  if (!owner || canReach(owner, join(binaries.bin, 'postgres'))) return binaries;
  if (binaries.from === 'system') {
    throw new Error(
      `PostgreSQL's programs in ${binaries.bin} cannot be read by the account with the id ${owner.uid}, as which they ` +
        `must run because root may not. Run 'chmod -R a+rX ${binaries.root}', or run the server as an unprivileged user.`,
    );
  }
  const root = join(cache, `postgresql-${binaries.major}`);
  if (!existsSync(root)) {
    const unfinished = `${root}.${process.pid}`;
    cpSync(binaries.root, unfinished, { recursive: true, verbatimSymlinks: true });
    execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, unfinished]);
    try {
      renameSync(unfinished, root);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(root)) throw error;
    }
  }
  return { ...binaries, root, bin: join(root, 'bin') };
}
