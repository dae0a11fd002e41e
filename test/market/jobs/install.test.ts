import { afterEach, describe, expect, it } from 'vitest';
import { queues } from '../../../runtime/market/jobs/queues.js';
import { prepareDatabase } from '../../../runtime/market/prepare-database.js';
import { createVault } from '../../../runtime/market/vault.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import { cloneDatabase, type TestDatabase } from '../../store/cluster.js';
import { type Market, openMarket, secrets } from '../market.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await cloneDatabase();
  closing.push(database.drop);
  return database;
}

async function open(work: boolean): Promise<Market> {
  const market = await openMarket({ options: { work } });
  closing.push(market.close);
  return market;
}

const readyz = async ({ url }: Market) => {
  const response = await fetch(`${url}/readyz`);
  return [response.status, await response.json()];
};

describe('the queues', () => {
  it('are made by several processes at once as by one, and changed where they are declared otherwise', async () => {
    const { connection } = await emptyDatabase();
    const prepare = () => prepareDatabase(connection, createVault(secrets), false);
    await Promise.all([prepare(), prepare(), prepare()]);
    const db = createPool(connection, 1);
    closing.push(() => db.destroy());
    const made = () =>
      db('pgboss.queue').select('name', 'retry_limit', 'retry_delay', 'expire_seconds').orderBy('name');
    const declared = queues
      .map(({ name, retry, expireSeconds }) => ({
        name,
        retry_limit: retry.limit,
        retry_delay: retry.delaySeconds,
        expire_seconds: expireSeconds,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(await made()).toEqual(declared);
    await db('pgboss.queue').update({ retry_limit: 1 });
    await prepare();
    expect(await made()).toEqual(declared);
  });
});

describe('/readyz', () => {
  it('is red while jobs cannot be worked on, and green again afterwards', async () => {
    const market = await open(true);
    await market.eventually(async () => expect(await readyz(market)).toEqual([200, { status: 'ready' }]));
    await market.db.raw('alter schema pgboss rename to elsewhere');
    await market.eventually(async () => {
      await market.db.raw(`notify toolwright_jobs, 'mail'`);
      expect(await readyz(market)).toEqual([503, { status: 'not ready' }]);
    });
    await market.db.raw('alter schema elsewhere rename to pgboss');
    await market.eventually(async () => {
      await market.db.raw(`notify toolwright_jobs, 'mail'`);
      expect(await readyz(market)).toEqual([200, { status: 'ready' }]);
    });
  });

  it('is green in a process that leaves jobs to others', async () => {
    const market = await open(false);
    await market.db.raw('alter schema pgboss rename to elsewhere');
    expect(await readyz(market)).toEqual([200, { status: 'ready' }]);
  });
});
