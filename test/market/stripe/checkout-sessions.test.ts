import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedStripe } from '../../../runtime/market/payments/open-stripe.js';
import { failureOf, openStripeInTest } from './open.js';

let opened: OpenedStripe;
let stripe: Stripe;
beforeAll(async () => {
  opened = await openStripeInTest();
  stripe = opened.stripe;
});
afterAll(() => opened.close());

const urls = {
  success_url: 'https://market.example.com/paid?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://market.example.com/cart',
};
const line = { price_data: { currency: 'gbp', unit_amount: 4900, product_data: { name: 'Booster' } }, quantity: 2 };

test('a page to pay on is made, looked up and let go', async () => {
  const made = await stripe.checkout.sessions.create({
    ...urls,
    mode: 'payment',
    line_items: [line],
    client_reference_id: 'ord_1',
    metadata: { order_id: 'ord_1' },
    payment_intent_data: { transfer_group: 'ord_1', metadata: { order_id: 'ord_1' } },
  });
  expect(made).toMatchObject({
    ...urls,
    object: 'checkout.session',
    mode: 'payment',
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 9800,
    currency: 'gbp',
    client_reference_id: 'ord_1',
    metadata: { order_id: 'ord_1' },
    payment_intent: null,
    url: expect.stringMatching(/^https?:/),
  });
  expect(made.id).toMatch(/^cs_test_/);
  const { data } = await stripe.checkout.sessions.listLineItems(made.id);
  expect(data).toMatchObject([{ description: 'Booster', quantity: 2, amount_total: 9800, currency: 'gbp' }]);
  const found = await stripe.checkout.sessions.retrieve(made.id, { expand: ['line_items'] });
  expect(found.line_items?.data).toHaveLength(1);
  expect(await stripe.checkout.sessions.expire(made.id)).toMatchObject({ status: 'expired', url: null });
  expect(await failureOf(stripe.checkout.sessions.expire(made.id))).toMatchObject({ statusCode: 400 });
});

test('a page to save a card on has no price', async () => {
  const { id: customer } = await stripe.customers.create({});
  const made = await stripe.checkout.sessions.create({ ...urls, mode: 'setup', currency: 'gbp', customer });
  expect(made).toMatchObject({ mode: 'setup', customer, amount_total: null, payment_status: 'no_payment_required' });
});

test.each([
  [
    { success_url: urls.success_url, line_items: [line] },
    { code: 'parameter_missing', param: 'mode' },
  ],
  [{ ...urls, mode: 'payment' }, {}],
  [{ ...urls, mode: 'subscription', line_items: [line] }, {}],
  [
    { ...urls, mode: 'payment', line_items: [line], customer: 'cus_no' },
    { code: 'resource_missing', param: 'customer' },
  ],
  [{ ...urls, mode: 'payment', line_items: [line], success_url: 'nowhere' }, { code: 'url_invalid' }],
])('%j is refused', async (params, failure) => {
  const request = stripe.checkout.sessions.create(params as Stripe.Checkout.SessionCreateParams);
  expect(await failureOf(request)).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError', ...failure });
});
