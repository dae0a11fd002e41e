import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PgConnection } from '../../runtime/store/embedded/embedded-postgres.js';
import { cloneDatabase, ensureTemplate } from './cluster.js';

async function query(connection: PgConnection, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a database for each test', () => {
  let built = 0;
  const build = async (connection: PgConnection) => {
    built += 1;
    await query(connection, "CREATE TABLE fruit (name text); INSERT INTO fruit VALUES ('apple')");
  };

  beforeAll(() => ensureTemplate('fruit_template', build));

  it('starts as the template left it and changes nothing but itself', async () => {
    const [one, two] = [await cloneDatabase('fruit_template'), await cloneDatabase('fruit_template')];
    await query(one.connection, "INSERT INTO fruit VALUES ('pear')");
    expect(await query(one.connection, 'SELECT name FROM fruit ORDER BY name')).toEqual([
      { name: 'apple' },
      { name: 'pear' },
    ]);
    expect(await query(two.connection, 'SELECT name FROM fruit')).toEqual([{ name: 'apple' }]);
    await one.drop();
    await two.drop();
    await expect(query(one.connection, 'SELECT 1')).rejects.toMatchObject({
      code: '3D000',
    });
  });

  it('builds a template once', async () => {
    await Promise.all([ensureTemplate('fruit_template', build), ensureTemplate('fruit_template', build)]);
    expect(built).toBe(1);
  });
});
