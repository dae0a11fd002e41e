import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { secrets } from '../market/market.js';
import { fromSource } from './project-copy.js';

export interface ServerProcess {
  readonly url: string;
  /** All that it has printed. */
  out(): string;
  err(): string;
  /** Sends the signal and waits for the end: its code, or the signal that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Starts a server as a process and waits for its greeting, the last line of which is `last`. */
export async function startProcess(
  folder: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  last: RegExp,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, argv, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn', PORT: '0', ...environment },
  });
  let [out, err] = ['', ''];
  const ended = once(child, 'close');
  const greeted = new Promise<void>((resolve) => {
    child.stdout.on('data', (data) => {
      out += data;
      if (last.test(out)) resolve();
    });
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  await Promise.race([greeted, ended]);
  const url = /The marketplace serves (\S+)/.exec(out)?.[1];
  if (url === undefined) throw new Error(`The server did not start.\n${out}${err}`);
  return {
    url,
    out: () => out,
    err: () => err,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [code, by] = await ended;
      return code ?? by;
    },
  };
}

/** Starts a copy of the project from its sources, on a database that is not the demo's own. */
export function startCopy(folder: string, databaseUrl: string): Promise<ServerProcess> {
  const environment = { DATABASE_URL: databaseUrl, TOOLWRIGHT_HOME: folder, TOOLWRIGHT_SECRET: secrets[0] };
  return startProcess(folder, [...fromSource, 'runtime/main.ts'], environment, /no demo key works\.\n/);
}
