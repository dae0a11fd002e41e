import { createHash } from 'node:crypto';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ingest } from '../../../runtime/market/git/ingest.js';
import { readRepository } from '../../../runtime/market/git/read-repository.js';
import { createOutside } from '../../../runtime/outside/outside.js';
import { type GitServer, manifest, openGitServer } from '../git/git-server.js';
import { type Market, openMarket } from '../market.js';
import { type ComposerProject, openComposerProject, type Pair } from './install.js';

let git: GitServer;
let market: Market;
let address: string;
const open: ComposerProject[] = [];

beforeAll(async () => {
  git = await openGitServer();
});
afterAll(() => git.close());

beforeEach(async () => {
  market = await openMarket();
  address = market.url;
});
afterEach(async () => {
  for (const project of open.splice(0)) project.remove();
  await market.close();
});

async function pairOf(principal: string, project: string): Promise<Pair> {
  const { projects } = await market.succeed(principal, 'list_projects');
  return projects.find(({ name }: { name: string }) => name === project);
}

async function composer(pair: Pair | null): Promise<ComposerProject> {
  const project = openComposerProject(address, pair);
  open.push(project);
  return project;
}

/** Releases of one of Forge's packages, as `add_package_from_repo` keeps them. */
async function release(name: string, ...tags: readonly string[]): Promise<void> {
  const repository = git.repository(`${market.url.split(':').at(-1)}/${name}`);
  for (const tag of tags) {
    const code = `<?php namespace Forge; class Booster { const VERSION = '${tag}'; }\n`;
    const autoload = { 'psr-4': { 'Forge\\': 'src/' } };
    repository.release(tag, { 'composer.json': manifest(name, { autoload }), 'src/Booster.php': code });
  }
  const asked = { url: repository.url, signIn: null, name: null, known: new Map() };
  const reading = await readRepository(createOutside({ allowed: [git.url] }), asked);
  const vendor = { vendorId: 'ven_demo_forge', organizationId: 'org_demo_forge', url: repository.url };
  const source = { ...vendor, provider: null, integrationOf: null, now: market.now() };
  await market.db.transaction((db) => ingest(db, source, reading));
}

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

interface Asked {
  readonly method?: 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
}

/** Not `fetch`, which tells servers not to answer 304. */
async function get(path: string, pair: Pair | null, { method, headers }: Asked = {}): Promise<Got> {
  const basic = pair && Buffer.from(`${pair.public_key}:${pair.private_key}`).toString('base64');
  const response = await request(`${address}${path}`, {
    method: method ?? 'GET',
    headers: { ...(basic && { authorization: `Basic ${basic}` }), ...headers },
  });
  return { status: response.statusCode, headers: response.headers, body: await response.body.text() };
}

it('lets Composer require what is licensed, from an archive whose checksum it verifies', async () => {
  await release('forge/checkout-booster', 'v2.0.0', 'v2.1.0');
  const project = await composer(await pairOf('acme-owner', 'Storefront'));
  const required = await project.run('require', 'forge/checkout-booster:^2.0');
  expect(required.output).toContain('Installing forge/checkout-booster (2.1.0)');
  expect(required.code).toBe(0);
  expect(project.read('vendor/forge/checkout-booster/src/Booster.php')).toContain(`VERSION = 'v2.1.0'`);
  const lock = JSON.parse(project.read('composer.lock'));
  const dist = await market.db('package_dist').where({ package_id: 'pkg_demo_checkout', version: '2.1.0' }).first();
  expect(lock.packages[0].dist).toMatchObject({ type: 'zip', shasum: dist.sha1 });
  expect(createHash('sha1').update(dist.archive).digest('hex')).toBe(dist.sha1);

  // An archive that is not what the metadata says is not installed.
  await market.db('package_dist').where({ version: '2.0.0' }).update({ archive: dist.archive });
  const tampered = await project.run('require', 'forge/checkout-booster:2.0.0');
  expect(tampered.code).not.toBe(0);
  expect(tampered.output).toContain('checksum verification of the file failed');
});

it('installs the demo as it comes', async () => {
  const project = await composer(await pairOf('acme-owner', 'Storefront'));
  expect(await project.run('require', 'forge/checkout-booster')).toMatchObject({ code: 0 });
  expect(project.read('vendor/forge/checkout-booster/src/CheckoutBooster.php')).toContain(`VERSION = '1.1.0'`);
});

