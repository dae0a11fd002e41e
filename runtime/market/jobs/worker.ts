import { setTimeout as delay } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import type { Queue } from './queues.js';

/** What is done for the jobs of a queue: see `work`. */
export interface Work {
  readonly queue: Queue<never>;
  readonly run: (data: never, signal: AbortSignal) => Promise<void>;
}

/**
 * A job is done when the promise resolves, and tried again where it rejects. A process may end between the two, so a job
 * may run again after all its work was done. The signal ends it when it has had its time or the process closes.
 */
export function work<Data extends object>(
  queue: Queue<Data>,
  run: (data: Data, signal: AbortSignal) => Promise<void>,
): Work {
  return { queue, run };
}

export interface Worker {
  /** Looks for jobs at once. */
  wake(): void;
  /** Takes no more jobs and waits for those that run; after `graceMs` they are told to end. */
  close(graceMs: number): Promise<void>;
}

/** How often jobs are looked for that no notice told of: those whose time has come, and those of a lost notice. */
const POLL_MS = 5_000;

/** Works on the jobs of one queue, as many at once as it allows. `onFailure` hears of each that is to be tried again. */
export function startWorker(boss: PgBoss, { queue, run }: Work, onFailure: (error: unknown) => void): Worker {
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  let stopped = false;
  let pause = new AbortController();
  const wake = () => pause.abort();

  async function once({ id, data }: PgBoss.Job<object>): Promise<void> {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(queue.expireSeconds * 1000)]);
    try {
      await run(data as never, signal);
      await boss.complete(queue.name, id);
    } catch (error) {
      onFailure(error);
      // Where this fails too, the job is tried again once its time is over.
      await boss
        .fail(queue.name, id, { message: error instanceof Error ? error.message : String(error) })
        .catch(() => {});
    }
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      pause = new AbortController();
      const free = queue.atOnce - running.size;
      const jobs = free === 0 ? [] : await boss.fetch<object>(queue.name, { batchSize: free });
      for (const job of jobs) {
        const one = once(job).finally(() => {
          running.delete(one);
          wake();
        });
        running.add(one);
      }
      if (!stopped) await delay(POLL_MS, null, { signal: pause.signal, ref: false }).catch(() => {});
    }
  }

  const looping = loop().catch(onFailure);
  return {
    wake,
    async close(graceMs) {
      stopped = true;
      wake();
      await looping;
      const ended = Promise.all(running);
      await Promise.race([ended, delay(graceMs, null, { ref: false })]);
      closing.abort(new Error('The server closes.'));
      await Promise.race([ended, delay(graceMs, null, { ref: false })]);
    },
  };
}
