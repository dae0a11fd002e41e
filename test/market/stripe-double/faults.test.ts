import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StripeDouble } from '../../../runtime/market/stripe-double/double.js';
import { failureOf, openDoubleInTest } from '../stripe/open.js';

let opened: Awaited<ReturnType<typeof openDoubleInTest>>;
let stripe: Stripe;
let double: StripeDouble;
beforeAll(async () => {
  opened = await openDoubleInTest();
  stripe = opened.stripe;
  double = opened.double;
});
afterAll(() => opened.close());

const pay = (idempotencyKey: string, options: Stripe.RequestOptions = {}) =>
  stripe.paymentIntents.create(
    { amount: 500, currency: 'gbp', customer: 'cus_demo_acme', payment_method: 'pm_demo_visa', confirm: true },
    { idempotencyKey, ...options },
  );
const payments = async () => (await stripe.paymentIntents.list({ customer: 'cus_demo_acme', limit: 100 })).data.length;

test('a request that fails has done nothing, and is done when it is sent again', async () => {
  const [before, had] = [await payments(), double.faults.had('stripe')];
  const arrived = double.faults.next('stripe', 'fails');
  expect(await failureOf(pay('fails'))).toMatchObject({ type: 'StripeAPIError', statusCode: 503 });
  await arrived;
  expect([await payments(), double.faults.had('stripe')]).toEqual([before, had]);
  expect(await pay('fails')).toMatchObject({ status: 'succeeded' });
  expect([await payments(), double.faults.had('stripe')]).toEqual([before + 1, had + 1]);
});

test('a lost answer was a payment, once', async () => {
  const [before, had] = [await payments(), double.faults.had('stripe')];
  const arrived = double.faults.next('stripe', 'loses its answer');
  const failure: Error = await pay('lost').then(
    () => new Error('It was answered.'),
    (error) => error,
  );
  expect(failure).toMatchObject({ type: 'StripeConnectionError' });
  await arrived;
  expect(await payments()).toBe(before + 1);
  expect(await pay('lost')).toMatchObject({ status: 'succeeded' });
  expect(await pay('lost:second', {})).toMatchObject({ status: 'succeeded' });
  expect(await payments()).toBe(before + 2);
  // Both requests are of one effect.
  expect(double.faults.had('stripe')).toBe(had + 1);
});

test('an answer that never comes was a payment, once', async () => {
  const before = await payments();
  const arrived = double.faults.next('stripe', 'hangs');
  const given = pay('hangs', { timeout: 2_000 }).catch((error) => error);
  await arrived;
  expect(await payments()).toBe(before + 1);
  expect(await given).toMatchObject({ type: 'StripeConnectionError', message: expect.stringContaining('timeout') });
  expect(await pay('hangs')).toMatchObject({ status: 'succeeded' });
  expect(await payments()).toBe(before + 1);
});

test('an outage lasts until it is over', async () => {
  const over = double.befall('fails', Number.POSITIVE_INFINITY);
  for (const key of ['out-1', 'out-2', 'out-1']) {
    expect(await failureOf(pay(key))).toMatchObject({ statusCode: 503 });
  }
  over();
  expect(await pay('out-1')).toMatchObject({ status: 'succeeded' });
});

test('who asks too often is told so', async () => {
  double.befall('slow down', 1);
  expect(await failureOf(pay('slow'))).toMatchObject({ type: 'StripeRateLimitError', statusCode: 429 });
  expect(await pay('slow')).toMatchObject({ status: 'succeeded' });
});

test('a saved card goes bad, and is good again', async () => {
  await double.setDecline('pm_demo_visa', 'insufficient_funds');
  expect(await failureOf(pay('bad'))).toMatchObject({ statusCode: 402, decline_code: 'insufficient_funds' });
  await double.setDecline('pm_demo_visa', null);
  expect(await pay('good')).toMatchObject({ status: 'succeeded' });
});
