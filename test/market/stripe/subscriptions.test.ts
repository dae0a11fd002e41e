import { setTimeout as delay } from 'node:timers/promises';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedStripe } from '../../../runtime/market/payments/open-stripe.js';
import { atStripe, failureOf, openStripeInTest } from './open.js';

const begin = Date.UTC(2026, 0, 31, 12) / 1000;
const day = 86_400;

let opened: OpenedStripe;
let stripe: Stripe;
let product: string;
beforeAll(async () => {
  opened = await openStripeInTest();
  stripe = opened.stripe;
  product = (await stripe.products.create({ name: 'Search Suite' })).id;
});
afterAll(() => opened.close());

/** A customer with a card, in a time of their own. */
async function customerWith(magic: string) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: begin });
  const customer = await stripe.customers.create({ test_clock: clock.id });
  const { id: card } = await stripe.paymentMethods.attach(magic, { customer: customer.id });
  return {
    customer: customer.id,
    card,
    async advance(frozen_time: number) {
      await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time });
      while ((await stripe.testHelpers.testClocks.retrieve(clock.id)).status === 'advancing') await delay(2_000);
    },
  };
}

const price_data = (unit_amount: number) => ({
  currency: 'gbp',
  product,
  unit_amount,
  recurring: { interval: 'month' as const },
});

const periodEnd = ({ items }: Stripe.Subscription) => items.data[0]?.current_period_end;
const invoicesOf = async (subscription: string) => (await stripe.invoices.list({ subscription })).data;
const typesOf = async (object: string) => {
  const { data } = await stripe.events.list({ limit: 100 });
  return data.filter((event) => (event.data.object as { id?: string }).id === object).map(({ type }) => type);
};

