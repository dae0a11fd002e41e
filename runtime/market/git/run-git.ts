import { spawn } from 'node:child_process';
import { RepositoryRefusal } from './refusal.js';

/** A folder that one reading of a repository has to itself. */
export interface GitFolder {
  readonly path: string;
  /** Configuration that goes by the environment, so that no secret stands on a command line: `[key, value]`. */
  readonly config: readonly (readonly [string, string])[];
  /** The transports that are allowed, as `GIT_ALLOW_PROTOCOL` has them; none where nothing is to be asked. */
  readonly protocol: string;
  /** Of any file that git writes, in bytes. */
  readonly largestFile: number;
  /** Ends whatever runs. */
  readonly signal: AbortSignal;
}

export interface GitRun {
  readonly input?: string;
  /** Of what git answers, in bytes; beyond it, `onOverflow` is thrown. */
  readonly most: number;
  readonly onOverflow: () => Error;
}

/** `git` ended with an error. `stderr` is for telling what went wrong, never for showing. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';

  constructor(
    readonly command: string,
    readonly stderr: string,
  ) {
    super(`git ${command} failed.`);
  }
}

/** 2 GiB of addresses: a small pack can name objects that are not. In KiB, as `ulimit -v` counts; not all systems know it. */
const MEMORY = 2 * 1024 * 1024;

/** The limits are the shell's to set: they hold for git and for all that git starts. POSIX counts blocks of 512 bytes. */
const LIMITED = 'ulimit -f "$1"; ulimit -v "$2" 2>/dev/null; shift 2; exec git "$@"';

/**
 * What `git` writes. Nothing of this machine's configuration, credentials or hooks takes part. Rejects with `GitFailure`,
 * with the overflow's error, or with a refusal once the signal has ended it.
 */
export function runGit(folder: GitFolder, args: readonly string[], run: GitRun): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const blocks = String(Math.ceil(folder.largestFile / 512));
    const child = spawn('sh', ['-c', LIMITED, 'sh', blocks, String(MEMORY), '--git-dir', folder.path, ...args], {
      cwd: folder.path,
      env: environment(folder),
      // A group of its own, so that whatever git has started ends with it.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const answer: Buffer[] = [];
    let size = 0;
    let stderr = '';
    let ended: Error | undefined;
    const end = (error: Error) => {
      ended ??= error;
      if (child.pid !== undefined) killGroup(child.pid);
    };
    const expire = () =>
      end(new RepositoryRefusal('too_slow', 'Reading the repository took too long. Try again, or make it smaller.'));
    folder.signal.addEventListener('abort', expire, { once: true });
    if (folder.signal.aborted) expire();

    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > run.most) end(run.onOverflow());
      else answer.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < 8000) stderr += chunk.toString('utf8');
    });
    // git that ends early closes its input; the exit tells why.
    child.stdin.on('error', () => {});
    child.stdin.end(run.input ?? '');
    child.on('error', (error) => end(new Error(`The git command cannot be run: ${error.message}`)));
    child.on('close', (code) => {
      folder.signal.removeEventListener('abort', expire);
      if (ended !== undefined) reject(ended);
      else if (code === 0) resolve(Buffer.concat(answer));
      else reject(new GitFailure(args[0] ?? '', stderr));
    });
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function environment({ path, config, protocol }: GitFolder): NodeJS.ProcessEnv {
  const settings = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    PATH: process.env.PATH,
    // Archives bear times, which git writes in the zone it is in.
    TZ: 'UTC',
    LC_ALL: 'C',
    HOME: path,
    XDG_CONFIG_HOME: path,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: protocol,
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(settings),
  };
}
