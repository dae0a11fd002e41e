import { afterEach, beforeEach, expect, it } from 'vitest';
import { listen, type Notices } from '../../runtime/store/postgres/notices.js';
import { soon } from '../soon.js';
import { type KernelDatabase, kernelDatabase } from './kernel.js';

let db: KernelDatabase;
let notices: Notices;
let errors: Error[];

beforeEach(async () => {
  db = await kernelDatabase(1);
  errors = [];
  notices = listen(db.connection, ['fruit', 'stone'], (error) => errors.push(error));
  await notices.ready();
});

afterEach(async () => {
  await notices.close();
  await db.drop();
});

const tell = (channel: string, payload: string) => db.knex.raw('SELECT pg_notify(?, ?)', [channel, payload]);

it('hears what is said on its channels, until it is told to stop', async () => {
  const heard: string[] = [];
  const stop = notices.on('fruit', (payload) => heard.push(`fruit ${payload}`));
  notices.on('stone', (payload) => heard.push(`stone ${payload}`));
  expect(notices.healthy).toBe(true);
  await tell('fruit', 'apple');
  await tell('wood', 'oak');
  await tell('stone', 'opal');
  await soon(() => expect(heard).toEqual(['fruit apple', 'stone opal']));
  stop();
  await tell('fruit', 'pear');
  await tell('stone', 'ruby');
  await soon(() => expect(heard).toEqual(['fruit apple', 'stone opal', 'stone ruby']));
});

it('says when it may have missed something, and connects again', async () => {
  const heard: string[] = [];
  const healthWhenLost: boolean[] = [];
  notices.on('fruit', (payload) => heard.push(payload));
  notices.onLoss(() => healthWhenLost.push(notices.healthy));
  await db.knex.raw(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN%'`);
  await soon(() => expect(healthWhenLost).toEqual([false]));
  expect(errors.map(({ message }) => message)).toEqual(['terminating connection due to administrator command']);
  await soon(() => expect(notices.healthy).toBe(true));
  await tell('fruit', 'apple');
  await soon(() => expect(heard).toEqual(['apple']));
});

it('goes on trying while there is nobody to listen to', async () => {
  const lost = listen({ ...db.connection, database: 'no_such_database' }, ['fruit'], (error) => errors.push(error));
  await soon(() => expect(errors.length).toBeGreaterThan(1));
  expect(lost.healthy).toBe(false);
  expect(errors[0]?.message).toBe('database "no_such_database" does not exist');
  await lost.close();
});

it('refuses a channel that it does not listen to', () => {
  expect(() => notices.on('wood', () => {})).toThrow("Nobody listens to the channel 'wood'");
});
