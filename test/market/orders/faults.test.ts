import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { keepPayments } from '../../../runtime/market/payments/payment-upkeep.js';
import { expectBooksToAddUp } from './books.js';
import { openShop, type Shop, tool } from './shop.js';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop?.close());
afterEach(async () => {
  shop.double.events.release();
  // Transfers that are still on their way would take the next test's fault upon themselves.
  await shop.finish();
  await expectBooksToAddUp(shop);
});

const keep = () => keepPayments({ db: shop.db, stripe: shop.stripe.stripe, now: shop.now });
const later = (minutes: number) => shop.setNow(new Date(shop.now().getTime() + minutes * 60_000));
const newest = () => shop.db('customer_order').orderByRaw('number::int desc').first();
const licencesOf = (order_id: string) => shop.db('licence').where({ order_id });

it('an answer that is lost is found under the same key, and charged once', async () => {
  await shop.fill({ pkg_demo_checkout: 1 });
  shop.double.events.hold();
  shop.double.befall('loses its answer', 1);
  const input = { idempotency_key: 'a-lost-answer' };
  expect((await shop.call('acme-owner', tool, input)).status).toBe(500);
  const order = await newest();
  expect((await shop.call('acme-owner', tool)).body).toMatchObject({ code: 'ORDER_IN_PROGRESS', order_id: order.id });
  expect(await shop.succeed('acme-owner', tool, input)).toMatchObject({ order_id: order.id });
  shop.double.events.release();
  await shop.settle();
  expect(await licencesOf(order.id)).toHaveLength(1);
});

it('an answer that is lost and never asked for again is found by itself', async () => {
  await shop.fill({ pkg_demo_checkout: 1 });
  shop.double.events.hold();
  shop.double.befall('loses its answer', 1);
  expect((await shop.call('acme-owner', tool)).status).toBe(500);
  const { id } = await newest();
  await keep();
  expect((await newest()).status).toBe('pending');
  later(6);
  await keep();
  expect(await newest()).toMatchObject({ id, status: 'paid' });
  expect(await licencesOf(id)).toHaveLength(1);
});

it.each(['fails', 'slow down'] as const)(
  'while every request %s nothing is charged, and the cart comes back',
  async (trouble) => {
    await shop.fill({ pkg_demo_checkout: 3 });
    const restore = shop.double.befall(trouble, Number.POSITIVE_INFINITY);
    expect((await shop.call('acme-owner', tool)).status).toBe(500);
    const { id } = await newest();
    expect((await shop.call('acme-owner', tool)).body.code).toBe('ORDER_IN_PROGRESS');
    restore();
    later(6);
    await keep();
    expect(await newest()).toMatchObject({ id, status: 'failed', failure_code: 'NOT_CHARGED' });
    expect(await shop.inCart()).toEqual({ pkg_demo_checkout: 3 });
    shop.double.events.hold();
    expect(await shop.succeed('acme-owner', tool)).toMatchObject({ status: 'pending', total: { amount: '176.40' } });
  },
);

it('a call that is tried again after its order was given up says so, and charges nothing', async () => {
  await shop.fill({ pkg_demo_checkout: 1 });
  shop.double.befall('fails', 1);
  const input = { idempotency_key: 'given-up' };
  expect((await shop.call('acme-owner', tool, input)).status).toBe(500);
  const { id } = await newest();
  later(6);
  await keep();
  const { status, body } = await shop.call('acme-owner', tool, input);
  expect([status, body.code, body.order_id]).toEqual([402, 'PAYMENT_DECLINED', id]);
  await shop.db('cart_line').delete();
});

it('what is left to do for an order is done when Stripe is there again', async () => {
  await shop.fill({ pkg_demo_search: 1 });
  const { order_id } = await shop.succeed('acme-owner', tool);
  const restore = shop.double.befall('fails', Number.POSITIVE_INFINITY);
  await shop.settle();
  expect(await licencesOf(order_id)).toHaveLength(1);
  expect(await shop.db('vendor_split').where({ order_id }).first()).toMatchObject({ transfer_id: null });
  restore();
  later(6);
  await keep();
  expect(await shop.db('vendor_split').where({ order_id }).first()).toMatchObject({ transfer_id: expect.anything() });
  expect(await licencesOf(order_id)).toMatchObject([{ subscription_id: expect.stringMatching(/^sbs_/) }]);
});
