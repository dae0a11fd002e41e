import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const root = new URL('../../', import.meta.url).pathname;

export interface Ended {
  readonly code: number;
  /** Both streams, as they came. */
  readonly output: string;
}

/** Runs a command to its end; its failing is an answer too. */
export function run(
  command: string,
  words: readonly string[],
  at: { cwd?: string; env?: object } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd: at.cwd ?? root, env: { ...process.env, ...at.env }, maxBuffer: 16 << 20 };
    const child = execFile(command, [...words], options, (error, out, err) => {
      resolve({ code: error === null ? 0 : (child.exitCode ?? 1), output: `${out}${err}` });
    });
  });
}

/** A server of the marketplace with data of its own, as `npm start` starts it. */
export interface StartedServer {
  readonly url: string;
  /** `npx toolwright …`, on the same data. Rejects with what it said, where it fails. */
  toolwright(...words: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

export async function startServer(home: string): Promise<StartedServer> {
  const env = { TOOLWRIGHT_HOME: home, PORT: '0', LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, ['dist/runtime/main.js'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child);
  return {
    url,
    async toolwright(...words) {
      const { code, output } = await run(process.execPath, ['dist/generator/main.js', ...words], { env });
      if (code !== 0) throw new Error(`toolwright ${words.join(' ')} ends with ${code}: ${output}`);
      return output.trim();
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The server has no output.');
  for await (const line of createInterface(child.stdout)) {
    const url = /^The marketplace serves (\S+)$/.exec(line)?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error('The server ended before it had an address.');
}
