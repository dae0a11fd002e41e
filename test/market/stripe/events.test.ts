import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedStripe } from '../../../runtime/market/payments/open-stripe.js';
import { openStripeInTest } from './open.js';

let opened: OpenedStripe;
let stripe: Stripe;
beforeAll(async () => {
  opened = await openStripeInTest();
  stripe = opened.stripe;
});
afterAll(() => opened.close());

test('a payment is told by events, which can be listed by their types and looked up', async () => {
  const since = Math.floor(Date.now() / 1000) - 60;
  const intent = await stripe.paymentIntents.create({
    amount: 700,
    currency: 'gbp',
    payment_method: 'pm_card_visa',
    allowed_payment_method_types: ['card'],
    confirm: true,
    metadata: { order_id: 'ord_7' },
  });
  const types = ['payment_intent.created', 'payment_intent.succeeded', 'charge.succeeded'] as const;
  const listed = await stripe.events.list({ types: [...types], created: { gte: since }, limit: 50 });
  const ours = listed.data.filter(({ data }) => JSON.stringify(data).includes(intent.id));
  expect(ours.map(({ type }) => type).sort()).toEqual([...types].sort());
  const succeeded = ours.find(({ type }) => type === 'payment_intent.succeeded');
  const event = await stripe.events.retrieve(succeeded?.id ?? '');
  expect(event).toMatchObject({
    object: 'event',
    livemode: false,
    data: { object: { id: intent.id, status: 'succeeded', metadata: { order_id: 'ord_7' } } },
  });
});

test('an endpoint is told its secret once', async () => {
  const url = 'https://market.example.com/webhooks/stripe';
  const made = await stripe.webhookEndpoints.create({ url, enabled_events: ['payment_intent.succeeded'] });
  expect(made).toMatchObject({ object: 'webhook_endpoint', status: 'enabled', url });
  expect(made.secret).toMatch(/^whsec_/);
  expect((await stripe.webhookEndpoints.retrieve(made.id)).secret).toBeUndefined();
  expect(await stripe.webhookEndpoints.del(made.id)).toMatchObject({ id: made.id, deleted: true });
});
