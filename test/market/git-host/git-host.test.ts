import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Gitlab } from '@gitbeaker/rest';
import { Octokit } from '@octokit/rest';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoRepositories } from '../../../runtime/market/git-host/demo-repositories.js';
import { type GitHost, openGitHost } from '../../../runtime/market/git-host/git-host.js';
import { issueToken } from '../../../runtime/market/git-host/host-tokens.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import type { TestDatabase } from '../../store/cluster.js';
import { cloneDemo } from '../market.js';

const run = promisify(execFile);
const quiet = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

let database: TestDatabase;
let knex: Knex;
let folder: string;
let host: GitHost;

const open = (home?: string) =>
  openGitHost({
    knex,
    providers: ['github', 'gitlab'],
    callback: () => 'http://localhost:1/account/git/callback',
    ...(home !== undefined && { home }),
  });

beforeAll(async () => {
  database = await cloneDemo();
  knex = createPool(database.connection, 2);
  folder = await mkdtemp(join(tmpdir(), 'git-host-test-'));
  host = await open(join(folder, 'home'));
});

afterAll(async () => {
  await host?.close();
  await knex?.destroy();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const git = async (...parameters: string[]) => (await run('git', parameters, { env: quiet })).stdout;

/** What Git says when it cannot. */
const refusal = (...parameters: string[]) =>
  git(...parameters).then(
    () => null,
    (error: { stderr: string }) => error.stderr,
  );

/** The address of a repository, with a token in the place where Git would ask for a password. */
function at(provider: 'github' | 'gitlab', path: string, user = '', token = ''): string {
  const url = new URL(`/${path}.git`, host.origins[provider]);
  url.username = user;
  url.password = token;
  return url.href;
}

const tokenOf = async (provider: 'github' | 'gitlab', account: string) =>
  (await issueToken(knex, { provider, account, client_id: host.client.id, scope: 'x', at: new Date() })).access_token;

describe('a repository', () => {
  test('is cloned with its tags, and its source says its version', async () => {
    const place = join(folder, 'gift-cards');
    await git('clone', '--quiet', at('github', 'forge/gift-cards'), place);
    expect((await git('-C', place, 'tag')).trim().split('\n')).toEqual(['v1.0.0', 'v1.1.0', 'v1.2.0']);
    expect(JSON.parse(await git('-C', place, 'show', 'v1.1.0:composer.json'))).toEqual({
      name: 'forge/gift-cards',
      description: 'Gift cards that add up.',
      type: 'library',
      license: 'proprietary',
      require: { php: '>=8.1' },
      autoload: { 'psr-4': { 'Forge\\GiftCards\\': 'src/' } },
    });
    expect(await readFile(join(place, 'src/GiftCards.php'), 'utf8')).toContain("public const VERSION = '1.2.0';");
    expect((await run('php', ['-l', join(place, 'src/GiftCards.php')])).stdout).toMatch(/^No syntax errors/);
  });

  test('is the same everywhere and always', async () => {
    const tags = await git('ls-remote', '--tags', at('github', 'forge/seo-kit'));
    expect(tags.split('\n').map((line) => line.split('\t'))).toEqual([
      ['26c22eb3398aa2e06b4bc8abef3ff2e97e891add', 'refs/tags/v0.9.2'],
      ['67839511b9fcc40e5d50f6724ab4a97037234d57', 'refs/tags/v0.9.2^{}'],
      [''],
    ]);
  });

  test('has a release whose composer.json is broken, between two that are not', async () => {
    const place = join(folder, 'wishlist');
    await git('clone', '--quiet', at('github', 'forge/wishlist'), place);
    const parses = async (tag: string) => {
      const text = await git('-C', place, 'show', `${tag}:composer.json`);
      try {
        return Boolean(JSON.parse(text));
      } catch {
        return false;
      }
    };
    expect(await Promise.all(['v0.1.0', 'v0.2.0', 'v0.3.0'].map(parses))).toEqual([true, false, true]);
  });

  test('may be empty, and one that is not there is asked a password for', async () => {
    expect(await git('ls-remote', at('github', 'forge/empty'))).toBe('');
    expect(await refusal('ls-remote', at('github', 'forge/nothing'))).toMatch(/could not read Username/);
  });

  test('of the demo has the versions of the demo', async () => {
    const rows = await knex('package_version as v')
      .join('package as p', 'p.id', 'v.package_id')
      .whereIn('p.id', ['pkg_demo_checkout', 'pkg_demo_seo', 'pkg_demo_search'])
      .select('p.composer_name as path', 'v.version', 'v.released_at as at');
    const hosted = demoRepositories.flatMap(({ path, releases }) =>
      releases.map(({ tag, at: time }) => ({ path, version: tag.slice(1), at: new Date(time) })),
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(hosted).toContainEqual(row);
  });

  test('is not pushed to', async () => {
    const place = join(folder, 'pushing');
    await git('clone', '--quiet', at('github', 'forge/seo-kit'), place);
    expect(await refusal('-C', place, 'push', 'origin', 'main')).toMatch(/403/);
  });
});

describe('a private repository', () => {
  test('is not told of without a token', async () => {
    expect(await refusal('ls-remote', at('github', 'forge/loyalty'))).toMatch(/could not read Username/);
  });

  test.each([
    ['github', 'forge/loyalty', 'forge', 'x-access-token'],
    ['github', 'forge/loyalty', 'forge', 'oauth2'],
    ['gitlab', 'globex/insights', 'globex', 'oauth2'],
  ] as const)('at %s, %s is read with a token of %s, as the password of %s', async (provider, path, account, user) => {
    const token = await tokenOf(provider, account);
    expect(await git('ls-remote', '--heads', at(provider, path, user, token))).toMatch(/refs\/heads\/main/);
  });

  test('is not read with a token of somebody else, of the other provider, revoked, expired or made up', async () => {
    const path = 'forge/loyalty';
    const stranger = await tokenOf('github', 'globex');
    expect(await refusal('ls-remote', at('github', path, 'x-access-token', stranger))).toMatch(/not found/);
    const revoked = await tokenOf('github', 'forge');
    await knex('git_host.token')
      .where({ account: 'forge', client_id: host.client.id })
      .update({ revoked_at: new Date() });
    const expired = await issueToken(knex, {
      provider: 'gitlab',
      account: 'globex',
      client_id: host.client.id,
      scope: 'x',
      at: new Date(Date.now() - 7_201_000),
    });
    const other = await tokenOf('gitlab', 'forge');
    for (const token of [revoked, other, 'gho_made_up']) {
      expect(await refusal('ls-remote', at('github', path, 'x-access-token', token))).toMatch(/Authentication failed/);
    }
    const insights = at('gitlab', 'globex/insights', 'oauth2', expired.access_token);
    expect(await refusal('ls-remote', insights)).toMatch(/Authentication failed/);
    const wrongUser = at('gitlab', 'globex/insights', 'me', await tokenOf('gitlab', 'globex'));
    expect(await refusal('ls-remote', wrongUser)).toMatch(/Authentication failed/);
  });
});

describe('the providers’ own libraries', () => {
  test('Octokit finds the person and the repository', async () => {
    const silent = { debug() {}, info() {}, warn() {}, error() {} };
    const api = { baseUrl: `${host.origins.github}/api/v3`, log: silent };
    const { rest } = new Octokit({ ...api, auth: await tokenOf('github', 'forge') });
    expect((await rest.users.getAuthenticated()).data).toMatchObject({ login: 'forge', name: 'Forge' });
    const repository = { owner: 'forge', repo: 'loyalty' };
    expect((await rest.repos.get(repository)).data).toEqual({
      full_name: 'forge/loyalty',
      private: true,
      default_branch: 'main',
      clone_url: `${host.origins.github}/forge/loyalty.git`,
    });
    await expect(new Octokit(api).rest.repos.get(repository)).rejects.toMatchObject({ status: 404 });
    const stale = new Octokit({ ...api, auth: 'gho_stale' });
    await expect(stale.rest.users.getAuthenticated()).rejects.toMatchObject({ status: 401 });
    await expect(stale.rest.repos.get({ owner: 'forge', repo: 'seo-kit' })).rejects.toMatchObject({ status: 401 });
  });

  test('Gitbeaker finds the person and the project', async () => {
    const at = { host: host.origins.gitlab ?? '' };
    const api = new Gitlab({ ...at, oauthToken: await tokenOf('gitlab', 'globex') });
    expect(await api.Users.showCurrentUser()).toMatchObject({ username: 'globex', name: 'Globex' });
    expect(await api.Projects.show('globex/insights')).toMatchObject({
      path_with_namespace: 'globex/insights',
      visibility: 'private',
    });
    const stale = new Gitlab({ ...at, oauthToken: 'gloas-stale' });
    await expect(stale.Users.showCurrentUser()).rejects.toThrow(/Unauthorized/);
    await expect(stale.Projects.show('globex/insights')).rejects.toThrow(/Not Found/);
  });
});

describe('a restart', () => {
  test('forgets no token', async () => {
    const token = await tokenOf('github', 'forge');
    const next = await open(join(folder, 'home'));
    const url = new URL('/forge/loyalty.git', next.origins.github);
    [url.username, url.password] = ['x-access-token', token];
    expect(await git('ls-remote', '--heads', url.href)).toMatch(/refs\/heads\/main/);
    await next.close();
  });
});

describe('its folder', () => {
  test('is made once for all processes, and nothing half-made is left', async () => {
    const home = join(folder, 'shared');
    const hosts = await Promise.all([open(home), open(home), open(home)]);
    await Promise.all(hosts.map(({ origins }) => git('ls-remote', `${origins.github}/forge/seo-kit.git`)));
    await Promise.all(hosts.map((each) => each.close()));
    expect(await readdir(join(home, 'git-host'))).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
  });

  test('goes with the host where nobody said where', async () => {
    const before = new Set(await readdir(tmpdir()));
    const own = await open();
    await git('ls-remote', `${own.origins.github}/forge/seo-kit.git`);
    const [made = ''] = (await readdir(tmpdir())).filter(
      (name) => /^toolwright-git-host-/.test(name) && !before.has(name),
    );
    expect(existsSync(join(tmpdir(), made))).toBe(true);
    await own.close();
    expect(existsSync(join(tmpdir(), made))).toBe(false);
  });
});
