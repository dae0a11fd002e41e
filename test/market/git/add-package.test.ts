import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Market, openMarket } from '../market.js';
import { type GitServer, manifest, openGitServer, type TestRepository } from './git-server.js';

let git: GitServer;
let market: Market;

beforeAll(async () => {
  git = await openGitServer();
});
afterAll(() => git.close());

beforeEach(async () => {
  market = await openMarket({ options: { outside: { allowed: [git.url] }, work: false } });
});
afterEach(() => market.close());

const add = (repository_url: string, principal = 'globex-owner') =>
  market.call(principal, 'add_package_from_repo', { repository_url });

/** A repository of its own for each test; Globex has one vendor alone. */
function repository(name: string): TestRepository {
  return git.repository(`${new URL(market.url).port}/${name}`);
}

it('keeps a release as it was when its tag moves, tells of it, and takes up what is new', async () => {
  const { url, release, git: run } = repository('widgets');
  release('v1.0.0', { 'composer.json': manifest('globex/widgets', { type: 'library', keywords: ['widgets'] }) });
  const first = await add(url);
  expect(first).toMatchObject({
    status: 200,
    body: {
      composer_name: 'globex/widgets',
      status: 'disabled',
      price_decided: false,
      versions: ['1.0.0'],
      problems: [],
    },
  });
  const { package_id } = first.body;
  const kept = await market.db('package_dist').where({ package_id });

  release('v1.1.0', { 'composer.json': manifest('globex/widgets', { description: 'Better widgets' }) });
  run(['tag', '--force', 'v1.0.0']);
  const again = await add(`${url}/`);
  const moved = 'The tag was moved after its release. The release stays what it was: tag a new version instead.';
  expect(again.body).toMatchObject({
    package_id,
    versions: ['1.1.0', '1.0.0'],
    problems: [{ tag: { untrusted: 'v1.0.0' }, problem: { untrusted: moved } }],
  });
  expect(await market.db('package_dist').where({ package_id, version: '1.0.0' })).toEqual(kept);
  const row = await market.db('package').where({ id: package_id }).first();
  expect(row).toMatchObject({ title: 'Widgets', description: 'Better widgets', repository_url: url, priced_at: null });
  const asked = git.asked.length;
  expect((await add(url)).body.versions).toEqual(['1.1.0', '1.0.0']);
  // What is known is listed, and not fetched again.
  expect(git.asked.slice(asked).filter((each) => each.startsWith('POST'))).toHaveLength(1);
});

it('tells a vendor of new releases once the package is sold', async () => {
  const { url, release } = repository('told');
  release('1.0.0', { 'composer.json': manifest('globex/told') });
  const { body } = await add(url);
  const endpoint = await market.db('webhook_endpoint').where({ id: 'whe_demo_forge' }).first();
  const globex = { id: 'whe_globex', organization_id: 'org_demo_globex', vendor_id: 'ven_demo_globex' };
  await market
    .db('webhook_endpoint')
    .insert({ ...endpoint, ...globex, events: ['package.published'], enabled: true, disabled_reason: null });
  const told = () => market.db('webhook_event').where({ type: 'package.published' });
  expect(await told()).toEqual([]);
  await market.db('package').where({ id: body.package_id }).update({ priced_at: market.now(), status: 'enabled' });
  release('1.1.0', {});
  expect((await add(url)).body).toMatchObject({ status: 'enabled', versions: ['1.1.0', '1.0.0'] });
  await add(url);
  const events = await told();
  expect(events.map(({ data }: { data: unknown }) => data)).toEqual([
    { package_id: body.package_id, package: 'globex/told', vendor_id: 'ven_demo_globex', versions: ['1.1.0'] },
  ]);
});

it('lets nobody publish under a prefix of another organization', async () => {
  const { url, release } = repository('squat');
  release('1.0.0', { 'composer.json': manifest('forge/something-new') });
  const { status, body } = await add(url);
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'NAME_TAKEN' });
  expect(await market.db('package').where({ composer_name: 'forge/something-new' })).toEqual([]);
});

it('keeps one package where two read the same repository at once', async () => {
  const { url, release } = repository('raced');
  release('1.0.0', { 'composer.json': manifest('globex/raced') });
  const answers = await Promise.all([add(url), add(url)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await market.db('package').where({ composer_name: 'globex/raced' })).toHaveLength(1);
});

it('says what is wrong with an address, and writes nothing', async () => {
  git.answer('/page', (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('Hello'));
  const bad = repository('bad');
  bad.release('1.0.0', { 'composer.json': '{' });
  repository('private/closed');
  git.answer('/closed', (response) => void response.writeHead(401).end());
  const before = await market.db('package').count();
  const codes = [];
  for (const url of [
    `${git.url}/page`,
    `${git.url}/nothing`,
    `${git.url}/closed`,
    bad.url,
    'file:///etc',
    'https://10.0.0.1/x',
  ]) {
    const { status, body } = await add(url);
    codes.push(`${status} ${body.code}`);
  }
  expect(codes).toEqual([
    '422 REPOSITORY_UNREADABLE',
    '404 REPOSITORY_NOT_FOUND',
    '404 REPOSITORY_NOT_FOUND',
    '422 NO_RELEASES',
    '422 REPOSITORY_UNREADABLE',
    '422 REPOSITORY_UNREADABLE',
  ]);
  expect(await market.db('package').count()).toEqual(before);
});
