import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
});
afterAll(() => market.close());

function price(
  amount: string,
  currency: string,
): Promise<{ readonly status: number; readonly body: { readonly error: string; readonly code: string } }> {
  return market.call('forge-vendor', 'set_package_pricing', { package_id: 'pkg_demo_checkout', amount, currency });
}

describe('a price', () => {
  it.each([
    ['-1', 'GBP', 'AMOUNT_NOT_POSITIVE', 'A price is more than nothing. To give the package away, send free: true.'],
    ['0.00', 'GBP', 'AMOUNT_NOT_POSITIVE', 'A price is more than nothing. To give the package away, send free: true.'],
    ['0.001', 'GBP', 'AMOUNT_TOO_PRECISE', 'The amount has more decimals than its currency, which has 2.'],
    ['10.5', 'JPY', 'AMOUNT_TOO_PRECISE', 'The amount has more decimals than its currency, which has 0.'],
    ['0.29', 'GBP', 'AMOUNT_TOO_SMALL', 'Stripe takes no payment below 0.30 GBP.'],
    ['49', 'JPY', 'AMOUNT_TOO_SMALL', 'Stripe takes no payment below 50 JPY.'],
    ['1000000', 'GBP', 'AMOUNT_TOO_LARGE', 'Stripe takes no payment above 999999.99 GBP.'],
    ['99999999999999999999', 'GBP', 'AMOUNT_TOO_LARGE', 'Stripe takes no payment above 999999.99 GBP.'],
    ['20', 'XAU', 'UNKNOWN_CURRENCY', 'Stripe knows no such currency. Send a code of ISO 4217, such as GBP.'],
    ['20', '', 'UNKNOWN_CURRENCY', 'Stripe knows no such currency. Send a code of ISO 4217, such as GBP.'],
    [
      '1e3',
      'GBP',
      'INVALID_AMOUNT',
      'The amount is not a number. Write digits with a point before the decimals, such as 49.00.',
    ],
    [
      '49,00',
      'GBP',
      'INVALID_AMOUNT',
      'The amount is not a number. Write digits with a point before the decimals, such as 49.00.',
    ],
    [
      '٤٩',
      'GBP',
      'INVALID_AMOUNT',
      'The amount is not a number. Write digits with a point before the decimals, such as 49.00.',
    ],
  ])('of %s %s is refused', async (amount, currency, code, error) => {
    const { status, body } = await price(amount, currency);
    expect([status, body.code, body.error]).toEqual([422, code, error]);
    const kept = await market.db('package').where({ id: 'pkg_demo_checkout' }).first('price_minor', 'row_version');
    expect(kept).toEqual({ price_minor: 4900, row_version: 1 });
  });

  it.each([
    { free: false },
    { free: true, currency: 'GBP' },
    { free: true, amount: '1.00' },
    { free: false, amount: '1.00' },
  ])('is free or an amount, not %o', async (said) => {
    const input = { package_id: 'pkg_demo_checkout', ...said };
    const { status, body } = await market.call('forge-vendor', 'set_package_pricing', input);
    expect([status, body.code]).toEqual([422, 'FREE_OR_PRICED']);
  });

  it('that is set again changes nothing', async () => {
    const input = { package_id: 'pkg_demo_checkout', amount: '49.00', currency: 'GBP' };
    await market.succeed('forge-vendor', 'set_package_pricing', input);
    const kept = await market.db('package').where({ id: 'pkg_demo_checkout' }).first('row_version');
    expect(kept).toEqual({ row_version: 1 });
  });

  it('lets what could not be enabled be enabled, also where it is nothing', async () => {
    const input = { package_id: 'pkg_demo_forms' };
    const before = await market.call('globex-owner', 'set_package_status', { ...input, status: 'enabled' });
    expect([before.status, before.body.code]).toEqual([409, 'PRICE_UNDECIDED']);
    await market.succeed('globex-owner', 'set_package_pricing', { ...input, free: true });
    expect(await market.succeed('globex-owner', 'set_package_status', { ...input, status: 'enabled' })).toMatchObject({
      status: 'enabled',
      price: null,
      price_decided: true,
      sale_blocker: null,
    });
  });
});

describe('a package that changes', () => {
  it('is told to its vendor’s endpoints, once for each change', async () => {
    const endpoint = { endpoint_id: 'whe_demo_forge', enabled: true, events: ['package.updated'] };
    await market.succeed('forge-vendor', 'update_webhook_endpoint', endpoint);
    const events = () =>
      market
        .db('webhook_event')
        .where({ type: 'package.updated' })
        .orderBy('created_at')
        .select('data', 'organization_id');
    const input = { package_id: 'pkg_demo_import' };
    await market.succeed('forge-vendor', 'set_package_status', { ...input, status: 'enabled' });
    await market.succeed('forge-vendor', 'set_package_status', { ...input, status: 'enabled' });
    await market.succeed('forge-vendor', 'set_package_status', { ...input, status: 'disabled', dry_run: true });
    const told = (await events()).filter(({ organization_id }) => organization_id === 'org_demo_forge');
    expect(told.map(({ data }) => data)).toEqual([
      {
        package_id: 'pkg_demo_import',
        composer_name: 'forge/legacy-import',
        vendor_id: 'ven_demo_forge',
        status: 'enabled',
        price: { amount: '99.00', currency: 'GBP' },
        cadence: null,
      },
    ]);
  });

  it('is found, and not found, at once', async () => {
    const found = async () =>
      (await market.succeed('acme-viewer', 'search_packages', { query: 'legacy import' })).page.total;
    const input = { package_id: 'pkg_demo_import' };
    await market.succeed('forge-vendor', 'set_package_status', { ...input, status: 'enabled' });
    expect(await found()).toBe(1);
    await market.succeed('forge-vendor', 'set_package_status', { ...input, status: 'disabled' });
    expect(await found()).toBe(0);
  });
});
