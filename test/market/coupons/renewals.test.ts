import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Visit } from '../../web/visit.js';
import { expectBooksToAddUp } from '../orders/books.js';
import { acme, openShop, type Shop, tool } from '../orders/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await endAll();
});
afterAll(() => shop?.close());
afterEach(async () => {
  await expectBooksToAddUp(shop);
  await endAll();
});

/** Only what a test has subscribed to itself is to renew in it. */
async function endAll(): Promise<void> {
  const { data } = await shop.stripe.stripe.subscriptions.list({ limit: 100 });
  for (const { id } of data) await shop.stripe.stripe.subscriptions.cancel(id);
  await shop.finish();
}

let made = 0;
/** A coupon of staff's, bought with at once; the order's id. */
async function buyWith(terms: object, pieces: Readonly<Record<string, number>>): Promise<string> {
  made += 1;
  const code = `RENEWS-${made}`;
  await shop.succeed('staff', 'create_coupon', { code, name: 'Renews', ...terms });
  await shop.fill(pieces);
  const { order_id } = await shop.succeed('acme-owner', tool, { coupon: code.toLowerCase() });
  await shop.finish();
  return order_id;
}

/** Goes on by so many months, in each of which is done what is due; an invoice is paid an hour after it is written. */
async function months(count: number): Promise<void> {
  for (let month = 0; month < count; month += 1) {
    shop.setNow(new Date(shop.now().getTime() + (31 * 24 + 2) * 3_600_000));
    await shop.finish();
  }
}

/** What the order and each of its renewals came to, the first one first. Minor units. */
async function figuresOf(orderId: string) {
  const orders = await shop
    .db('customer_order')
    .where({ id: orderId })
    .orWhereIn(
      'subscription_id',
      shop
        .db({ s: 'subscription' })
        .join({ l: 'order_line' }, 'l.id', 's.order_line_id')
        .where('l.order_id', orderId)
        .select('s.id'),
    )
    .orderBy(['placed_at', 'number']);
  return orders.map((order) => [
    order.subtotal_minor,
    order.discount_minor,
    order.tax_minor,
    order.total_minor,
    order.coupon_code === null ? null : 'coupon',
  ]);
}

const whole = [1999, 0, 400, 2399, null];

describe('a coupon', () => {
  it('that is once does not renew', async () => {
    const order = await buyWith({ value: 25 }, { pkg_demo_search: 1 });
    await months(2);
    expect(await figuresOf(order)).toEqual([[1999, 500, 300, 1799, 'coupon'], whole, whole]);
  });

  it('that repeats for three months is of the purchase and two renewals', async () => {
    const terms = { value: 33.33, duration: 'repeating', duration_in_months: 3 };
    const order = await buyWith(terms, { pkg_demo_search: 1 });
    await months(4);
    const less = [1999, 666, 267, 1600, 'coupon'];
    expect(await figuresOf(order)).toEqual([less, less, less, whole, whole]);
  });

  it('that repeats for one month is of the purchase alone', async () => {
    const order = await buyWith({ value: 50, duration: 'repeating', duration_in_months: 1 }, { pkg_demo_search: 1 });
    await months(1);
    expect(await figuresOf(order)).toEqual([[1999, 1000, 200, 1199, 'coupon'], whole]);
  });

  it('that goes on forever does so', async () => {
    const order = await buyWith({ value: 10, duration: 'forever' }, { pkg_demo_search: 2 });
    await months(3);
    const less = [3998, 400, 720, 4318, 'coupon'];
    expect(await figuresOf(order)).toEqual([less, less, less, less]);
  });

  it('of pounds takes off each renewal what it took off the line', async () => {
    const terms = { type: 'fixed_amount', value: 10.01, duration: 'forever' };
    const order = await buyWith(terms, { pkg_demo_search: 1, pkg_demo_checkout: 1 });
    await months(1);
    const [purchase, renewal] = await figuresOf(order);
    const line = await shop.db('order_line').where({ order_id: order, package_id: 'pkg_demo_search' }).first();
    expect(purchase?.slice(0, 2)).toEqual([1999 + 4900, 1001]);
    expect(line.discount_minor).toBe(290);
    expect(renewal).toEqual([1999, 290, line.tax_minor, 1999 - 290 + line.tax_minor, 'coupon']);
  });

  it('of everything renews for nothing, and the licences hold', async () => {
    const order = await buyWith({ value: 100, duration: 'repeating', duration_in_months: 2 }, { pkg_demo_search: 1 });
    await months(1);
    const nothing = [1999, 1999, 0, 0, 'coupon'];
    expect(await figuresOf(order)).toEqual([nothing, nothing]);
    const licence = () => shop.db('licence').where({ order_id: order }).first();
    const { status, expires_at } = await licence();
    expect(status).toBe('active');
    expect(expires_at.getTime()).toBeGreaterThan(shop.now().getTime());
    await months(1);
    expect(await figuresOf(order)).toEqual([nothing, nothing, whole]);
  });
});

it('a coupon that a person puts into the cart on its page is of its order and its renewals', async () => {
  const terms = { code: 'ON-THE-PAGE', name: 'On the page', value: 50, duration: 'forever' };
  await shop.succeed('staff', 'create_coupon', terms);
  await shop.fill({ pkg_demo_search: 1 });
  const visit = new Visit(shop.url);
  await visit.signIn('acme-owner');
  const token = await visit.token('/account/');
  await visit.post('/account/cart/coupon', { token, org: acme, code: 'on-the-page' });
  const less = { coupon: 'ON-THE-PAGE', discount: { amount: '10.00' }, total: { amount: '11.99' } };
  expect(await shop.succeed('acme-owner', 'view_cart')).toMatchObject(less);
  const placed = await shop.succeed('acme-owner', tool);
  expect(placed).toMatchObject(less);
  await shop.finish();
  await months(1);
  expect(await figuresOf(placed.order_id)).toEqual(Array(2).fill([1999, 1000, 200, 1199, 'coupon']));
});

it('the discount of the last of its months is taken off the subscription, though Stripe counted one more', async () => {
  const order = await buyWith({ value: 20, duration: 'repeating', duration_in_months: 2 }, { pkg_demo_search: 1 });
  const { stripe_subscription_id: id } = await shop
    .db({ s: 'subscription' })
    .join({ l: 'order_line' }, 'l.id', 's.order_line_id')
    .where('l.order_id', order)
    .first('s.stripe_subscription_id');
  const discounts = async () => (await shop.stripe.stripe.subscriptions.retrieve(id)).discounts.length;
  expect(await discounts()).toBe(1);
  await months(1);
  expect(await discounts()).toBe(0);
});
