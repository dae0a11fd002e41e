import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acme, openShop, type Shop, tool } from './shop.js';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.double.events.release();
  await shop.settle();
  await shop.db('cart_line').where({ organization_id: acme }).delete();
  await shop.db('cart').where({ organization_id: acme }).update({ coupon_id: null });
});

const GBP = (amount: string) => ({ amount, currency: 'GBP' });
const ordersOf = () => shop.db('customer_order').where({ organization_id: acme }).orderBy('placed_at');
const orderOf = (id: string) => shop.db('customer_order').where({ id }).first();
const intents = async () => (await shop.stripe.stripe.paymentIntents.list({ limit: 100 })).data;

describe('an order', () => {
  it('is placed at once, charged as it adds up, and mints its licences when Stripe says so', async () => {
    shop.double.events.hold();
    await shop.fill({ pkg_demo_checkout: 2, pkg_demo_search: 1 });
    const placed = await shop.succeed('acme-billing', tool, { coupon: 'welcome10' });
    expect(placed).toEqual({
      order_id: expect.stringMatching(/^ord_/),
      invoice_id: expect.stringMatching(/^ivc_/),
      status: 'pending',
      payment_method_id: 'pm_demo_visa',
      lines: [
        {
          ...{ package: 'forge/checkout-booster', title: 'Checkout Booster', cadence: null, quantity: 2 },
          ...{ unit: GBP('49.00'), total: GBP('98.00'), discount: GBP('9.80'), tax: GBP('17.64') },
        },
        {
          ...{ package: 'globex/search-suite', title: 'Search Suite', cadence: 'monthly', quantity: 1 },
          ...{ unit: GBP('19.99'), total: GBP('19.99'), discount: GBP('2.00'), tax: GBP('3.60') },
        },
      ],
      subtotal: GBP('117.99'),
      coupon: 'WELCOME10',
      discount: GBP('11.80'),
      tax: GBP('21.24'),
      total: GBP('127.43'),
    });
    expect(await shop.inCart()).toEqual({});
    const order = await orderOf(placed.order_id);
    const charged = await shop.stripe.stripe.paymentIntents.retrieve(order.payment_intent_id);
    expect(charged).toMatchObject({
      ...{
        status: 'succeeded',
        amount: 12_743,
        currency: 'gbp',
        customer: 'cus_demo_acme',
        payment_method: 'pm_demo_visa',
      },
      ...{ metadata: { order_id: placed.order_id }, transfer_group: placed.order_id },
    });
    expect(await shop.db('licence').where({ order_id: placed.order_id })).toEqual([]);

    shop.double.events.release();
    await shop.settle();
    expect(await orderOf(placed.order_id)).toMatchObject({ status: 'paid', placed_by: 'cus_demo_acme_billing' });
    const licences = await shop.db('licence').where({ order_id: placed.order_id }).orderBy(['package_id', 'seat']);
    expect(licences.map(({ package_id, seat, status }) => [package_id, seat, status])).toEqual([
      ['pkg_demo_checkout', 1, 'active'],
      ['pkg_demo_checkout', 2, 'active'],
      ['pkg_demo_search', 1, 'active'],
    ]);
    const splits = await shop.db('vendor_split').where({ order_id: placed.order_id }).orderBy('vendor_id');
    expect(splits.map((split) => [split.vendor_id, split.net_minor, split.tax_minor, split.fee_minor])).toEqual([
      ['ven_demo_forge', 8_820, 1_764, 882],
      ['ven_demo_globex', 1_799, 360, 180],
    ]);
  });

  it('of nothing but free packages is paid at once, and Stripe is not asked', async () => {
    const before = (await intents()).length;
    await shop.fill({ pkg_demo_seo: 2 });
    const placed = await shop.succeed('acme-owner', tool);
    expect(placed).toMatchObject({ status: 'paid', payment_method_id: null, total: GBP('0.00') });
    expect(await shop.db('licence').where({ order_id: placed.order_id })).toHaveLength(2);
    expect(await intents()).toHaveLength(before);
  });

  it('that is placed twice at the same time is one order, and one charge', async () => {
    await shop.fill({ pkg_demo_checkout: 1 });
    const before = { orders: (await ordersOf()).length, intents: (await intents()).length };
    shop.double.events.hold();
    const answers = await shop.race(
      `select * from cart where organization_id = '${acme}' for update`,
      ['acme-owner', 'acme-billing'].map((person) => () => shop.call(person, tool)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const placed = answers.find(({ status }) => status === 200)?.body;
    const refused = answers.find(({ status }) => status === 409)?.body;
    expect(refused).toMatchObject({ code: 'ORDER_IN_PROGRESS', order_id: placed.order_id });
    expect(await ordersOf()).toHaveLength(before.orders + 1);
    expect(await intents()).toHaveLength(before.intents + 1);
    shop.double.events.release();
  });

  it('that is asked for again under its key is the same order', async () => {
    await shop.fill({ pkg_demo_checkout: 1 });
    const input = { idempotency_key: 'one-order-only' };
    const before = (await intents()).length;
    const placed = await shop.succeed('acme-owner', tool, input);
    await shop.fill({ pkg_demo_checkout: 1 });
    expect(await shop.succeed('acme-owner', tool, input)).toEqual(placed);
    expect(await intents()).toHaveLength(before + 1);
  });
});

describe.each([
  ['pm_card_chargeCustomerFail', 'PAYMENT_DECLINED'],
  ['pm_card_chargeDeclinedInsufficientFunds', 'INSUFFICIENT_FUNDS'],
  ['pm_card_chargeDeclinedExpiredCard', 'CARD_EXPIRED'],
  ['pm_card_authenticationRequired', 'AUTHENTICATION_REQUIRED'],
])('with %s', (magic, code) => {
  it(`answers ${code} and leaves nothing half done`, async () => {
    const payment_method_id = await shop.saveCard(magic);
    await shop.fill({ pkg_demo_search: 3, pkg_demo_checkout: 1 });
    await shop.db('cart').where({ organization_id: acme }).update({ coupon_id: 'cpn_demo_welcome' });
    const redeemed = () => shop.db('coupon').where({ id: 'cpn_demo_welcome' }).first('redemptions');
    const before = await redeemed();
    const input = { payment_method_id, idempotency_key: `declined ${magic}` };

    const { status, body } = await shop.call('acme-owner', tool, input);
    expect([status, body.code]).toEqual([402, code]);
    expect(body.url).toBe(`${shop.url.replace('127.0.0.1', 'localhost')}/account/cart?org=${acme}`);
    expect(await orderOf(body.order_id)).toMatchObject({ status: 'failed', failure_code: code });
    expect(await shop.inCart()).toEqual({ pkg_demo_search: 3, pkg_demo_checkout: 1 });
    expect(Object.keys(await shop.inCart())).toEqual(['pkg_demo_search', 'pkg_demo_checkout']);
    const cart = await shop.db('cart').where({ organization_id: acme }).first('coupon_id');
    expect(cart).toEqual({ coupon_id: 'cpn_demo_welcome' });
    expect(await redeemed()).toEqual(before);

    await shop.settle();
    expect(await orderOf(body.order_id)).toMatchObject({ status: 'failed', failure_code: code });
    expect(await shop.db('licence').where({ order_id: body.order_id })).toEqual([]);
    expect((await shop.call('acme-owner', tool, input)).body).toEqual(body);
    // Stripe may be faster than the answer.
    shop.double.events.hold();
    expect(await shop.succeed('acme-owner', tool, { payment_method_id: 'pm_demo_visa' })).toMatchObject({
      status: 'pending',
      coupon: 'WELCOME10',
    });
  });
});
