import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { createMarketplace, type Marketplace } from '../../../runtime/market/marketplace.js';
import type { MarketplaceOptions } from '../../../runtime/market/marketplace-options.js';
import { scramVerifier } from '../../../runtime/market/queries/reader/scram-verifier.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import { cloneDatabase, type TestDatabase } from '../../store/cluster.js';
import { cloneDemo, secrets } from '../market.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function asOwner(database: TestDatabase, sql: string) {
  const owner = createPool(database.connection, 1);
  const { rows } = await owner.raw(sql).finally(() => owner.destroy());
  return rows;
}

/** The marketplace, and what it says in its log of queries. */
async function start(database: TestDatabase, options: Partial<MarketplaceOptions>) {
  const said: string[] = [];
  const hear = (fields: object, message: string) =>
    void (/queries/.test(message) && said.push(JSON.stringify(fields) + message));
  const log = { error: hear, warn: hear, info() {}, debug() {} };
  const marketplace: Marketplace = await createMarketplace({
    ...{ source: database.connection, secrets, demo: true, work: false, log },
    ...options,
  });
  closing.push(() => marketplace.close());
  const { url } = await marketplace.listen(0, '127.0.0.1');
  const ask = async (query: string) => {
    const response = await fetch(`${url}/mcp/tools/call`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_demo_staff', 'content-type': 'application/json' },
      body: JSON.stringify({ tool: 'query_database', arguments: { query } }),
    });
    return [response.status, await response.json()];
  };
  return { ask, said };
}

const UNAVAILABLE = [
  503,
  {
    error: expect.stringMatching(/^This database is not set up for queries\./),
    code: 'QUERY_UNAVAILABLE',
  },
];

async function database(clone: () => Promise<TestDatabase>): Promise<TestDatabase> {
  const cloned = await clone();
  closing.push(() => cloned.drop());
  return cloned;
}

/** A database whose owner is no superuser and may not make roles, which is what DATABASE_URL usually names. */
async function plainlyOwned(): Promise<{
  readonly database: TestDatabase;
  readonly source: TestDatabase['connection'];
}> {
  const cloned = await database(cloneDatabase);
  for (const role of ['app nologin', 'reporting nologin', 'plain_reader_owner login']) {
    await asOwner(
      cloned,
      `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$`,
    );
  }
  await asOwner(cloned, 'grant app to plain_reader_owner');
  await asOwner(cloned, `alter database ${cloned.connection.database} owner to plain_reader_owner`);
  return { database: cloned, source: { ...cloned.connection, user: 'plain_reader_owner' } };
}

test('where the database user may not make roles, the server runs, says why once, and queries are refused', async () => {
  const { source, database: cloned } = await plainlyOwned();
  const { ask, said } = await start(cloned, { source });
  expect(await ask('SELECT 1')).toEqual(UNAVAILABLE);
  expect(await ask('SELECT 1')).toEqual(UNAVAILABLE);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/may not make a role .* QUERY_DATABASE_URL/);
});

test('the SQL of the README makes a reader, who is asked in the place of one that is made', async () => {
  const { source, database: cloned } = await plainlyOwned();
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, sql = ''] = /```sql\n(CREATE ROLE reporting[^`]+)```/.exec(readme) ?? [];
  const name = `reader_of_${cloned.connection.database}`;
  const written = sql
    .replaceAll('query_reader', name)
    .replace('DATABASE market', `DATABASE ${cloned.connection.database}`);
  const statements = written
    .replaceAll(/--.*/g, '')
    .split(';')
    .map((one) => one.trim());
  expect(statements.filter((one) => one !== '')).toHaveLength(5);
  // The role of all readers is the cluster's, and there already.
  for (const statement of statements.slice(1)) if (statement !== '') await asOwner(cloned, statement);
  const { ask, said } = await start(cloned, {
    source,
    queryDatabaseUrl: cloned.url.replace(/\/\/[^@]*@/, `//${name}@`),
  });
  expect(await ask('SELECT name FROM sites ORDER BY name LIMIT 1')).toEqual([200, [{ name: 'AnalyticsHost' }]]);
  expect(await ask('SELECT count(*) FROM jobs')).toEqual([200, [{ count: 0 }]]);
  const readers = await asOwner(
    cloned,
    `select distinct usename as name from pg_stat_activity where datname = current_database() and usename ~ '^rep|^reader'`,
  );
  expect([readers, said]).toEqual([[{ name }], []]);
});

test('one who may do more than read the views is not asked anything', async () => {
  const cloned = await database(cloneDemo);
  const { ask, said } = await start(cloned, { queryDatabaseUrl: cloned.url });
  expect(await ask('SELECT 1')).toEqual(UNAVAILABLE);
  expect(said.at(-1)).toMatch(/may do more than read the views/);
});

test('other secrets make another password, and the one in force is the newest start’s', async () => {
  const cloned = await database(cloneDemo);
  const password = () =>
    asOwner(
      cloned,
      `select rolpassword as is from pg_authid where rolname = 'reporting_' || left(encode(sha256(current_database()::bytea), 'hex'), 16)`,
    );
  const first = await start(cloned, {});
  expect(await first.ask('SELECT 1 AS one')).toEqual([200, [{ one: 1 }]]);
  const [before] = await password();
  expect(before.is).toMatch(/^SCRAM-SHA-256\$4096:/);
  await start(cloned, {}).then(({ ask }) => ask('SELECT 1'));
  expect(await password()).toEqual([before]);
  await start(cloned, { secrets: ['another secret', ...secrets] }).then(({ ask }) => ask('SELECT 1'));
  expect(await password()).not.toEqual([before]);
});

/** RFC 7677 has the example: user "user", password "pencil". Its server signature follows from the server key. */
test('PostgreSQL is told a verifier, never the password', () => {
  const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
  expect(verifier).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});
