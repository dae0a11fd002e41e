import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedStripe } from '../../../runtime/market/payments/open-stripe.js';
import { failureOf, openStripeInTest } from './open.js';

let opened: OpenedStripe;
let stripe: Stripe;
let customer: string;
beforeAll(async () => {
  opened = await openStripeInTest();
  stripe = opened.stripe;
  customer = (await stripe.customers.create({})).id;
});
afterAll(() => opened.close());

const setUp = (payment_method: string) =>
  stripe.setupIntents.create({
    customer,
    payment_method,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata: { organization_id: 'org_1' },
  });

test('a card is saved by a setup intent', async () => {
  const intent = await setUp('pm_card_visa');
  expect(intent).toMatchObject({
    object: 'setup_intent',
    status: 'succeeded',
    customer,
    usage: 'off_session',
    metadata: { organization_id: 'org_1' },
  });
  expect((await stripe.paymentMethods.list({ customer })).data.map(({ id }) => id)).toEqual([intent.payment_method]);
  expect(await failureOf(stripe.setupIntents.confirm(intent.id))).toMatchObject({
    statusCode: 400,
    code: 'setup_intent_unexpected_state',
  });
});

test('a card whose bank asks waits for its customer, a declined one is not saved', async () => {
  const waiting = await setUp('pm_card_authenticationRequiredOnSetup');
  expect(waiting).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } });
  expect(await stripe.setupIntents.cancel(waiting.id)).toMatchObject({ status: 'canceled', next_action: null });
  expect(await failureOf(setUp('pm_card_chargeDeclined'))).toMatchObject({
    type: 'StripeCardError',
    statusCode: 402,
    code: 'card_declined',
    setup_intent: { status: 'requires_payment_method', last_setup_error: { code: 'card_declined' } },
  });
});
