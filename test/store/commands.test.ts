import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findApiKey, listApiKeys } from '../../runtime/auth/api-keys.js';
import { kernelMigrations } from '../../runtime/store/postgres/migrations/index.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { createPostgresSwitchboard, readSwitches } from '../../runtime/store/postgres/switches.js';
import { cloneDatabase, type TestDatabase } from './cluster.js';

const root = new URL('../..', import.meta.url).pathname;
let folder: string;
let db: TestDatabase;
let knex: ReturnType<typeof createPool>;

/** The command line in a project whose package.json names its migrations, on the test's database. */
function toolwright(...argv: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=toolwright-source', '--import', 'tsx', join(root, 'generator/main.ts'), ...argv],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, DATABASE_URL: db.url, NODE_NO_WARNINGS: '1' } },
  );
  return { status, stdout, stderr };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tw-commands-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const manifest = { name: 'project', type: 'module', toolwright: { migrations: './migrations.js' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'migrations.js'),
    `export const migrations = [{ name: 'fruit', up: (db) => db.raw('CREATE TABLE fruit ()') }];`,
  );
  db = await cloneDatabase();
  knex = createPool(db.connection, 1);
});

afterAll(async () => {
  await knex.destroy();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** In this order: each builds on the one before. Some start several processes, which take long on a busy machine. */
describe('the command line on a database', { timeout: 120_000 }, () => {
  it('says that a database is not set up', () => {
    expect(toolwright('writes', 'off')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'The database is not set up yet. Run `npx toolwright migrate` first.\n',
    });
  });

  it('says that a database does not answer, and nothing else', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--conditions=toolwright-source', '--import', 'tsx', join(root, 'generator/main.ts'), 'writes', 'off'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
      },
    );
    expect([status, stderr.split('\n')]).toEqual([
      1,
      [
        'The database does not answer: connect ECONNREFUSED 127.0.0.1:1. Start it, or set DATABASE_URL to one that does.',
        '',
      ],
    ]);
  });

  it("brings it up to date with the project's migrations", () => {
    expect(toolwright('migrate')).toEqual({
      status: 0,
      stdout:
        [...kernelMigrations.map(({ name }) => name), 'fruit'].map((name) => `applied ${name}\n`).join('') +
        'The database is up to date.\n',
      stderr: '',
    });
    expect(toolwright('migrate').stdout).toBe('The database is up to date already.\n');
  });

  it('makes a key, alone on standard output', async () => {
    const { status, stdout, stderr } = toolwright(
      ...['key', 'create', 'cus_1', '--name', 'CI', '--tenants', 'org_1,org_2', '--no-writes', '--days', '30'],
    );
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^Made key_[0-9a-f]{24} for cus_1. Keep what follows: it is not shown again.\n$/),
    });
    expect(await knex('toolwright.audit').select('tool', 'arguments')).toEqual([
      {
        tool: 'toolwright key create',
        arguments: expect.objectContaining({ key: stderr.split(' ')[1], principalId: 'cus_1', writes: false }),
      },
    ]);
    const found = await findApiKey(knex, { kind: 'bearer', value: stdout.trim(), session: null });
    expect(found).toMatchObject({
      principalId: 'cus_1',
      name: 'CI',
      scopes: ['mcp:read', 'mcp:write'],
      tools: null,
      writes: false,
      confirm: 'ask',
      allTenants: false,
      tenants: ['org_1', 'org_2'],
    });
    expect(Math.round((Number(found?.expiresAt) - Date.now()) / 86_400_000)).toBe(30);
  });

  it('shows of a key that writes whether a person is asked', () => {
    for (const [name, waives] of [
      ['asking', []],
      ['alone', ['--waive-confirmation']],
    ] as const) {
      expect(toolwright('key', 'create', 'cus_3', '--name', name, ...waives).status).toBe(0);
    }
    const lines = toolwright('key', 'list', '--principal', 'cus_3').stdout.trim().split('\n');
    const rights = lines.map((line) =>
      line
        .split('  ')
        .filter((_, column) => column === 3 || column === 6)
        .reverse(),
    );
    expect(Object.fromEntries(rights)).toEqual({ asking: 'writes, asks', alone: 'writes, asks nobody' });
  });

  it('lists keys and revokes them', async () => {
    const [key] = await listApiKeys(knex, 'cus_1');
    expect(toolwright('key', 'list').stdout).toContain(`${key?.id}  ${key?.prefix}…  cus_1  reads only`);
    expect(toolwright('key', 'list', '--principal', 'cus_2').stdout).toBe('There are no keys.\n');
    expect(toolwright('key', 'revoke', String(key?.id))).toEqual({
      status: 0,
      stdout: `Revoked ${key?.id}.\n`,
      stderr: '',
    });
    expect(await knex('toolwright.audit').where({ tool: 'toolwright key revoke' }).pluck('arguments')).toEqual([
      { key: key?.id },
    ]);
    expect(toolwright('key', 'revoke', 'key_none')).toEqual({
      status: 1,
      stdout: '',
      stderr: "There is no live key 'key_none'. `npx toolwright key list` shows the ids.\n",
    });
  });

  it('makes a key with every setting, told as JSON and in the list, and leaves a row in the audit', async () => {
    const made = toolwright(
      ...['key', 'create', 'cus_4', '--name', 'Nightly', '--read-only', '--rate', '60/minute', '--scopes', 'mcp:read'],
      ...['--tools', 'list_fruit', '--tenants', 'org_1', '--json'],
    );
    const { id, key } = JSON.parse(made.stdout);
    expect((await findApiKey(knex, { kind: 'bearer', value: key, session: null }))?.id).toBe(id);
    const told = {
      ...{ id, principalId: 'cus_4', name: 'Nightly', prefix: key.slice(0, 12), scopes: ['mcp:read'], writes: false },
      ...{ tools: ['list_fruit'], confirm: 'ask', allTenants: false, tenants: ['org_1'], expiresAt: null },
      ...{ rate: { calls: 60, per: 'minute' }, revokedAt: null },
      ...{ createdAt: expect.any(String), lastUsedAt: expect.any(String) },
    };
    expect(JSON.parse(toolwright('key', 'list', '--principal', 'cus_4', '--json').stdout)).toEqual([told]);
    expect(toolwright('key', 'list', '--principal', 'cus_4').stdout).toMatch(
      /reads only {2}made \d{4}-\d\d-\d\d {2}live {2}Nightly {2}tools: list_fruit {2}tenants: org_1 {2}60\/minute\n$/,
    );
    const rows = await knex('toolwright.audit').where({ wire: 'cli', tool: 'toolwright key create' }).orderBy('at');
    expect(rows.at(-1)).toMatchObject({
      outcome: 'ok',
      arguments: { key: id, principalId: 'cus_4', name: 'Nightly', writes: false, rate: { calls: 60, per: 'minute' } },
    });
    expect(JSON.stringify(rows)).not.toContain(key.slice(12));
  });

  it.each([
    [['--rate', 'often'], 'Write how many calls in which time: 5/second, 60/minute or 1000/hour.'],
    [['--scopes', 'mcp:admin'], 'There are the scopes mcp:read and mcp:write. Name one of them, or both with a comma.'],
    [['--days', 'soon'], 'Write a whole number of days, 1 or more.'],
    [['--name', ' '], 'A name has 1 to 80 characters.'],
  ])('says what is wrong with %j', (wrong, sentence) => {
    const { status, stdout, stderr } = toolwright('key', 'create', 'cus_1', ...wrong);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  it('finds people by the module that package.json names', async () => {
    expect(toolwright('key', 'create', 'ann@example.com')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'Nobody is found by \'ann@example.com\': package.json names no module of people ("toolwright": { "people": … }). Give an id.\n',
    });
    const before = readFileSync(join(folder, 'package.json'), 'utf8');
    const manifest = JSON.parse(before);
    manifest.toolwright.people = './people.js';
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(
      join(folder, 'people.js'),
      `export const findPerson = async (knex, text) => (text === 'ann@example.com' ? 'cus_ann' : null);`,
    );
    expect(toolwright('key', 'create', 'ann@example.com').stderr).toMatch(/^Made key_[0-9a-f]{24} for cus_ann\./);
    expect(toolwright('key', 'list', '--principal', 'ann@example.com').stdout).toContain('  cus_ann  ');
    expect(toolwright('key', 'create', 'bob').stderr).toBe(
      "There is nobody 'bob'. Give the e-mail address or the id of somebody who may sign in.\n",
    );
    writeFileSync(join(folder, 'package.json'), before);
  });

  it('switches writes', async () => {
    expect(toolwright('writes', 'off').status).toBe(0);
    expect((await readSwitches(knex)).writes).toBe(false);
    expect(toolwright('writes', 'on').stdout).toBe('Writes are allowed.\n');
    expect((await readSwitches(knex)).writes).toBe(true);
    expect(toolwright('writes', 'perhaps').status).toBe(1);
  });

  it('switches tools by the names that the project declares', async () => {
    mkdirSync(join(folder, 'generated'));
    writeFileSync(
      join(folder, 'generated/surface.lock'),
      '{"list_fruit": {}, "catalog_item_get": {}, "fruit://all": {}}',
    );
    expect(toolwright('tool', 'disable', 'list_fruit')).toEqual({
      status: 0,
      stdout: "'list_fruit' is off: every call of it answers SERVER_DISABLED.\n",
      stderr: '',
    });
    expect(toolwright('tool', 'disable', 'catalog.item.get').status).toBe(0);
    expect((await readSwitches(knex)).disabledTools).toEqual(new Set(['list_fruit', 'catalog_item_get']));
    expect(toolwright('tool', 'enable', 'list_fruit').stdout).toBe("'list_fruit' takes calls.\n");
    expect((await readSwitches(knex)).disabledTools).toEqual(new Set(['catalog_item_get']));
    expect(toolwright('tool', 'disable', 'list_fruits')).toEqual({
      status: 1,
      stdout: '',
      stderr: "There is no tool 'list_fruits'. Did you mean 'list_fruit'?\n",
    });
    expect(toolwright('tool', 'disable', 'fruit://all').stderr).toBe(
      "There is no tool 'fruit://all'. `npx toolwright list` shows them all.\n",
    );
    expect(toolwright('key', 'create', 'cus_1', '--tools', 'lst_fruit').stderr).toBe(
      "There is no tool 'lst_fruit'. Did you mean 'list_fruit'?\n",
    );
  });

  it('switches the server', async () => {
    expect(toolwright('server', 'disable')).toEqual({
      status: 0,
      stdout: 'The server is off: everything but health and documents answers SERVER_DISABLED.\n',
      stderr: '',
    });
    expect((await readSwitches(knex)).enabled).toBe(false);
    expect(toolwright('server', 'enable').stdout).toBe('The server answers.\n');
    expect((await readSwitches(knex)).enabled).toBe(true);
  });

  it('remembers who turned a switch and why, there and in the audit, for a server to hand on', async () => {
    const before = await knex('toolwright.audit').pluck('id');
    expect(toolwright('writes', 'off', '--reason', ' A bad release ').status).toBe(0);
    expect(await createPostgresSwitchboard(knex).list()).toContainEqual({
      ...{ name: 'writes', on: false, changedAt: expect.any(Date) },
      ...{ principalId: null, user: userInfo().username, reason: 'A bad release' },
    });
    const rows = await knex('toolwright.audit').whereNotIn('id', before);
    expect(rows).toMatchObject([
      {
        ...{ wire: 'cli', tool: 'toolwright writes off', write_mode: 'update', outcome: 'ok', principal_id: null },
        arguments: { switch: 'writes', on: false, reason: 'A bad release' },
        facts: [`run by the user ${userInfo().username}`],
      },
    ]);
    expect(await knex('toolwright.audit_from_command').pluck('audit_id')).toContain(rows[0].id);
    expect(toolwright('server', 'disable', '--reason', 'x'.repeat(501))).toEqual({
      status: 1,
      stdout: '',
      stderr: 'A reason has at most 500 characters.\n',
    });
    expect((await readSwitches(knex)).enabled).toBe(true);
  });
});
