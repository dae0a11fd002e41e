import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedStripe } from '../../../runtime/market/payments/open-stripe.js';
import { failureOf, openStripeInTest } from './open.js';

let opened: OpenedStripe;
let stripe: Stripe;
let customer: string;
beforeAll(async () => {
  opened = await openStripeInTest();
  stripe = opened.stripe;
  customer = (await stripe.customers.create({ name: 'Payer' })).id;
});
afterAll(() => opened.close());

const saved = async (magic: string) => (await stripe.paymentMethods.attach(magic, { customer })).id;

/** As the marketplace charges: nobody is there. */
const offSession = (payment_method: string, amount = 4900): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.create({
    amount,
    currency: 'GBP',
    customer,
    payment_method,
    confirm: true,
    off_session: true,
    metadata: { order_id: 'ord_1' },
  });

describe('a saved card', () => {
  test('pays off-session, and the charge can be expanded', async () => {
    const card = await saved('pm_card_visa');
    const intent = await offSession(card);
    expect(intent).toMatchObject({
      object: 'payment_intent',
      status: 'succeeded',
      amount: 4900,
      amount_received: 4900,
      currency: 'gbp',
      customer,
      payment_method: card,
      metadata: { order_id: 'ord_1' },
      last_payment_error: null,
    });
    expect(intent.id).toMatch(/^pi_/);
    const { latest_charge } = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge.customer'] });
    expect(latest_charge).toMatchObject({
      object: 'charge',
      amount: 4900,
      status: 'succeeded',
      captured: true,
      payment_intent: intent.id,
      customer: { id: customer, name: 'Payer' },
      payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
    });
  });

  test('that fails when it is charged leaves the intent waiting for another', async () => {
    const card = await saved('pm_card_chargeCustomerFail');
    const failure = await failureOf(offSession(card));
    expect(failure).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'generic_decline',
      message: 'Your card was declined.',
      payment_intent: { status: 'requires_payment_method', payment_method: null, metadata: { order_id: 'ord_1' } },
      payment_method: { id: card },
    });
    const { id } = failure.payment_intent as Stripe.PaymentIntent;
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { type: 'card_error', code: 'card_declined', decline_code: 'generic_decline' },
    });
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: await saved('pm_card_mastercard') });
    expect(paid).toMatchObject({ id, status: 'succeeded', last_payment_error: null });
  });

  test('whose bank wants its customer to be there is declined off-session', async () => {
    expect(await failureOf(offSession(await saved('pm_card_authenticationRequired')))).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'authentication_required',
      decline_code: 'authentication_required',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { code: 'authentication_required' } },
    });
  });

  test('that is bad from the start cannot be saved', async () => {
    expect(await failureOf(saved('pm_card_chargeDeclined'))).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'card_declined',
    });
  });

  test('of somebody else is refused', async () => {
    const other = await stripe.customers.create({});
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: other.id });
    expect(await failureOf(offSession(card.id))).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
    expect(await failureOf(stripe.paymentMethods.attach(card.id, { customer }))).toMatchObject({ statusCode: 400 });
  });
});

test.each([
  ['pm_card_chargeDeclined', 'card_declined', 'generic_decline', 'Your card was declined.'],
  [
    'pm_card_chargeDeclinedInsufficientFunds',
    'card_declined',
    'insufficient_funds',
    'Your card has insufficient funds.',
  ],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card', 'Your card has expired.'],
  ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc', "Your card's security code is incorrect."],
])('%s is declined with its reason', async (payment_method, code, decline_code, message) => {
  const request = stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    payment_method,
    allowed_payment_method_types: ['card'],
    confirm: true,
  });
  const failure = await failureOf(request);
  expect(failure).toMatchObject({ type: 'StripeCardError', statusCode: 402, code });
  expect(failure).toMatchObject({ decline_code, message, payment_intent: { status: 'requires_payment_method' } });
  expect(failure.charge).toMatch(/^ch_/);
});

