import { setTimeout as delay } from 'node:timers/promises';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedStripe } from '../../../runtime/market/payments/open-stripe.js';
import { failureOf, openStripeInTest } from './open.js';

const begin = Date.UTC(2026, 0, 10, 12) / 1000;
const day = 86_400;

let opened: OpenedStripe;
let stripe: Stripe;
let vat: string;
let product: string;
beforeAll(async () => {
  opened = await openStripeInTest();
  stripe = opened.stripe;
  vat = (await stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false })).id;
  product = (await stripe.products.create({ name: 'Search Suite' })).id;
});
afterAll(() => opened.close());

const price_data = (unit_amount: number) => ({
  currency: 'gbp',
  product,
  unit_amount,
  recurring: { interval: 'month' as const },
});

/** A subscription that begins on the 10th of January, in a time of its own. */
async function subscribe(asked: Partial<Stripe.SubscriptionCreateParams>) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: begin });
  const { id: customer } = await stripe.customers.create({ test_clock: clock.id });
  const { id: card } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  const items = [{ price_data: price_data(2000) }];
  const { id } = await stripe.subscriptions.create({ customer, items, default_payment_method: card, ...asked });
  return {
    id,
    /** What its invoices came to, the first one first, once so many days are over. */
    async totals(days: number) {
      const frozen_time = begin + days * day;
      await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time });
      while ((await stripe.testHelpers.testClocks.retrieve(clock.id)).status === 'advancing') await delay(2_000);
      const { data } = await stripe.invoices.list({ subscription: id, limit: 100 });
      return data.map(({ total }) => total).reverse();
    },
  };
}

const discounted = async (asked: Stripe.CouponCreateParams) => [{ coupon: (await stripe.coupons.create(asked)).id }];

describe('a discount', () => {
  test('that is once is of the first invoice alone', async () => {
    const { totals } = await subscribe({ discounts: await discounted({ percent_off: 25 }) });
    expect(await totals(33)).toEqual([1500, 2000]);
  });

  test('that is once waits for an invoice of which it takes something off', async () => {
    const discounts = await discounted({ percent_off: 25, duration: 'once' });
    const { totals } = await subscribe({ discounts, trial_end: begin + 20 * day });
    expect(await totals(55)).toEqual([0, 1500, 2000]);
  });

  test('that repeats is of the invoices of its months, counted from when it was redeemed', async () => {
    const discounts = await discounted({
      amount_off: 500,
      currency: 'gbp',
      duration: 'repeating',
      duration_in_months: 2,
    });
    const { id, totals } = await subscribe({ discounts });
    const { discounts: live } = await stripe.subscriptions.retrieve(id, { expand: ['discounts'] });
    expect(live).toMatchObject([{ start: begin, end: Date.UTC(2026, 2, 10, 12) / 1000 }]);
    expect(await totals(100)).toEqual([1500, 1500, 2000, 2000]);
  });

  test('that goes on forever is of all, and can be taken away', async () => {
    const { id, totals } = await subscribe({ discounts: await discounted({ percent_off: 12.5, duration: 'forever' }) });
    expect(await totals(63)).toEqual([1750, 1750, 1750]);
    await stripe.subscriptions.update(id, { discounts: '' });
    expect((await stripe.subscriptions.retrieve(id)).discounts).toEqual([]);
    expect(await totals(95)).toEqual([1750, 1750, 1750, 2000]);
  });

  test('comes off before taxes, and is told', async () => {
    const discounts = await discounted({ amount_off: 340, currency: 'gbp' });
    const items = [{ price_data: price_data(2000) }, { price_data: price_data(1000), quantity: 2 }];
    const { id } = await subscribe({ items, discounts, default_tax_rates: [vat] });
    const [invoice] = (await stripe.invoices.list({ subscription: id })).data;
    expect(invoice).toMatchObject({
      subtotal: 4000,
      total_discount_amounts: [{ amount: 340, discount: expect.stringMatching(/^di_/) }],
      total_excluding_tax: 3660,
      total: 3660 + 732,
    });
    const taken = invoice?.lines.data.map(({ discount_amounts }) => discount_amounts?.[0]?.amount ?? 0) ?? [];
    expect(taken.sort()).toEqual([170, 170]);
  });

  test('takes no more off than there is', async () => {
    const discounts = await discounted({ amount_off: 9000, currency: 'gbp' });
    const { totals } = await subscribe({ discounts });
    expect(await totals(33)).toEqual([0, 2000]);
  });
});

describe('a coupon', () => {
  test('is made, found, listed and deleted, and stays with who has redeemed it', async () => {
    const id = `SUMMER-${begin}-${Math.trunc(performance.now())}`;
    const asked = { id, name: 'Summer', percent_off: 25, duration: 'forever', metadata: { of: 'tests' } } as const;
    const made = await stripe.coupons.create(asked);
    expect(made).toMatchObject({ ...asked, object: 'coupon', amount_off: null, times_redeemed: 0, valid: true });
    expect(await failureOf(stripe.coupons.create(asked))).toMatchObject({ code: 'resource_already_exists' });
    const { totals } = await subscribe({ discounts: [{ coupon: id }] });
    expect(await stripe.coupons.retrieve(id)).toMatchObject({ times_redeemed: 1, valid: true });
    expect(await stripe.coupons.del(id)).toMatchObject({ id, deleted: true });
    expect(await failureOf(stripe.coupons.retrieve(id))).toMatchObject({ statusCode: 404 });
    expect((await stripe.coupons.list({ limit: 100 })).data.map((coupon) => coupon.id)).not.toContain(id);
    expect(await totals(33)).toEqual([1500, 1500]);
    expect(await failureOf(subscribe({ discounts: [{ coupon: id }] }))).toMatchObject({ code: 'resource_missing' });
  });

  test('is used up, or over, or of another currency', async () => {
    const once = await stripe.coupons.create({ percent_off: 10, max_redemptions: 1 });
    await subscribe({ discounts: [{ coupon: once.id }] });
    expect(await stripe.coupons.retrieve(once.id)).toMatchObject({ times_redeemed: 1, valid: false });
    expect(await failureOf(subscribe({ discounts: [{ coupon: once.id }] }))).toMatchObject({ statusCode: 400 });
    const euros = await stripe.coupons.create({ amount_off: 100, currency: 'eur' });
    expect(await failureOf(subscribe({ discounts: [{ coupon: euros.id }] }))).toMatchObject({ statusCode: 400 });
  });

  test.each<Stripe.CouponCreateParams>([
    {},
    { percent_off: 10, amount_off: 10, currency: 'gbp' },
    { percent_off: 0 },
    { percent_off: 101 },
    { amount_off: 100 },
    { amount_off: 0, currency: 'gbp' },
    { percent_off: 10, duration: 'repeating' },
    { percent_off: 10, duration: 'once', duration_in_months: 3 },
    { percent_off: 10, redeem_by: 1_000_000_000 },
  ])('is not made of %j', async (asked) => {
    expect(await failureOf(stripe.coupons.create(asked))).toMatchObject({ statusCode: 400 });
  });
});
