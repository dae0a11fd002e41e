import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockedBy, blockersOf, type Offer } from '../../../runtime/market/catalogue/purchasable.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const sold: Offer = {
  vendor: 'Forge',
  vendor_status: 'approved',
  status: 'enabled',
  released: true,
  price_minor: 100,
  charges_enabled: true,
  organization_id: 'org_seller',
};

describe('what keeps a package from being bought', () => {
  it.each([
    [{ vendor_status: 'pending' }, 'vendor_pending', 'Forge has not been approved yet.'],
    [{ vendor_status: 'rejected' }, 'vendor_rejected', 'Forge was not approved to sell here.'],
    [{ status: 'disabled' }, 'disabled', 'The vendor has withdrawn it.'],
    [{ released: false }, 'no_release', 'Nothing has been released yet.'],
    [
      { charges_enabled: false },
      'vendor_not_payable',
      'Forge cannot take payments yet: its Stripe onboarding is not finished.',
    ],
    [{ organization_id: 'org_buyer' }, 'own_package', 'Your own organization sells it.'],
    [
      { vendor_status: 'pending', status: 'disabled', organization_id: 'org_buyer' },
      'vendor_pending',
      'Forge has not been approved yet.',
    ],
  ] as const)('%o', (offer, code, reason) => {
    expect(blockedBy({ ...sold, ...offer }, 'org_buyer')).toEqual({ code, reason });
  });

  it('is nothing of what is sold, nor of what is free and not payable', () => {
    expect(blockedBy(sold, 'org_buyer')).toBeNull();
    expect(blockedBy({ ...sold, price_minor: null, charges_enabled: false }, 'org_buyer')).toBeNull();
    expect(blockedBy({ ...sold, organization_id: 'org_buyer' })).toBeNull();
  });

  it('is told of many at once, what does not exist included', async () => {
    const ids = ['pkg_demo_seo', 'pkg_demo_builder', 'pkg_demo_import', 'pkg_demo_search', 'pkg_demo_nothing'];
    const blockers = await blockersOf(market.db, ids, 'org_demo_globex');
    expect(Object.fromEntries([...blockers].map(([id, { code }]) => [id, code]))).toEqual({
      pkg_demo_builder: 'vendor_not_payable',
      pkg_demo_import: 'disabled',
      pkg_demo_search: 'own_package',
      pkg_demo_nothing: 'not_offered',
    });
  });
});

describe('a package', () => {
  it('of a vendor that was rejected is seen by who holds a licence, and by nobody else', async () => {
    await market.db('vendor').where({ id: 'ven_demo_forge' }).update({ status: 'rejected' });
    const licensed = await market.succeed('acme-viewer', 'get_package', { package_id: 'pkg_demo_checkout' });
    expect(licensed).toMatchObject({
      is_purchasable: false,
      is_licensed: true,
      purchase_blocker: { code: 'vendor_rejected', reason: 'Forge was not approved to sell here.' },
    });
    const answer = await market.call('newcomer', 'get_package', { package_id: 'pkg_demo_checkout' });
    expect([answer.status, answer.body.code]).toEqual([404, 'PACKAGE_NOT_FOUND']);
    await market.db('vendor').where({ id: 'ven_demo_forge' }).update({ status: 'approved' });
  });

  it('tells what each release requires, whatever PHP made of an empty list', async () => {
    const versions = market.db('package_version').where({ package_id: 'pkg_demo_checkout' });
    await versions
      .clone()
      .where({ version: '1.1.0' })
      .update({ manifest: { require: { php: '>=8.2' } } });
    await versions
      .clone()
      .where({ version: '1.0.0' })
      .update({ manifest: { require: [] } });
    const { versions: told } = await market.succeed('acme-viewer', 'get_package', { package_id: 'pkg_demo_checkout' });
    expect(told).toEqual([
      { version: '1.1.0', released_at: '2026-01-12T09:00:00.000Z', require: { php: { untrusted: '>=8.2' } } },
      { version: '1.0.0', released_at: '2025-11-03T09:00:00.000Z', require: {} },
    ]);
  });

  it.each([
    ['active', true],
    ['past_due', true],
    ['cancelled', false],
    ['expired', false],
    ['revoked', false],
  ])('with a licence that is %s is licensed: %s', async (status, is_licensed) => {
    await market.db('licence').where({ id: 'lic_demo_search' }).update({ status });
    const others = market.db('licence').where({ package_id: 'pkg_demo_search' }).whereNot({ id: 'lic_demo_search' });
    await others.update({ status: 'revoked' });
    expect(await market.succeed('acme-viewer', 'get_package', { package_id: 'pkg_demo_search' })).toMatchObject({
      is_licensed,
    });
  });
});