test('with somebody there, a card that asks waits for its customer at an address', async () => {
  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: 'gbp',
    payment_method: 'pm_card_authenticationRequired',
    allowed_payment_method_types: ['card'],
    confirm: true,
    return_url: 'https://shop.example.com/back',
  });
  expect(intent).toMatchObject({
    status: 'requires_action',
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: 'https://shop.example.com/back' } },
  });
});

test('an amount that is held is captured, or let go', async () => {
  const hold = () =>
    stripe.paymentIntents.create({
      amount: 2000,
      currency: 'gbp',
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
      confirm: true,
      capture_method: 'manual',
    });
  const held = await hold();
  expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 2000, amount_received: 0 });
  expect(await failureOf(stripe.paymentIntents.capture(held.id, { amount_to_capture: 2001 }))).toMatchObject({
    statusCode: 400,
    code: 'amount_too_large',
  });
  const captured = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1500 });
  expect(captured).toMatchObject({ status: 'succeeded', amount_received: 1500, amount_capturable: 0 });
  const let_go = await stripe.paymentIntents.cancel((await hold()).id, { cancellation_reason: 'abandoned' });
  expect(let_go).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
  expect(await failureOf(stripe.paymentIntents.confirm(let_go.id))).toMatchObject({
    statusCode: 400,
    code: 'payment_intent_unexpected_state',
  });
});

describe('refused as bad input', () => {
  const create = (params: object) =>
    failureOf(stripe.paymentIntents.create(params as Stripe.PaymentIntentCreateParams));
  test.each([
    [{ currency: 'gbp' }, { code: 'parameter_missing', param: 'amount' }],
    [{ amount: 500 }, { code: 'parameter_missing', param: 'currency' }],
    [
      { amount: 1.5, currency: 'gbp' },
      { code: 'parameter_invalid_integer', param: 'amount' },
    ],
    [
      { amount: -1, currency: 'gbp' },
      { code: 'parameter_invalid_integer', param: 'amount' },
    ],
    [
      { amount: 29, currency: 'gbp' },
      { code: 'amount_too_small', param: 'amount' },
    ],
    [
      { amount: 100_000_000, currency: 'gbp' },
      { code: 'amount_too_large', param: 'amount' },
    ],
    [{ amount: 500, currency: 'xyz' }, { param: 'currency' }],
    [
      { amount: 500, currency: 'gbp', customer: 'cus_nobody' },
      { code: 'resource_missing', param: 'customer' },
    ],
    [
      { amount: 500, currency: 'gbp', payment_method: 'pm_none' },
      { code: 'resource_missing', param: 'payment_method' },
    ],
    [
      { amount: 500, currency: 'gbp', colour: 'red' },
      { code: 'parameter_unknown', param: 'colour' },
    ],
  ])('%j', async (params, failure) => {
    expect(await create(params)).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError', ...failure });
  });

  test('an unknown id', async () => {
    expect(await failureOf(stripe.paymentIntents.retrieve('pi_none'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'intent',
      message: "No such payment_intent: 'pi_none'",
    });
  });
});

test('intents are listed newest first, by pages', async () => {
  const { id } = await stripe.customers.create({});
  const made: string[] = [];
  for (let each = 0; each < 5; each += 1) {
    made.unshift((await stripe.paymentIntents.create({ amount: 500 + each, currency: 'gbp', customer: id })).id);
  }
  const first = await stripe.paymentIntents.list({ customer: id, limit: 2 });
  expect(first).toMatchObject({ object: 'list', has_more: true, url: '/v1/payment_intents' });
  expect(first.data.map((intent) => intent.id)).toEqual(made.slice(0, 2));
  const all = await stripe.paymentIntents.list({ customer: id, limit: 2 }).autoPagingToArray({ limit: 10 });
  expect(all.map((intent) => intent.id)).toEqual(made);
  const before = await stripe.paymentIntents.list({ customer: id, limit: 2, ending_before: made[3] ?? '' });
  expect(before.data.map((intent) => intent.id)).toEqual(made.slice(1, 3));
});
