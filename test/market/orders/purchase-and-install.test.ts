import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { acme, openShop, type Shop } from './shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.finish();
  await shop.db('cart').where({ organization_id: acme }).delete();
});
afterAll(() => shop?.close());

const tool = 'purchase_and_install_packages';
const checkout = 'forge/checkout-booster';
const storefront = 'prj_demo_storefront';

const buy = (input: object, principal = 'acme-owner') => shop.succeed(principal, tool, input);

describe('buying and installing', () => {
  test('waits for Stripe’s word, attaches the licences and answers what Composer needs', async () => {
    const items = [
      { package: checkout, quantity: 2, project_id: storefront },
      { package: 'globex/search-suite' },
      { package: checkout, project_id: 'prj_demo_backoffice' },
    ];
    const answer = await buy({ items });
    expect(answer.results.map(({ status }: { status: string }) => status)).toEqual(['done', 'done', 'done']);
    const licences = await shop.db('licence').where({ order_id: answer.order_id }).orderBy(['order_line_id', 'seat']);
    expect(licences).toHaveLength(4);
    const of = (id: string) => licences.filter(({ project_id }) => project_id === id).map((licence) => licence.id);
    expect(answer.results.map(({ value }: { value: object }) => value)).toEqual([
      { package: checkout, quantity: 2, license_ids: of(storefront), project_id: storefront },
      { package: 'globex/search-suite', quantity: 1, license_ids: [expect.stringMatching(/^lic_/)], project_id: null },
      { package: checkout, quantity: 1, license_ids: of('prj_demo_backoffice'), project_id: 'prj_demo_backoffice' },
    ]);
    expect(of(storefront)).toHaveLength(2);
    expect(answer.projects).toMatchObject([
      { project_id: 'prj_demo_backoffice', auth_json: null },
      {
        project_id: storefront,
        auth_json: {
          'http-basic': {
            [new URL(shop.url).host.replace('127.0.0.1', 'localhost')]: { username: expect.stringMatching(/^pub_/) },
          },
        },
      },
    ]);
    expect(answer.receipts.map((receipt: { tool: string }) => receipt.tool)).toEqual([
      'add_to_cart',
      'add_to_cart',
      'place_order_with_saved_method',
      'manage_license',
      'manage_license',
      'manage_license',
    ]);
  });

  test('buys nothing along that was in the cart before, and leaves its coupon there', async () => {
    await shop.fill({ pkg_demo_search: 3, pkg_demo_checkout: 1 });
    await shop.db('cart').where({ organization_id: acme }).update({ coupon_id: 'cpn_demo_welcome' });
    const answer = await buy({ items: [{ package: checkout, quantity: 2 }] });
    const lines = await shop.db('order_line').where({ order_id: answer.order_id });
    expect(lines.map(({ package_id, quantity }) => [package_id, quantity])).toEqual([['pkg_demo_checkout', 2]]);
    expect(await shop.inCart()).toEqual({ pkg_demo_search: 3 });
  });

  test('a card that is declined leaves it to a person, and trying again finds no more in the cart', async () => {
    const payment_method_id = await shop.saveCard('pm_card_chargeCustomerFail');
    for (const attempt of [1, 2]) {
      const answer = await buy({ items: [{ package: checkout, quantity: 2 }], payment_method_id });
      expect(answer, `attempt ${attempt}`).toMatchObject({
        order_id: null,
        results: [{ status: 'needs_person', url: expect.stringContaining(`/account/cart?org=${acme}`) }],
      });
      expect(answer.results[0].error).toContain('The card was declined');
      expect(await shop.inCart()).toEqual({ pkg_demo_checkout: 2 });
    }
    const paid = await buy({ items: [{ package: checkout, quantity: 2 }], payment_method_id: 'pm_demo_visa' });
    expect(paid.results[0].status).toBe('done');
    expect(await shop.inCart()).toEqual({});
  });

  test('an answer of Stripe’s that is lost is found by the same key, and nothing is charged or added twice', async () => {
    const before = Number((await shop.db('licence').count({ all: '*' }).first())?.all);
    const input = {
      items: [{ package: checkout, project_id: storefront }],
      payment_method_id: 'pm_demo_visa',
      idempotency_key: 'lost',
    };
    const stop = shop.double.befall('loses its answer', 1);
    const lost = await shop.call('acme-owner', tool, input);
    stop();
    expect(lost.body.code).toBe('INTERNAL_ERROR');
    const answer = await buy(input);
    expect(answer.results).toMatchObject([{ status: 'done', value: { project_id: storefront } }]);
    await shop.finish();
    expect(Number((await shop.db('licence').count({ all: '*' }).first())?.all)).toBe(before + 1);
    expect(await shop.inCart()).toEqual({});
    expect(await buy(input)).toEqual(answer);
  });

  test('a licence that another took meanwhile is told with what has been done', async () => {
    const { db } = shop;
    await db.raw(`create function take() returns trigger language plpgsql as $$
      begin raise exception 'taken'; end $$`);
    await db.raw(`create trigger take before update of project_id on licence for each row execute function take()`);
    const { status, body } = await shop.call('acme-owner', tool, {
      items: [{ package: 'forge/seo-kit', project_id: storefront }],
      idempotency_key: 'taken',
    });
    await db.raw('drop trigger take on licence; drop function take()');
    expect([status, body.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(JSON.stringify(body)).toContain('place_order_with_saved_method');
    const answer = await buy({
      items: [{ package: 'forge/seo-kit', project_id: storefront }],
      idempotency_key: 'taken',
    });
    expect(answer.results).toMatchObject([{ status: 'done', value: { project_id: storefront } }]);
    expect(await shop.db('licence').where({ order_id: answer.order_id })).toHaveLength(1);
  });
});

describe('a dry run', () => {
  const rehearse = (input: object, principal = 'acme-owner') => buy({ ...input, dry_run: true }, principal);
  const both = async (input: object, principal = 'acme-owner') => [
    await rehearse(input, principal),
    await buy(input, principal),
  ];

  test('costs what the purchase costs, the cart’s own coupon counted, and leaves the cart as it is', async () => {
    await shop.fill({ pkg_demo_search: 1 });
    await shop.db('cart').where({ organization_id: acme }).update({ coupon_id: 'cpn_demo_welcome' });
    const input = { items: [{ package: checkout, quantity: 2 }], payment_method_id: 'pm_demo_visa' };
    const dry = await rehearse(input);
    expect(dry.total).toEqual({ amount: '105.84', currency: 'GBP' });
    expect(await shop.inCart()).toEqual({ pkg_demo_search: 1 });
    expect((await buy(input)).total).toEqual(dry.total);
  });

  test('refuses what the purchase refuses, in its words: what is not there, not sold, or not in the cart’s currency', async () => {
    await shop.fill({ pkg_demo_tax: 1 });
    const items = ['forge/nothing', 'forge/legacy-import', checkout, 'forge/seo-kit'].map((name) => ({
      package: name,
    }));
    const [dry, done] = await both({ items });
    expect(dry.results.slice(0, 3)).toEqual(done.results.slice(0, 3));
    expect(dry.results).toMatchObject([
      { status: 'failed', error: 'There is no package forge/nothing.', next: 'search_packages' },
      { status: 'failed', next: 'get_package' },
      { status: 'failed', error: expect.stringContaining('It is sold in GBP, and the cart is in EUR.') },
      { status: 'done', value: { license_ids: [] } },
    ]);
    expect([dry.total, done.total]).toEqual(Array(2).fill({ amount: '0.00', currency: 'GBP' }));
  });

  test.each([
    ['a coupon that nobody can redeem', { coupon: 'NOTHING' }, 'acme-owner', 'failed'],
    ['next to nothing to pay', { coupon: 'NEARLY48' }, 'acme-owner', 'failed'],
    ['no card', {}, 'newcomer', 'needs_person'],
  ])('%s is refused as by the purchase', async (_, also, principal, status) => {
    const [dry, done] = await both({ items: [{ package: checkout }], ...also }, principal);
    expect(dry.results).toEqual(done.results);
    expect(dry.results).toMatchObject([{ status }]);
    await shop.db('cart').where({ organization_id: 'org_demo_newcomer' }).delete();
  });
});
