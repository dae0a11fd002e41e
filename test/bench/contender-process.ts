import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Contender } from './contenders.js';

const root = join(import.meta.dirname, '../..');

/** A contender that runs and listens. */
export interface RunningContender {
  readonly url: string;
  /** Microseconds of processor time that the operating system has counted for the process so far. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts one from `dist/bench`, where `contenders/tsconfig.json` puts it. `source` is the database it uses. */
export async function startContender({ file, options }: Contender, source: string): Promise<RunningContender> {
  const child = fork(join(root, `dist/bench/test/bench/contenders/${file}.js`), [`--source=${source}`, ...options], {
    cwd: root,
    execArgv: process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [],
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { url } = await answer<{ readonly url: string }>(child);
  return {
    url,
    async cpu() {
      child.send('usage');
      const { usage } = await answer<{ readonly usage: NodeJS.CpuUsage }>(child);
      return usage.user + usage.system;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`${child.spawnargs[1]} ended before it answered.`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}