describe('a subscription', () => {
  test('is paid at once, renews on the last of each month, and ends when it was to', async () => {
    const { customer, card, advance } = await customerWith('pm_card_visa');
    const made = await stripe.subscriptions.create({
      customer,
      items: [{ price_data: price_data(1999), quantity: 2 }],
      default_payment_method: card,
      metadata: { order_line_id: 'oln_1' },
      expand: ['latest_invoice.payments'],
    });
    expect(made).toMatchObject({ object: 'subscription', status: 'active', metadata: { order_line_id: 'oln_1' } });
    expect(made.latest_invoice).toMatchObject({
      status: 'paid',
      billing_reason: 'subscription_create',
      total: 3998,
      amount_paid: 3998,
      payments: { data: [{ status: 'paid', payment: { type: 'payment_intent' } }] },
    });
    expect(periodEnd(made)).toBe(Date.UTC(2026, 1, 28, 12) / 1000);

    await advance(Date.UTC(2026, 2, 1) / 1000);
    const renewed = await stripe.subscriptions.retrieve(made.id);
    expect(renewed.status).toBe('active');
    expect(periodEnd(renewed)).toBe(Date.UTC(2026, 2, 31, 12) / 1000);
    const [renewal, first] = await invoicesOf(made.id);
    expect(first?.billing_reason).toBe('subscription_create');
    expect(renewal).toMatchObject({
      status: 'paid',
      billing_reason: 'subscription_cycle',
      total: 3998,
      parent: { subscription_details: { subscription: made.id, metadata: { order_line_id: 'oln_1' } } },
    });

    const ending = await stripe.subscriptions.update(made.id, { cancel_at_period_end: true });
    expect(ending).toMatchObject({ status: 'active', cancel_at_period_end: true, cancel_at: periodEnd(renewed) });
    await advance(Date.UTC(2026, 3, 2) / 1000);
    expect(await stripe.subscriptions.retrieve(made.id)).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'cancellation_requested' },
    });
    expect(await invoicesOf(made.id)).toHaveLength(2);
    expect(await typesOf(made.id)).toContain('customer.subscription.deleted');
  });

  test('on trial costs nothing until the trial ends', async () => {
    const { customer, card, advance } = await customerWith('pm_card_visa');
    const trial_end = begin + 30 * day;
    const made = await stripe.subscriptions.create({
      customer,
      items: [{ price_data: price_data(1999) }],
      default_payment_method: card,
      trial_end,
    });
    expect(made).toMatchObject({ status: 'trialing', trial_end, billing_cycle_anchor: trial_end });
    expect(periodEnd(made)).toBe(trial_end);
    expect(await invoicesOf(made.id)).toMatchObject([{ status: 'paid', total: 0 }]);
    await advance(trial_end + day);
    expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('active');
    expect(await invoicesOf(made.id)).toMatchObject([
      { status: 'paid', total: 1999, period_end: trial_end },
      { total: 0 },
    ]);
  });

  test('whose card fails is past due, tried again, and taken up by a better card', async () => {
    const { customer, card, advance } = await customerWith('pm_card_chargeCustomerFail');
    const trial_end = begin + 10 * day;
    const { id } = await stripe.subscriptions.create({
      customer,
      items: [{ price_data: price_data(1999) }],
      default_payment_method: card,
      trial_end,
    });
    await advance(trial_end + day);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('past_due');
    const [failed] = await invoicesOf(id);
    expect(failed).toMatchObject({ status: 'open', attempt_count: 1, amount_remaining: 1999 });
    expect(await typesOf(failed?.id ?? '')).toContain('invoice.payment_failed');
    const better = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    expect(await stripe.invoices.pay(failed?.id ?? '', { payment_method: better.id })).toMatchObject({
      status: 'paid',
    });
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('active');
  });

  test('is not begun where the card fails and that is an error', async () => {
    const { customer, card } = await customerWith('pm_card_chargeCustomerFail');
    const request = stripe.subscriptions.create({
      customer,
      items: [{ price_data: price_data(1999) }],
      default_payment_method: card,
      payment_behavior: 'error_if_incomplete',
    });
    expect(await failureOf(request)).toMatchObject({ type: 'StripeCardError', statusCode: 402 });
    expect((await stripe.subscriptions.list({ customer, status: 'all' })).data).toEqual([]);
    const waiting = await stripe.subscriptions.create({
      customer,
      items: [{ price_data: price_data(1999) }],
      default_payment_method: card,
    });
    expect(waiting.status).toBe('incomplete');
  });

  test('whose number changes is settled to the day', async () => {
    const { customer, card, advance } = await customerWith('pm_card_visa');
    const made = await stripe.subscriptions.create({
      customer,
      items: [{ price_data: price_data(2800) }],
      default_payment_method: card,
    });
    await advance(begin + 14 * day);
    const item = { id: made.items.data[0]?.id ?? '', quantity: 3 };
    const changed = await stripe.subscriptions.update(made.id, { items: [item], proration_behavior: 'always_invoice' });
    expect(changed.items.data[0]).toMatchObject({ id: item.id, quantity: 3 });
    const [settled] = await invoicesOf(made.id);
    expect(settled).toMatchObject({ billing_reason: 'subscription_update', status: 'paid', total: 2800 });
    expect(settled?.lines.data.map(({ amount }) => amount).sort()).toEqual([-1400, 4200]);
  });

  test('is ended at once', async () => {
    const { customer, card } = await customerWith('pm_card_visa');
    const items = [{ price_data: price_data(2800) }];
    const { id } = await stripe.subscriptions.create({ customer, items, default_payment_method: card });
    expect(await stripe.subscriptions.cancel(id)).toMatchObject({ id, status: 'canceled' });
    expect(await failureOf(stripe.subscriptions.update(id, { metadata: { a: 'b' } }))).toMatchObject({
      statusCode: 404,
    });
    expect((await stripe.subscriptions.list({ customer })).data).toEqual([]);
  });
});

test.skipIf(atStripe)('after the last try a subscription ends', async () => {
  const { customer, card, advance } = await customerWith('pm_card_chargeCustomerFail');
  const trial_end = begin + 10 * day;
  const { id } = await stripe.subscriptions.create({
    customer,
    items: [{ price_data: price_data(1999) }],
    default_payment_method: card,
    trial_end,
  });
  await advance(trial_end + 20 * day);
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
    status: 'canceled',
    cancellation_details: { reason: 'payment_failed' },
  });
  expect((await invoicesOf(id))[0]).toMatchObject({ status: 'open', attempt_count: 4, next_payment_attempt: null });
});
