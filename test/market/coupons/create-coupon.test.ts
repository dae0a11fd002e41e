import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { expectBooksToAddUp } from '../orders/books.js';
import { acme, openShop, type Shop, tool } from '../orders/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop?.close());
beforeEach(() => shop.db('cart_line').where({ organization_id: acme }).delete());

const create = (terms: object) => shop.call('staff', 'create_coupon', { name: 'A coupon', ...terms });
/** The code of what refuses it, with its sentence. */
async function refusal(terms: object): Promise<readonly unknown[]> {
  const { body } = await create(terms);
  return [body.code, body.error];
}

describe('a coupon that staff makes', () => {
  it('takes its share off a cart, and off its order', async () => {
    await shop.succeed('staff', 'create_coupon', { code: 'EIGHTH', name: 'An eighth', value: 12.5 });
    await shop.fill({ pkg_demo_checkout: 1 });
    const placed = await shop.succeed('acme-owner', tool, { coupon: 'eighth' });
    expect(placed).toMatchObject({ coupon: 'EIGHTH', discount: { amount: '6.13' }, total: { amount: '51.44' } });
    await shop.finish();
    await expectBooksToAddUp(shop);
  });

  it('takes pounds off', async () => {
    const terms = { code: 'TEN_50', name: 'Ten fifty', type: 'fixed_amount', value: 10.5 };
    await shop.succeed('staff', 'create_coupon', terms);
    await shop.fill({ pkg_demo_checkout: 1 });
    const placed = await shop.succeed('acme-owner', tool, { coupon: 'TEN_50' });
    expect(placed).toMatchObject({ discount: { amount: '10.50', currency: 'GBP' }, total: { amount: '46.20' } });
    await shop.finish();
  });

  it('counts for the whole of its last day, in UTC', async () => {
    const before = shop.now();
    shop.setNow(new Date('2031-08-31T00:00:00Z'));
    await shop.succeed('staff', 'create_coupon', {
      code: 'AUGUST',
      name: 'August',
      value: 10,
      valid_until: '2031-08-31',
    });
    await shop.fill({ pkg_demo_checkout: 1 });
    const rehearse = () => shop.call('acme-owner', tool, { coupon: 'AUGUST', dry_run: true });
    shop.setNow(new Date('2031-08-31T23:59:59Z'));
    expect((await rehearse()).body).toMatchObject({ coupon: 'AUGUST' });
    shop.setNow(new Date('2031-09-01T00:00:00Z'));
    expect((await rehearse()).body).toMatchObject({ code: 'COUPON_NOT_FOUND' });
    expect(await refusal({ code: 'LATE', value: 10, valid_until: '2031-08-31' })).toEqual([
      'EXPIRED_ALREADY',
      'The day 2031-08-31 is over. Name today or a later day, or leave valid_until out.',
    ]);
    shop.setNow(before);
  });

  it('is not redeemed while it is switched off', async () => {
    await shop.succeed('staff', 'create_coupon', { code: 'OFF', name: 'Off', value: 10 });
    await shop.db('coupon').where({ code: 'OFF' }).update({ is_active: false });
    await shop.fill({ pkg_demo_checkout: 1 });
    const { body } = await shop.call('acme-owner', tool, { coupon: 'OFF' });
    expect(body).toMatchObject({ code: 'COUPON_NOT_FOUND' });
  });
});

test('of two who redeem the last of a coupon one does', async () => {
  await shop.succeed('staff', 'create_coupon', { code: 'LAST', name: 'The last', value: 10, max_uses: 1 });
  await shop.fill({ pkg_demo_checkout: 1 });
  await shop.succeed('globex-owner', 'remove_from_cart', { package: 'forge/legacy-import' });
  const outcomes = await Promise.all(
    ['acme-owner', 'globex-owner'].map((buyer) => shop.call(buyer, tool, { coupon: 'LAST' })),
  );
  await shop.finish();
  const codes = outcomes.map(({ body }) => body.code ?? body.coupon);
  expect(codes.sort()).toEqual(['COUPON_NOT_FOUND', 'LAST']);
  expect(await shop.db('coupon').where({ code: 'LAST' }).first()).toMatchObject({ redemptions: 1, max_redemptions: 1 });
});

