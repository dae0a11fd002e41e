import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PgConnection, startEmbedded, stopEmbedded } from '../../runtime/store/embedded/embedded-postgres.js';
import { migrate } from '../../runtime/store/postgres/migrate.js';
import { kernelMigrations } from '../../runtime/store/postgres/migrations/index.js';
import { type ConnectionSource, createPool } from '../../runtime/store/postgres/pool.js';
import { cloneDatabase, testCluster } from './cluster.js';
import { notes } from './kernel.js';

const kernel = kernelMigrations.map(({ name }) => name);

async function withPool<T>(
  source: ConnectionSource,
  run: (knex: ReturnType<typeof createPool>) => Promise<T>,
): Promise<T> {
  const knex = createPool(source, 1);
  try {
    return await run(knex);
  } finally {
    await knex.destroy();
  }
}

async function asSuperuser(sql: string, database = 'postgres'): Promise<void> {
  const client = new pg.Client({ ...(await testCluster()), database });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

describe('migrate', () => {
  it("applies the kernel's migrations, then the application's, each once", async () => {
    const { connection, drop } = await cloneDatabase();
    await withPool(connection, async (knex) => {
      expect(await migrate(knex, [notes])).toEqual([...kernel, 'notes']);
      expect(await migrate(knex, [notes])).toEqual([]);
      const more = {
        name: 'more',
        up: async (db: typeof knex) => void (await db.raw('CREATE TABLE more ()')),
      };
      expect(await migrate(knex, [notes, more])).toEqual(['more']);
      expect(await knex('toolwright.migration').orderBy('name').pluck('name')).toEqual([...kernel, 'more', 'notes']);
    });
    await drop();
  });

  it('may run in several processes at once', async () => {
    const { connection, drop } = await cloneDatabase();
    const runs = await Promise.all([1, 2, 3].map(() => withPool(connection, (knex) => migrate(knex, [notes]))));
    expect(runs.filter((names) => names.length > 0)).toEqual([[...kernel, 'notes']]);
    await drop();
  });

  it('leaves nothing of a run that fails', async () => {
    const { connection, drop } = await cloneDatabase();
    await withPool(connection, async (knex) => {
      const broken = {
        name: 'broken',
        up: async (db: typeof knex) => void (await db.raw('SELECT 1/0')),
      };
      await expect(migrate(knex, [notes, broken])).rejects.toThrow('division by zero');
      const { rows } = await knex.raw(`SELECT to_regclass('note') AS note, to_regnamespace('toolwright') AS kernel`);
      expect(rows).toEqual([{ note: null, kernel: null }]);
    });
    await drop();
  });

  it('refuses two migrations of one name', async () => {
    const { connection, drop } = await cloneDatabase();
    const twice = withPool(connection, (knex) => migrate(knex, [notes, notes]));
    await expect(twice).rejects.toThrow("Two migrations are called 'notes'. Give one of them another name.");
    await drop();
  });

  it('works for an owner of the database to whom the role was granted', async () => {
    const { connection, drop } = await cloneDatabase();
    await withPool(connection, (knex) => migrate(knex));
    const user = `user_${randomBytes(4).toString('hex')}`;
    await asSuperuser(`DROP SCHEMA toolwright CASCADE; CREATE ROLE ${user} LOGIN`, connection.database);
    await asSuperuser(`GRANT app TO ${user}; ALTER DATABASE ${connection.database} OWNER TO ${user}`);
    await withPool({ ...connection, user }, async (knex) => {
      expect(await migrate(knex, [notes])).toEqual([...kernel, 'notes']);
      await knex.transaction((trx) => trx.raw('SET LOCAL ROLE app'));
    });
    await drop();
    await asSuperuser(`DROP ROLE ${user}`);
  });

  it('tells a user without the right what an administrator must run', async () => {
    const { connection, drop } = await cloneDatabase();
    await withPool(connection, (knex) => migrate(knex));
    const user = `user_${randomBytes(4).toString('hex')}`;
    await asSuperuser(`CREATE ROLE ${user} LOGIN; DROP SCHEMA toolwright CASCADE`, connection.database);
    const refused = withPool({ ...connection, user }, (knex) => migrate(knex));
    await expect(refused).rejects.toThrow(
      `Let an administrator run once: CREATE ROLE app NOLOGIN; GRANT app TO "${user}";`,
    );
    await asSuperuser(`GRANT app TO ${user}`);
    const noSchema = withPool({ ...connection, user }, (knex) => migrate(knex));
    await expect(noSchema).rejects.toThrow("The database user may not make the schema 'toolwright'");
    await drop();
    await asSuperuser(`DROP ROLE ${user}`);
  });

  it("keeps the application's tables out of the kernel's schema for a user called toolwright", async () => {
    const { connection, drop } = await cloneDatabase();
    await asSuperuser('CREATE ROLE toolwright LOGIN SUPERUSER');
    await withPool({ ...connection, user: 'toolwright' }, async (knex) => {
      await migrate(knex, [notes]);
      expect(await knex('pg_tables').where({ tablename: 'note' }).pluck('schemaname')).toEqual(['public']);
    });
    await drop();
    await asSuperuser('DROP ROLE toolwright');
  });
});

/** The role belongs to the whole cluster, so its making needs a cluster that has none. */
describe('the role app', () => {
  const home = mkdtempSync(join(tmpdir(), 'tw-role-'));
  let connection: PgConnection;
  beforeAll(async () => {
    chmodSync(home, 0o711);
    connection = (await startEmbedded({ home, database: 'one', fsync: false })).connection;
    await withPool(connection, async (knex) => {
      await knex.raw('CREATE ROLE maker LOGIN CREATEROLE');
      await knex.raw('CREATE DATABASE two');
      await knex.raw('ALTER DATABASE one OWNER TO maker');
      await knex.raw('ALTER DATABASE two OWNER TO maker');
    });
  });
  afterAll(async () => {
    await stopEmbedded(home);
    rmSync(home, { recursive: true, force: true });
  });

  it('is made by a user who may make roles, for two databases at once, and binds', async () => {
    const made = ['one', 'two'].map((database) =>
      withPool({ ...connection, database, user: 'maker' }, async (knex) => {
        await migrate(knex, [notes]);
        return knex.transaction(async (trx) => {
          await trx.raw('SET LOCAL ROLE app');
          return trx('note').select('*');
        });
      }),
    );
    expect(await Promise.all(made)).toEqual([[], []]);
  });

  it('is refused when it sees past row-level security', async () => {
    await withPool({ ...connection, database: 'postgres' }, async (knex) => {
      await knex.raw('ALTER ROLE app BYPASSRLS');
      await expect(migrate(knex)).rejects.toThrow('Run: ALTER ROLE app NOSUPERUSER NOBYPASSRLS;');
    });
  });
});

describe('the pool', () => {
  it('reads what PostgreSQL answers without losing or shifting anything', async () => {
    const { connection, drop } = await cloneDatabase();
    await withPool(connection, async (knex) => {
      const { rows } = await knex.raw(`SELECT 9007199254740991::int8 AS safe, 9007199254740993::int8 AS beyond,
        ARRAY[1, 9007199254740993, NULL]::int8[] AS list, 0.10::numeric AS exact, DATE '2026-03-29' AS day,
        TIMESTAMP '2026-03-29 02:30:00' AS plain, TIMESTAMPTZ '2026-03-29 02:30:00+02' AS zoned, count(*) AS counted`);
      expect(rows).toEqual([
        {
          safe: 9007199254740991,
          beyond: '9007199254740993',
          list: [1, '9007199254740993', null],
          exact: '0.10',
          day: '2026-03-29',
          plain: new Date('2026-03-29T02:30:00Z'),
          zoned: new Date('2026-03-29T00:30:00Z'),
          counted: 1,
        },
      ]);
    });
    await drop();
  });
});