it('refuses once the licence is detached, the pair replaced, or the licence ended', async () => {
  await release('forge/checkout-booster', 'v2.0.0');
  const pair = await pairOf('acme-owner', 'Storefront');
  const requires = async (with_: Pair) => (await composer(with_)).run('require', 'forge/checkout-booster:^2.0');
  const licence = { license_id: 'lic_demo_checkout', project_id: 'prj_demo_storefront' };

  await market.succeed('acme-owner', 'manage_license', { action: 'detach', ...licence });
  const detached = await requires(pair);
  expect(detached.code).not.toBe(0);
  expect(detached.output).toContain('it could not be found in any version');

  await market.succeed('acme-owner', 'manage_license', { action: 'attach', ...licence });
  expect((await requires(pair)).code).toBe(0);

  const next = await market.succeed('acme-owner', 'rotate_credentials', { project_id: 'prj_demo_storefront' });
  const replaced = await requires(pair);
  expect(replaced.code).not.toBe(0);
  expect(replaced.output).toContain('have been replaced. Take its auth.json anew.');
  expect((await requires(next)).code).toBe(0);

  await market.db('licence').where({ id: 'lic_demo_checkout' }).update({ status: 'revoked' });
  expect((await requires(next)).code).not.toBe(0);
});

it('names what the licences of the project cover, and nothing else', async () => {
  const pair = await pairOf('acme-owner', 'Storefront');
  expect(JSON.parse((await get('/composer/packages.json', pair)).body)).toEqual({
    packages: [],
    'metadata-url': '/composer/p2/%package%.json',
    'available-packages': ['forge/checkout-booster', 'globex/search-suite'],
  });
  const portal = await pairOf('globex-owner', 'Portal');
  expect(JSON.parse((await get('/composer/packages.json', portal)).body)['available-packages']).toEqual([
    'forge/checkout-booster',
  ]);
});

it('describes releases as Composer reads them', async () => {
  await release('forge/checkout-booster', 'v2.0.0-RC1');
  const pair = await pairOf('acme-owner', 'Storefront');
  const { body } = await get('/composer/p2/forge/checkout-booster.json', pair);
  const versions: { version: string }[] = JSON.parse(body).packages['forge/checkout-booster'];
  const newest = versions.find(({ version }) => version === '2.0.0-RC1');
  const row = await market.db('package_version').where({ version: '2.0.0-RC1' }).first();
  const { sha1 } = await market.db('package_dist').where({ version: '2.0.0-RC1' }).first();
  expect(newest).toEqual({
    name: 'forge/checkout-booster',
    description: 'What forge/checkout-booster does',
    autoload: { 'psr-4': { 'Forge\\': 'src/' } },
    version: '2.0.0-RC1',
    version_normalized: '2.0.0.0-RC1',
    time: row.released_at.toISOString(),
    dist: {
      type: 'zip',
      url: `${address.replace('127.0.0.1', 'localhost')}/composer/dist/forge/checkout-booster/2.0.0-RC1-${sha1}.zip`,
      reference: row.reference,
      shasum: sha1,
    },
  });
  const dev = await get('/composer/p2/forge/checkout-booster~dev.json', pair);
  expect(JSON.parse(dev.body)).toEqual({ packages: { 'forge/checkout-booster': [] } });
});

it('hides everything else, whether it exists or not', async () => {
  await release('forge/seo-kit', 'v2.0.0');
  const { sha1 } = await market
    .db('package_dist')
    .where({ package_id: 'pkg_demo_seo' })
    .orderBy('version', 'desc')
    .first();
  const storefront = await pairOf('acme-owner', 'Storefront');
  const portal = await pairOf('globex-owner', 'Portal');
  const refused = async (path: string, pair: Pair) => {
    const { status, body } = await get(path, pair);
    return `${status} ${JSON.parse(body).warning}`;
  };
  const uncovered = (name: string) => `404 No licence that is attached to this project covers ${name}.`;
  // Acme holds a licence of it that is attached to no project.
  expect(await refused('/composer/p2/forge/seo-kit.json', storefront)).toBe(uncovered('forge/seo-kit'));
  expect(await refused(`/composer/dist/forge/seo-kit/2.0.0-${sha1}.zip`, storefront)).toBe(uncovered('forge/seo-kit'));
  expect(await refused('/composer/p2/forge/nothing.json', storefront)).toBe(uncovered('forge/nothing'));
  expect(await refused('/composer/p2/globex/search-suite.json', portal)).toBe(uncovered('globex/search-suite'));
  const wrong = '/composer/dist/forge/checkout-booster/9.9.9-';
  expect(await refused(`${wrong}${'0'.repeat(40)}.zip`, storefront)).toBe(
    '404 There is no such release of forge/checkout-booster.',
  );
});

it.each([
  ['no credentials', null],
  ['an unknown pair', { public_key: 'pub_nobody', private_key: 'prv_nothing' }],
  ['what is no pair', { public_key: 'admin', private_key: 'admin' }],
])('asks for the credentials again with %s', async (_, pair) => {
  for (const path of [
    'packages.json',
    'p2/forge/checkout-booster.json',
    `dist/forge/seo-kit/1-${'0'.repeat(40)}.zip`,
  ]) {
    const { status, headers, body } = await get(`/composer/${path}`, pair);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Basic realm="Composer", charset="UTF-8"');
    expect(JSON.parse(body).warning).toContain('These are not the credentials of a project');
  }
});

