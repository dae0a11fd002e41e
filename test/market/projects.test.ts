import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPrivateKey } from '../../runtime/market/projects/credentials.js';
import { type Market, openMarket } from './market.js';

const storefront = { project_id: 'prj_demo_storefront' };

let market: Market;
beforeEach(async () => {
  market = await openMarket();
});
afterEach(() => market.close());

function pairs(): Promise<
  { public_key: string; private_key_hash: string; private_key_sealed: string; revoked_at: Date | null }[]
> {
  return market.db('project_credential').where(storefront).orderBy('created_at');
}

describe('rotation', () => {
  it('revokes the old pair in the transaction in which the new one is born', async () => {
    const [old] = await pairs();
    const rotated = await market.succeed('acme-developer', 'rotate_credentials', storefront);
    const [first, second] = await pairs();
    expect(first).toMatchObject({ public_key: old?.public_key, revoked_at: expect.any(Date) });
    expect(second).toMatchObject({ public_key: rotated.public_key, revoked_at: null, created_at: first?.revoked_at });
    expect(second?.private_key_hash).toBe(hashPrivateKey(rotated.private_key));

    const [shown] = (await market.succeed('acme-owner', 'list_projects', { sort: '-name' })).projects;
    expect(shown).toMatchObject({ public_key: rotated.public_key, private_key: rotated.private_key });
  });

  it('by five at once leaves one living pair, the last one born', async () => {
    const answers = await market.race(
      'lock table project_credential in exclusive mode',
      Array.from({ length: 5 }, () => () => market.call('acme-developer', 'rotate_credentials', storefront)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const living = (await pairs()).filter(({ revoked_at }) => revoked_at === null);
    expect(living).toHaveLength(1);
    expect(answers.map(({ body }) => body.public_key)).toContain(living[0]?.public_key);
    expect(await pairs()).toHaveLength(6);
  });

  it('keeps the private key sealed, bound to its row', async () => {
    const { private_key } = await market.succeed('acme-developer', 'rotate_credentials', storefront);
    const dump = JSON.stringify(await market.db('project_credential'));
    expect(dump).not.toContain(private_key);
    const [old, current] = await pairs();
    await market
      .db('project_credential')
      .where({ public_key: current?.public_key })
      .update({ private_key_sealed: old?.private_key_sealed });
    const { status, body } = await market.call('acme-developer', 'list_projects');
    expect([status, body.code]).toEqual([500, 'INTERNAL_ERROR']);
  });
});

describe('names of projects', () => {
  it('are unique in an organization, even when two are made at once', async () => {
    const answers = await market.race('lock table project in exclusive mode', [
      () => market.call('acme-owner', 'create_project', { name: 'Twin' }),
      () => market.call('acme-admin', 'setup_project', { name: 'TWIN' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await market.db('project').whereRaw(`lower(name) = 'twin'`)).toHaveLength(1);
  });

  it('taken in an update leave the project as it was', async () => {
    const { body } = await market.call('acme-owner', 'update_project', {
      ...storefront,
      name: 'BACK OFFICE',
      note: 'lost',
    });
    expect(body.code).toBe('PROJECT_NAME_TAKEN');
    expect(await market.db('project').where({ id: 'prj_demo_storefront' })).toMatchObject([
      { name: 'Storefront', note: 'The public shop', row_version: 1 },
    ]);
  });
});

describe('setting up', () => {
  it('answers what Composer needs, and the pair is the one listed', async () => {
    const setup = await market.succeed('acme-developer', 'setup_project', { name: 'Landing', note: 'soon' });
    expect(setup).toEqual({
      project_id: expect.stringMatching(/^prj_/),
      name: 'Landing',
      public_key: expect.stringMatching(/^pub_[a-z0-9]{24}$/),
      private_key: expect.stringMatching(/^prv_[a-z0-9]{48}$/),
      auth_json: {
        'http-basic': { [new URL(market.url).host]: { username: setup.public_key, password: setup.private_key } },
      },
      composer_json: {
        repositories: [{ type: 'composer', url: `${market.url}/composer` }],
        config: { 'secure-http': false },
      },
    });
    const [listed] = (await market.succeed('acme-developer', 'list_projects', { limit: 1 })).projects;
    expect(listed).toMatchObject({
      public_key: setup.public_key,
      private_key: setup.private_key,
      note: { untrusted: 'soon' },
    });
  });
});

describe('deleting', () => {
  it('ends the credentials, detaches the licences and leaves the orders', async () => {
    await market.succeed('acme-admin', 'delete_project', storefront);
    expect(await pairs()).toEqual([]);
    const licences = await market
      .db('licence')
      .where({ organization_id: 'org_demo_acme' })
      .orderBy('id')
      .select('id', 'project_id', 'status');
    expect(licences).toEqual([
      { id: 'lic_demo_checkout', project_id: null, status: 'active' },
      { id: 'lic_demo_search', project_id: null, status: 'active' },
      { id: 'lic_demo_seo', project_id: null, status: 'active' },
    ]);
    expect((await market.succeed('acme-owner', 'get_my_dashboard')).counts).toMatchObject({
      projects: 1,
      licences: 3,
      orders: 2,
    });
  });
});

describe('listing', () => {
  it('neither skips nor repeats, also where the sorted column is the same everywhere', async () => {
    const made = await Promise.all(
      Array.from({ length: 7 }, (_, index) => market.succeed('acme-owner', 'create_project', { name: `P${index}` })),
    );
    await market.db('project').update({ created_at: '2026-05-05T05:05:05Z' });
    const seen: string[] = [];
    for (let offset = 0; offset < 9; offset += 2) {
      const { projects, page } = await market.succeed('acme-owner', 'list_projects', { limit: 2, offset });
      expect(page).toEqual({ limit: 2, offset, total: 9, has_more: offset + 2 < 9 });
      seen.push(...projects.map(({ project_id }: { project_id: string }) => project_id));
    }
    expect(seen.sort()).toEqual(
      ['prj_demo_backoffice', 'prj_demo_storefront', ...made.map(({ project_id }) => project_id)].sort(),
    );
  });
});
