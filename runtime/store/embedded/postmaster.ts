import { spawn } from 'node:child_process';
import { appendFileSync, chownSync, closeSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { ClusterFolder } from './cluster-folder.js';
import { makePrivateFolder } from './cluster-owner.js';

/** What `postmaster.pid` says of the server process that has (or had) a data folder. */
export interface Postmaster {
  /** 0 while the server is writing the file. */
  readonly pid: number;
  /** The folder that holds the socket; empty until the server has made it. */
  readonly socket: string;
  readonly port: number;
  readonly ready: boolean;
}

/** Bytes that fit into a socket's path on every system (107 on Linux, 103 on macOS). */
const SOCKET_PATH_LIMIT = 103;

export function readPostmaster(data: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(
      `The PostgreSQL cluster in ${data} belongs to another user: ${(error as Error).message}. Run as that user (or as ` +
        'root), set TOOLWRIGHT_HOME to a folder of your own, or set DATABASE_URL.',
    );
  }
  const [pid, , , port, socket, , , status] = lines;
  return {
    pid: Number(pid),
    socket: socket?.trim() ?? '',
    port: Number(port ?? 5432),
    ready: status?.trim() === 'ready',
  };
}

/**
 * Whether that process still lives and is the server of this data folder. After a restart of the machine or container
 * another process may bear its number, so Linux is also asked for its command line.
 */
export function isRunning({ pid }: Postmaster, data: string): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
  } catch {
    return false;
  }
}

/**
 * Moves the file of a dead server aside. PostgreSQL does so itself, but not when another process of the same user bears
 * the number now, so this is for after it has refused to start. A file that a racing start has written meanwhile is
 * put back.
 */
export function forgetPostmaster(data: string, dead: Postmaster): void {
  const file = join(data, 'postmaster.pid');
  const aside = join(data, `postmaster.pid.${process.pid}`);
  try {
    renameSync(file, aside);
    if (Number(readFileSync(aside, 'utf8').split('\n')[0]) === dead.pid) rmSync(aside);
    else renameSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/**
 * PostgreSQL has no bound for what one query builds up in memory, and a machine that runs out of it kills the whole server.
 * With this one a query fails by itself: no process of the server has more than two gigabytes of its own, the memory that
 * they share not counted. Where the system knows no such limit, there is none.
 */
const LIMITED = 'ulimit -S -d 2097152 2>/dev/null; exec "$0" "$@"';

/** Starts the server process, which outlives this one. What it answers tells whether the process still runs. */
export function launch(cluster: ClusterFolder, binaries: Binaries, fsync: boolean): { readonly running: boolean } {
  const settings = ['listen_addresses=', 'timezone=UTC', 'log_timezone=UTC', 'log_checkpoints=off', 'jit=off'];
  const risky = fsync ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
  const options = [...settings, ...risky].flatMap((setting) => ['-c', setting]);
  const log = openSync(cluster.log, 'a', 0o600);
  const state = { running: true };
  try {
    // A group of its own: Ctrl-C in the terminal must reach this process alone, which closes the server in order.
    const server = [join(binaries.bin, 'postgres'), '-D', cluster.data, '-k', socketFolder(cluster), ...options];
    const child = spawn('/bin/sh', ['-c', LIMITED, ...server], {
      detached: true,
      stdio: ['ignore', log, log],
      cwd: cluster.folder,
      ...cluster.owner,
    });
    child.on('exit', () => {
      state.running = false;
    });
    child.on('error', (error) => {
      state.running = false;
      appendFileSync(cluster.log, `${error.message}\n`);
    });
    child.unref();
    return state;
  } finally {
    closeSync(log);
  }
}

function socketFolder({ folder, owner }: ClusterFolder): string {
  const inside = join(folder, 'socket');
  if (Buffer.byteLength(join(inside, '.s.PGSQL.5432.lock')) <= SOCKET_PATH_LIMIT) {
    makePrivateFolder(inside, owner);
    return inside;
  }
  // A fresh name each time: nobody can have prepared a folder of theirs under it.
  const short = mkdtempSync(join(tmpdir(), 'toolwright-'));
  if (owner) chownSync(short, owner.uid, owner.gid);
  return short;
}
