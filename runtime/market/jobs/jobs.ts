import { setTimeout as delay } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import type { Log } from '../../call/call.js';
import type { Notices } from '../../store/postgres/notices.js';
import type { ConnectionSource } from '../../store/postgres/pool.js';
import { openBossDatabase } from './boss-database.js';
import { JOBS_SCHEMA } from './install.js';
import { startWorker, type Work, type Worker } from './worker.js';

/** The channel that tells of new jobs; its payload is the queue's name. */
export const JOBS_CHANNEL = 'toolwright_jobs';

export interface JobsOptions {
  readonly source: ConnectionSource;
  /** Must listen to `JOBS_CHANNEL`. */
  readonly notices: Notices;
  readonly works: readonly Work[];
  readonly log: Log | undefined;
}

export interface Jobs {
  /** Rejects with a sentence where this process should work on jobs and cannot. */
  ready(): Promise<void>;
  /** Takes no more jobs, and ends those that run: within 5 s. What was not done is done by another process, or later. */
  close(): Promise<void>;
}

/** Of a process that leaves jobs to others. */
export const noJobs: Jobs = { ready: async () => {}, close: async () => {} };

const RETRY_MS = 2_000;
const GRACE_MS = 2_000;
const MAINTENANCE_SECONDS = 30;
/** How long jobs that are done can be looked up by operators, after half a day among the others. */
const KEPT_DAYS = 2;

/** Begins to work on jobs, in the background: of the same job one process at a time, in whatever number they run. */
export function startJobs({ source, notices, works, log }: JobsOptions): Jobs {
  const report = (error: unknown) => log?.error({ err: error }, 'jobs cannot be worked on and are tried again');
  const database = openBossDatabase(source, report);
  const workers = new Map<string, Worker>();
  const timers: NodeJS.Timeout[] = [];
  const closing = new AbortController();
  let boss: PgBoss | null = null;
  let closed: Promise<void> | null = null;

  async function openBoss(): Promise<PgBoss> {
    const { default: Boss } = await import('pg-boss');
    const opened = new Boss({
      db: database,
      schema: JOBS_SCHEMA,
      schedule: false,
      maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
      deleteAfterDays: KEPT_DAYS,
    });
    opened.on('error', () => {});
    await opened.start();
    // What a killed process held is free again as soon as its time is over, not only at the next maintenance.
    await opened.maintain();
    return opened;
  }

  async function begin(): Promise<void> {
    while (boss === null && !closing.signal.aborted) {
      boss = await openBoss().catch(() => null);
      if (boss === null) await delay(RETRY_MS, null, { signal: closing.signal, ref: false }).catch(() => {});
    }
    if (boss !== null && !closing.signal.aborted) for (const work of works) follow(boss, work);
  }

  function follow(started: PgBoss, work: Work): void {
    const { name, everySeconds } = work.queue;
    const onFailure = (error: unknown) => log?.error({ err: error, queue: name }, 'a job failed and is tried again');
    workers.set(name, startWorker(started, work, onFailure));
    if (everySeconds === undefined) return;
    // However many processes ask, there is one job in each slot of this length.
    const ask = () =>
      void started
        .send(name, {}, { singletonSeconds: everySeconds })
        .then(() => workers.get(name)?.wake())
        .catch(() => {});
    timers.push(setInterval(ask, everySeconds * 1000).unref());
    ask();
  }

  const begun = begin();
  const stops = [
    notices.on(JOBS_CHANNEL, (queue) => workers.get(queue)?.wake()),
    notices.onRegain(() => {
      for (const worker of workers.values()) worker.wake();
    }),
  ];
  return {
    async ready() {
      const { broken } = database;
      if (broken !== null) throw new Error(`Jobs do not run: ${broken.message}.`, { cause: broken });
    },
    close() {
      closed ??= (async () => {
        closing.abort();
        for (const stop of stops) stop();
        for (const timer of timers) clearInterval(timer);
        await begun;
        await Promise.all([...workers.values()].map((worker) => worker.close(GRACE_MS)));
        await boss?.stop({ graceful: false });
        await database.close();
      })();
      return closed;
    },
  };
}
