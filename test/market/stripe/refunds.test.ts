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

const pay = (amount: number): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.create({
    amount,
    currency: 'gbp',
    payment_method: 'pm_card_visa',
    allowed_payment_method_types: ['card'],
    confirm: true,
  });

test('a payment is given back in parts, and not more than there was', async () => {
  const { id, latest_charge } = await pay(1000);
  const part = await stripe.refunds.create({ payment_intent: id, amount: 400, metadata: { why: 'half of it' } });
  expect(part).toMatchObject({ object: 'refund', amount: 400, status: 'succeeded', payment_intent: id });
  expect(part.metadata).toEqual({ why: 'half of it' });
  expect(await failureOf(stripe.refunds.create({ payment_intent: id, amount: 601 }))).toMatchObject({
    statusCode: 400,
  });
  const rest = await stripe.refunds.create({ charge: String(latest_charge), reason: 'requested_by_customer' });
  expect(rest).toMatchObject({ amount: 600, reason: 'requested_by_customer' });
  expect(await stripe.charges.retrieve(String(latest_charge))).toMatchObject({ amount_refunded: 1000, refunded: true });
  expect(await failureOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
    statusCode: 400,
    code: 'charge_already_refunded',
  });
  const { data } = await stripe.refunds.list({ payment_intent: id });
  expect(data.map((refund) => refund.id)).toEqual([rest.id, part.id]);
});

test('what was never paid cannot be given back', async () => {
  const { id } = await stripe.paymentIntents.create({ amount: 1000, currency: 'gbp' });
  expect(await failureOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ statusCode: 400 });
  expect(await failureOf(stripe.refunds.create({ payment_intent: 'pi_none' }))).toMatchObject({
    code: 'resource_missing',
    param: 'payment_intent',
  });
});
