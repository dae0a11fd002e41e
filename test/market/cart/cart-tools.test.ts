import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyCart, lockCart, readCart } from '../../../runtime/market/cart/carts.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market?.close());

const checkout = 'forge/checkout-booster';
const search = 'globex/search-suite';

const cartOf = (org: string) => readCart(market.db, org, market.now());

/** A cart with nothing but these, and the demo's prices. */
async function fill(...packages: readonly string[]): Promise<void> {
  await market.db('cart').delete();
  for (const name of packages) {
    market.setNow(new Date(market.now().getTime() + 1000));
    await market.succeed('acme-owner', 'add_to_cart', { package: name });
  }
}

describe('a cart', () => {
  test('is its organization’s, in the order in which it was filled', async () => {
    await fill(search, checkout);
    await market.succeed('acme-billing', 'add_to_cart', { package: search, quantity: 2 });
    const { lines } = await market.succeed('acme-viewer', 'view_cart');
    expect(lines.map((line: { package: string; quantity: number }) => [line.package, line.quantity])).toEqual([
      [search, 3],
      [checkout, 1],
    ]);
    expect((await market.succeed('newcomer', 'view_cart')).lines).toEqual([]);
  });

  test('says what has just been disabled, and cannot be paid until it is gone', async () => {
    await fill(checkout, search);
    await market.db('package').where({ composer_name: checkout }).update({ status: 'disabled' });
    const cart = await market.succeed('acme-viewer', 'view_cart');
    await market.db('package').where({ composer_name: checkout }).update({ status: 'enabled' });
    expect(cart.lines.map((line: { blocker: unknown }) => line.blocker)).toEqual([
      'The vendor has withdrawn it.',
      null,
    ]);
    expect(cart.blocker).toBe(
      'forge/checkout-booster cannot be bought: The vendor has withdrawn it. Remove it to pay the rest.',
    );
    expect((await market.succeed('acme-viewer', 'view_cart')).blocker).toBeNull();
  });

  test('keeps to one currency: what comes in another is refused, what becomes so counts nothing', async () => {
    await fill(checkout);
    await market.db('package').where({ composer_name: search }).update({ currency: 'EUR' });
    const refused = await market.call('acme-owner', 'add_to_cart', { package: search });
    await market.db('package').where({ composer_name: search }).update({ currency: 'GBP' });
    expect([refused.status, refused.body.code, refused.body.data ?? refused.body]).toMatchObject([
      409,
      'NOT_PURCHASABLE',
      { blocker: 'other_currency', reason: 'It is sold in EUR, and the cart is in GBP. Pay or empty that first.' },
    ]);
    await market.succeed('acme-owner', 'add_to_cart', { package: search });
    await market.db('package').where({ composer_name: search }).update({ currency: 'EUR' });
    const cart = await market.succeed('acme-viewer', 'view_cart');
    await market.db('package').where({ composer_name: search }).update({ currency: 'GBP' });
    expect(cart.total).toEqual({ amount: '58.80', currency: 'GBP' });
    expect(cart.lines[1]).toMatchObject({
      package: search,
      total: { amount: '19.99', currency: 'EUR' },
      blocker: 'It is sold in EUR now, and the cart is in GBP. Remove it and buy it by itself.',
    });
    expect(cart.blocker).toMatch(/^globex\/search-suite cannot be bought: /);
  });

  test('takes no more than can be charged at once, and tells what is too little', async () => {
    await fill();
    await market.db('package').where({ composer_name: checkout }).update({ price_minor: 99_999_999 });
    const refused = await market.call('acme-owner', 'add_to_cart', { package: checkout });
    await market.db('package').where({ composer_name: checkout }).update({ price_minor: 1 });
    await market.succeed('acme-owner', 'add_to_cart', { package: checkout });
    const cart = await market.succeed('acme-viewer', 'view_cart');
    await market.db('package').where({ composer_name: checkout }).update({ price_minor: 4900 });
    expect([refused.status, refused.body.code]).toEqual([409, 'CART_FULL']);
    expect(cart.lines).toHaveLength(1);
    expect(cart.blocker).toBe('0.01 GBP is too little to be charged: at least 0.30 GBP is.');
  });

  test('is taxed by the default billing address, and not without one', async () => {
    await fill(checkout);
    await market.succeed('acme-owner', 'set_default_billing_address', { address_id: 'adr_demo_acme_paris' });
    expect(await cartOf('org_demo_acme')).toMatchObject({
      tax: { country: 'FR', basisPoints: 2000 },
      totalMinor: 5880,
    });
    await market.succeed('acme-owner', 'set_default_billing_address', { address_id: 'adr_demo_acme' });
    await market.db('cart').insert({ organization_id: 'org_demo_newcomer' });
    await market.succeed('newcomer', 'add_to_cart', { package: checkout });
    expect(await cartOf('org_demo_newcomer')).toMatchObject({
      tax: { country: null, basisPoints: 0 },
      totalMinor: 4900,
      billingAddress: null,
    });
  });

  test('counts a coupon while it can be redeemed', async () => {
    await fill(checkout, search);
    await market.db('cart').where({ organization_id: 'org_demo_acme' }).update({ coupon_id: 'cpn_demo_welcome' });
    expect(await market.succeed('acme-viewer', 'view_cart')).toMatchObject({
      coupon: 'WELCOME10',
      discount: { amount: '6.90', currency: 'GBP' },
      tax: { amount: '12.42', currency: 'GBP' },
      total: { amount: '74.51', currency: 'GBP' },
    });
    const coupon = () => market.db('coupon').where({ id: 'cpn_demo_welcome' });
    await coupon().update({ expires_at: new Date(market.now().getTime() - 1) });
    expect((await cartOf('org_demo_acme')).coupon).toBeNull();
    await coupon().update({ expires_at: null, max_redemptions: 3, redemptions: 3 });
    expect((await cartOf('org_demo_acme')).coupon).toBeNull();
    await coupon().update({ max_redemptions: null, redemptions: 0 });
    expect((await cartOf('org_demo_acme')).coupon?.code).toBe('WELCOME10');
  });

  test('is bought in part: the rest stays, and the coupon with it', async () => {
    await fill(checkout, search, search);
    await market.db('cart').where({ organization_id: 'org_demo_acme' }).update({ coupon_id: 'cpn_demo_welcome' });
    const only = [{ packageId: 'pkg_demo_search', quantity: 1 }];
    const part = await readCart(market.db, 'org_demo_acme', market.now(), { only });
    expect(part.lines.map(({ composerName, quantity }) => [composerName, quantity])).toEqual([[search, 1]]);
    await market.db.transaction(async (transaction) => {
      await lockCart(transaction, 'org_demo_acme');
      await emptyCart(transaction, 'org_demo_acme', only);
    });
    const rest = await cartOf('org_demo_acme');
    expect(rest.lines.map(({ composerName, quantity }) => [composerName, quantity])).toEqual([
      [checkout, 1],
      [search, 1],
    ]);
    expect(rest.coupon?.code).toBe('WELCOME10');
    await emptyCart(market.db, 'org_demo_acme');
    expect(await cartOf('org_demo_acme')).toMatchObject({ lines: [], coupon: null });
  });

  test('two who add at the same time both do', async () => {
    await fill(checkout);
    const answers = await market.race(`select 1 from cart where organization_id = 'org_demo_acme' for update`, [
      () => market.call('acme-owner', 'add_to_cart', { package: checkout, quantity: 999 }),
      () => market.call('acme-billing', 'add_to_cart', { package: checkout, quantity: 999 }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await cartOf('org_demo_acme')).lines[0]?.quantity).toBe(1000);
  });
});