test('what costs nothing uses no coupon up', async () => {
  await shop.succeed('staff', 'create_coupon', { code: 'ONCE-ONLY', name: 'Once only', value: 50, max_uses: 1 });
  const used = () => shop.db('coupon').where({ code: 'ONCE-ONLY' }).first('redemptions');
  await shop.fill({ pkg_demo_seo: 1 });
  expect(await shop.succeed('acme-owner', tool, { coupon: 'ONCE-ONLY', dry_run: true })).toMatchObject({
    coupon: null,
  });
  const free = await shop.succeed('acme-owner', tool, { coupon: 'ONCE-ONLY' });
  expect(free).toMatchObject({ coupon: null, total: { amount: '0.00' } });
  expect(await used()).toEqual({ redemptions: 0 });
  await shop.fill({ pkg_demo_checkout: 1 });
  expect(await shop.succeed('acme-owner', tool, { coupon: 'ONCE-ONLY' })).toMatchObject({ coupon: 'ONCE-ONLY' });
  expect(await used()).toEqual({ redemptions: 1 });
  await shop.finish();
});

test('a discounted order is given back for what it cost', async () => {
  const terms = { code: 'THIRD', name: 'A third', value: 33.33, max_uses: 1 };
  await shop.succeed('staff', 'create_coupon', terms);
  await shop.fill({ pkg_demo_checkout: 3 });
  const { order_id: id } = await shop.succeed('acme-owner', tool, { coupon: 'THIRD' });
  await shop.finish();
  const paid = [14_700, 4_900, 1_960, 11_760];
  const order = () => shop.db('customer_order').where({ id }).first();
  const { payment_intent_id, ...placed } = await order();
  expect([placed.subtotal_minor, placed.discount_minor, placed.tax_minor, placed.total_minor]).toEqual(paid);
  await shop.stripe.stripe.refunds.create({ payment_intent: payment_intent_id });
  await shop.finish();
  expect(await order()).toMatchObject({ status: 'refunded', total_minor: 11_760 });
  expect(await shop.db('refund').where({ order_id: id })).toMatchObject([{ amount_minor: 11_760 }]);
  const listed = await shop.succeed('acme-owner', 'list_invoices', { status: 'void', limit: 50 });
  expect(listed.invoices).toContainEqual(
    expect.objectContaining({
      ...{ order_number: placed.number, subtotal: 147, discount_amount: 49, tax_amount: 19.6, total: 117.6 },
      ...{ amount_paid: 0, amount_due: 0, is_overdue: false },
    }),
  );
  await expectBooksToAddUp(shop);
});

test('of two who make one of the same code one does', async () => {
  const outcomes = await Promise.all([10, 20].map((value) => create({ code: 'TWICE', value })));
  const codes = outcomes.map(({ body }) => body.code ?? 'made');
  expect(codes.sort()).toEqual(['DUPLICATE_COUPON_CODE', 'made']);
});

test('a code that there is in small letters is taken, too', async () => {
  await shop.db('coupon').where({ code: 'WELCOME10' }).update({ code: 'welcome10' });
  expect(await refusal({ code: 'WELCOME10', value: 10 })).toEqual([
    'DUPLICATE_COUPON_CODE',
    'A coupon with this code already exists.',
  ]);
});

const format = 'Invalid code format. Use only uppercase letters, numbers, hyphens, and underscores.';
const share = 'Percentage value must be between 1 and 100.';
const amount = 'A fixed amount must be between 0.01 and 999999.99 pounds.';
const precise = 'A value has two decimal places at most. Round it.';
test.each<[object, string, string]>([
  [{ code: 'summer', value: 10 }, 'INVALID_COUPON_CODE', format],
  [{ code: '', value: 10 }, 'INVALID_COUPON_CODE', format],
  [{ code: 'SUMMER 25', value: 10 }, 'INVALID_COUPON_CODE', format],
  [{ code: 'SOMMER25Ä', value: 10 }, 'INVALID_COUPON_CODE', format],
  [{ code: 'SUMMER\n', value: 10 }, 'INVALID_COUPON_CODE', format],
  [{ code: 'A', value: 0.99 }, 'INVALID_PERCENTAGE', share],
  [{ code: 'A', value: 100.01 }, 'INVALID_PERCENTAGE', share],
  [{ code: 'A', value: -5 }, 'INVALID_PERCENTAGE', share],
  [{ code: 'A', value: 33.333 }, 'VALUE_TOO_PRECISE', precise],
  [{ code: 'A', type: 'fixed_amount', value: -1 }, 'INVALID_AMOUNT', amount],
  [{ code: 'A', type: 'fixed_amount', value: 1_000_000 }, 'INVALID_AMOUNT', amount],
  [{ code: 'A', type: 'fixed_amount', value: 9.999 }, 'VALUE_TOO_PRECISE', precise],
])('nothing is made of %j', async (terms, code, error) => {
  expect(await refusal(terms)).toEqual([code, error]);
  expect(await shop.db('coupon').where({ name: 'A coupon', code: (terms as { code: string }).code })).toEqual([]);
});

test('a day that is none is no day', async () => {
  const { body } = await create({ code: 'NODAY', value: 10, valid_until: '2031-02-30' });
  expect(body.code).toBe('VALIDATION_ERROR');
});
