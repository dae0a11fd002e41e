import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../../../runtime/call/call.js';
import { JOBS_CHANNEL, type Jobs, startJobs } from '../../../runtime/market/jobs/jobs.js';
import { mails, sendJob, upkeep, webhookDeliveries } from '../../../runtime/market/jobs/queues.js';
import { type Work, work } from '../../../runtime/market/jobs/worker.js';
import { listen, type Notices } from '../../../runtime/store/postgres/notices.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import type { TestDatabase } from '../../store/cluster.js';
import { cloneDemo } from '../market.js';
import { eventually } from './eventually.js';

let database: TestDatabase;
let db: Knex;
let logged: string[];
const opened: { readonly jobs: Jobs; readonly notices: Notices }[] = [];

beforeEach(async () => {
  database = await cloneDemo();
  db = createPool(database.connection, 4);
  logged = [];
});
afterEach(async () => {
  for (const { jobs, notices } of opened.splice(0)) {
    await jobs.close();
    await notices.close();
  }
  await db.destroy();
  await database.drop();
});

/** A process that works on jobs, as far as jobs can tell. */
async function start(...works: readonly Work[]): Promise<Jobs> {
  const silent = () => {};
  const log: Log = {
    error: (fields, message) => void logged.push(`${message}: ${(fields as { err: Error }).err.message}`),
    ...{ warn: silent, info: silent, debug: silent },
  };
  const notices = listen(database.connection, [JOBS_CHANNEL], silent);
  await notices.ready();
  const jobs = startJobs({ source: database.connection, notices, works, log });
  opened.push({ jobs, notices });
  return jobs;
}

const send = (mail: string, afterSeconds = 0) => sendJob(db, mails, { mail }, afterSeconds);
const states = async () => (await db('pgboss.job').orderBy('created_on')).map(({ state }) => state);

describe('a job', () => {
  it('is there if the transaction that asks for it commits, and only then', async () => {
    const done: string[] = [];
    await start(work(mails, async ({ mail }) => void done.push(mail)));
    const kept = await db.transaction();
    const undone = await db.transaction();
    await sendJob(undone, mails, { mail: 'undone' });
    await sendJob(kept, mails, { mail: 'kept' });
    await undone.rollback();
    await kept.commit();
    await eventually(async () => expect(await states()).toEqual(['completed']));
    expect(done).toEqual(['kept']);
  });

  it('of a queue that is not there is refused', async () => {
    const unknown = { ...mails, name: 'nobody' };
    await expect(sendJob(db, unknown, { mail: 'x' })).rejects.toThrow('There is no queue called nobody.');
  });

  it('is done once, by one of several processes, never more at a time than its queue allows', async () => {
    const done: string[] = [];
    let [running, most] = [0, 0];
    const run = async ({ mail }: { readonly mail: string }) => {
      running += 1;
      most = Math.max(most, running);
      await db.raw('select 1');
      done.push(mail);
      running -= 1;
    };
    const names = Array.from({ length: 60 }, (_, index) => `mail ${index}`);
    for (const name of names) await send(name);
    await start(work(mails, run));
    await start(work(mails, run));
    await eventually(async () => expect(new Set(await states())).toEqual(new Set(['completed'])));
    expect(done.sort()).toEqual(names.sort());
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(2 * mails.atOnce);
  });

  it('that fails is tried again later, is told in the log, and holds up no other', async () => {
    const tried: string[] = [];
    await start(
      work(mails, async ({ mail }) => {
        tried.push(mail);
        if (mail === 'bad' && tried.filter((name) => name === mail).length === 1) throw new Error('Out of ink.');
      }),
    );
    await send('bad');
    await send('good');
    await eventually(async () => expect((await states()).sort()).toEqual(['completed', 'retry']));
    expect(logged).toEqual(['a job failed and is tried again: Out of ink.']);
    const [{ seconds }] = (
      await db.raw(
        `select extract(epoch from start_after - now())::float8 as seconds from pgboss.job where state = 'retry'`,
      )
    ).rows;
    expect(seconds).toBeGreaterThan(mails.retry.delaySeconds * 0.8);
    expect(seconds).toBeLessThanOrEqual(mails.retry.delaySeconds * 2);
    await db.raw(`update pgboss.job set start_after = now() where state = 'retry'`);
    await db.raw(`notify ${JOBS_CHANNEL}, '${mails.name}'`);
    await eventually(async () => expect(await states()).toEqual(['completed', 'completed']));
    expect(tried.filter((name) => name === 'bad')).toHaveLength(2);
  });

  it('waits for its time', async () => {
    const done: string[] = [];
    await start(work(mails, async ({ mail }) => void done.push(mail)));
    await send('later', 3600);
    await send('now');
    await eventually(async () => expect((await states()).sort()).toEqual(['completed', 'created']));
    expect(done).toEqual(['now']);
  });

  it('whose process ends in the middle is told to end, and is left for another', async () => {
    let began = () => {};
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const jobs = await start(
      work(mails, (_mail, signal) => {
        began();
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      }),
    );
    await send('long');
    await begun;
    await jobs.close();
    expect(await states()).toEqual(['retry']);
    expect(logged).toEqual(['a job failed and is tried again: The server closes.']);
  });

  it('that is due again and again is there once in each slot, however many processes there are', async () => {
    const done: string[] = [];
    for (let process = 0; process < 3; process += 1) await start(work(upkeep, async () => void done.push('upkeep')));
    await eventually(async () => expect(done).toEqual(['upkeep']));
    await opened[0]?.jobs.close();
    expect(await db('pgboss.job').where({ name: upkeep.name })).toHaveLength(1);
  });

  it('of a process that was killed is done by the next that starts once its time is over', async () => {
    await send('orphan');
    await db.raw(`update pgboss.job set state = 'active', started_on = now() - interval '1 hour'`);
    await start(work(mails, async () => {}));
    await eventually(async () => expect(await states()).toEqual(['retry']));
  });
});

describe('the database', () => {
  it('may lose its connections: jobs go on', async () => {
    const done: string[] = [];
    const jobs = await start(work(mails, async ({ mail }) => void done.push(mail)));
    await send('before');
    await eventually(async () => expect(done).toEqual(['before']));
    await db.raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await eventually(() => send('after'));
    await eventually(async () => expect(done).toContain('after'));
    await jobs.ready();
  });

  it('that jobs cannot be read from makes the process not ready, and it recovers by itself', async () => {
    const done: string[] = [];
    const jobs = await start(
      work(mails, async ({ mail }) => void done.push(mail)),
      work(webhookDeliveries, async () => {}),
    );
    await send('first');
    await eventually(async () => expect(done).toEqual(['first']));
    await jobs.ready();
    await db.raw('alter schema pgboss rename to elsewhere');
    await db.raw(`notify ${JOBS_CHANNEL}, '${mails.name}'`);
    await eventually(() => expect(jobs.ready()).rejects.toThrow(/^Jobs do not run: .*pgboss/));
    expect(logged.filter((line) => line.startsWith('jobs cannot be worked on'))).toHaveLength(1);
    await db.raw('alter schema elsewhere rename to pgboss');
    await send('second');
    await eventually(async () => expect(done).toEqual(['first', 'second']));
    await jobs.ready();
  });
});