it('takes no private key of another pair', async () => {
  const { public_key } = await pairOf('acme-owner', 'Storefront');
  const { private_key } = await pairOf('globex-owner', 'Portal');
  expect((await get('/composer/packages.json', { public_key, private_key })).status).toBe(401);
});

it('offers a licence until it ends, a late payment or a withdrawn package aside', async () => {
  const pair = await pairOf('acme-owner', 'Storefront');
  const offered = async () =>
    JSON.parse((await get('/composer/packages.json', pair)).body)['available-packages'].includes(
      'forge/checkout-booster',
    );
  const licence = market.db('licence').where({ id: 'lic_demo_checkout' });
  const later = new Date(market.now().getTime() + 60_000);
  await market.db('package').where({ id: 'pkg_demo_checkout' }).update({ status: 'disabled' });
  await licence.clone().update({ status: 'past_due', expires_at: later });
  expect(await offered()).toBe(true);
  market.setNow(later);
  expect(await offered()).toBe(false);
  for (const status of ['cancelled', 'expired', 'revoked']) {
    await licence.clone().update({ status, expires_at: null });
    expect([status, await offered()]).toEqual([status, false]);
  }
});

it('answers HEAD, and 304 to who has it already, and lets nobody share it', async () => {
  await release('forge/checkout-booster', 'v2.0.0');
  const pair = await pairOf('acme-owner', 'Storefront');
  market.setNow(new Date(market.now().getTime() + 5_000));
  const path = '/composer/p2/forge/checkout-booster.json';
  const first = await get(path, pair);
  expect(first.status).toBe(200);
  expect(first.headers['cache-control']).toBe('private, no-cache');
  expect(first.headers.vary).toContain('Authorization');
  const etag = String(first.headers.etag);
  const modified = String(first.headers['last-modified']);
  expect(await get(path, pair, { headers: { 'if-none-match': etag } })).toMatchObject({ status: 304, body: '' });
  expect(await get(path, pair, { headers: { 'if-modified-since': modified } })).toMatchObject({ status: 304 });
  expect(await get(path, pair, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  // What was there before is not there for who may not have it any more.
  await market.succeed('acme-owner', 'manage_license', {
    action: 'detach',
    license_id: 'lic_demo_checkout',
    project_id: 'prj_demo_storefront',
  });
  expect(await get(path, pair, { headers: { 'if-none-match': etag } })).toMatchObject({ status: 404 });
  const root = await get('/composer/packages.json', pair);
  expect(root.headers['last-modified']).toBeUndefined();
});

it('notes when a pair was last used', async () => {
  const pair = await pairOf('acme-owner', 'Storefront');
  await get('/composer/packages.json', pair);
  const row = await market.db('project_credential').where({ public_key: pair.public_key }).first();
  expect(row.last_used_at).toEqual(market.now());
});

it('a subscription goes on being installed while its renewal is on the way, and not for ever', async () => {
  // What Stripe says of the renewal comes late.
  market.stripe.double?.events.hold();
  const pair = await pairOf('acme-owner', 'Storefront');
  const ends = market.now();
  await market
    .db('licence')
    .where({ id: 'lic_demo_search' })
    .update({ expires_at: ends, subscription_id: 'sbs_demo_search' });
  const after = (minutes: number) => market.setNow(new Date(ends.getTime() + minutes * 60_000));
  const offered = async () => JSON.parse((await get('/composer/packages.json', pair)).body)['available-packages'];

  after(90);
  expect(await offered()).toEqual(['forge/checkout-booster', 'globex/search-suite']);
  after(3 * 24 * 60 + 1);
  expect(await offered()).toEqual(['forge/checkout-booster']);
});

it('holds a project that asks too often back for a while, and no other', async () => {
  const pair = await pairOf('acme-owner', 'Storefront');
  const beside = await market.succeed('acme-owner', 'rotate_credentials', { project_id: 'prj_demo_backoffice' });
  expect((await get('/composer/packages.json', pair)).status).toBe(200);
  // As if it had asked so often as it may.
  const { id } = await market.db('project_credential').where({ public_key: pair.public_key }).first('id');
  const window = market.db('toolwright.rate_window').whereLike('key', `%composer:${id}`);
  expect(await window.clone().update({ points: 2_000 })).toBe(1);
  const over = await get('/composer/packages.json', pair);
  const seconds = Number(over.headers['retry-after']);
  expect([seconds > 0, seconds <= 60]).toEqual([true, true]);
  expect(over.status).toBe(429);
  expect(JSON.parse(over.body)).toEqual({ warning: `This project asks too often. Wait ${seconds} seconds.` });
  expect((await get('/composer/p2/forge/checkout-booster.json', pair)).status).toBe(429);
  expect((await get('/composer/packages.json', beside)).status).toBe(200);

  const required = await (await composer(pair)).run('require', 'forge/checkout-booster');
  expect(required.code).not.toBe(0);
  expect(required.output).toMatch(/This project asks too often\. Wait \d+ seconds\./);
});
