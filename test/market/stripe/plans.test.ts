import { setTimeout as delay } from 'node:timers/promises';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedStripe } from '../../../runtime/market/payments/open-stripe.js';
import { failureOf, openStripeInTest } from './open.js';

const begin = Date.UTC(2026, 0, 31, 12) / 1000;
const at = (month: number, date: number, hour = 12) => Date.UTC(2026, month, date, hour) / 1000;

let opened: OpenedStripe;
let stripe: Stripe;
let vat: Stripe.TaxRate;
let prices: Record<'professional' | 'agency' | 'yearly', Stripe.Price>;
beforeAll(async () => {
  opened = await openStripeInTest();
  stripe = opened.stripe;
  vat = await stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false, country: 'GB' });
  const { id: product } = await stripe.products.create({ name: 'Plan' });
  const price = (unit_amount: number, interval: 'month' | 'year') =>
    stripe.prices.create({ currency: 'gbp', product, unit_amount, recurring: { interval } });
  prices = {
    professional: await price(9900, 'month'),
    agency: await price(19900, 'month'),
    yearly: await price(99000, 'year'),
  };
});
afterAll(() => opened.close());

/** A customer on the professional plan since the last of January, in a time of their own. */
async function subscriber(options: { readonly magic?: string; readonly tax?: boolean } = {}) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: begin });
  const customer = await stripe.customers.create({ test_clock: clock.id });
  const card = await stripe.paymentMethods.attach(options.magic ?? 'pm_card_visa', { customer: customer.id });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: prices.professional.id }],
    default_payment_method: card.id,
    ...(options.tax && { default_tax_rates: [vat.id] }),
  });
  return {
    customer: customer.id,
    id: subscription.id,
    item: subscription.items.data[0]?.id ?? '',
    async advance(frozen_time: number) {
      await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time });
      while ((await stripe.testHelpers.testClocks.retrieve(clock.id)).status === 'advancing') await delay(2_000);
    },
  };
}

const invoicesOf = async (subscription: string) => (await stripe.invoices.list({ subscription })).data;
const latestOf = async (subscription: string) => (await invoicesOf(subscription))[0] as Stripe.Invoice;
const priceOf = async (id: string) => (await stripe.subscriptions.retrieve(id)).items.data[0]?.price.id;
/** What of an invoice is the same in its preview. */
const figuresOf = (invoice: Stripe.Invoice) => ({
  subtotal: invoice.subtotal,
  total: invoice.total,
  total_excluding_tax: invoice.total_excluding_tax,
  total_taxes: invoice.total_taxes,
  amount_due: invoice.amount_due,
  starting_balance: invoice.starting_balance,
  lines: invoice.lines.data.map(({ amount, period, taxes, parent }) => ({
    amount,
    period,
    taxes,
    proration: parent?.subscription_item_details?.proration,
  })),
});

describe('a preview', () => {
  test('is the invoice that the change then makes, and nothing of it is kept', async () => {
    const { id, item, customer, advance } = await subscriber({ tax: true });
    await advance(at(1, 13, 7));
    const proration_date = at(1, 13, 5);
    const items = [{ id: item, price: prices.agency.id }];
    const preview = await stripe.invoices.createPreview({
      customer,
      subscription: id,
      subscription_details: { items, proration_behavior: 'always_invoice', proration_date },
    });
    expect(preview).toMatchObject({ object: 'invoice', status: 'draft', amount_paid: 0 });
    const period = { start: proration_date, end: at(1, 28) };
    const [of, left] = [at(1, 28) - begin, at(1, 28) - proration_date];
    expect(preview.lines.data.map((line) => ({ amount: line.amount, period: line.period }))).toEqual([
      { amount: -Math.round((9900 * left) / of), period },
      { amount: Math.round((19900 * left) / of), period },
    ]);
    const tax =
      Math.round((preview.lines.data[1]?.amount ?? 0) / 5) - Math.round(-(preview.lines.data[0]?.amount ?? 0) / 5);
    expect(preview).toMatchObject({
      total: preview.subtotal + tax,
      total_excluding_tax: preview.subtotal,
      total_taxes: [
        {
          amount: tax,
          tax_behavior: 'exclusive',
          taxable_amount: preview.subtotal,
          tax_rate_details: { tax_rate: vat.id },
        },
      ],
    });
    expect(await invoicesOf(id)).toHaveLength(1);
    expect(await priceOf(id)).toBe(prices.professional.id);
    await stripe.subscriptions.update(id, { items, proration_behavior: 'always_invoice', proration_date });
    const made = await latestOf(id);
    expect(figuresOf(made)).toEqual(figuresOf(preview));
    expect(made).toMatchObject({ status: 'paid', amount_paid: preview.amount_due });
  });

  test('is the next renewal where nothing is invoiced at once', async () => {
    const { id, item, advance } = await subscriber({ tax: true });
    await advance(at(1, 14));
    const items = [{ id: item, price: prices.agency.id }];
    const preview = await stripe.invoices.createPreview({
      subscription: id,
      subscription_details: { items, proration_behavior: 'create_prorations', proration_date: at(1, 14) },
    });
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-4950, 9950, 19900]);
    expect(preview).toMatchObject({ total: 29880, period_end: at(1, 28) });
    const asItIs = await stripe.invoices.createPreview({ subscription: id });
    expect(asItIs).toMatchObject({ subtotal: 9900, total: 11880 });
    const ending = { subscription: id, subscription_details: { cancel_at_period_end: true } };
    expect(await failureOf(stripe.invoices.createPreview(ending))).toMatchObject({ code: 'invoice_upcoming_none' });
  });

  test('is of a subscription that is not there yet', async () => {
    const customer = await stripe.customers.create();
    const preview = await stripe.invoices.createPreview({
      customer: customer.id,
      subscription_details: { items: [{ price: prices.agency.id }], default_tax_rates: [vat.id] },
    });
    expect(preview).toMatchObject({ subtotal: 19900, total: 23880, amount_due: 23880 });
    expect((await stripe.subscriptions.list({ customer: customer.id, status: 'all' })).data).toEqual([]);
  });
});

describe('a change', () => {
  test('to another interval gives the rest back and begins a period at once', async () => {
    const { id, item, advance } = await subscriber();
    await advance(at(1, 14));
    const items = [{ id: item, price: prices.yearly.id }];
    const proration_date = at(1, 14);
    const asked = { items, proration_behavior: 'always_invoice' as const, proration_date };
    const preview = await stripe.invoices.createPreview({ subscription: id, subscription_details: asked });
    const changed = await stripe.subscriptions.update(id, asked);
    expect(changed.billing_cycle_anchor).toBe(at(1, 14));
    expect(changed.items.data[0]?.current_period_end).toBe(Date.UTC(2027, 1, 14, 12) / 1000);
    const made = await latestOf(id);
    expect(made.lines.data.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-4950, 99000]);
    expect(figuresOf(made)).toEqual(figuresOf(preview));
  });

  test('whose card declines is an error, and changes nothing', async () => {
    const { id, item, customer, advance } = await subscriber();
    await advance(at(1, 14));
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
    await stripe.subscriptions.update(id, { default_payment_method: bad.id });
    const asked = {
      items: [{ id: item, price: prices.agency.id }],
      proration_behavior: 'always_invoice' as const,
      payment_behavior: 'error_if_incomplete' as const,
    };
    const before = await stripe.subscriptions.retrieve(id);
    const once = { idempotencyKey: `${id}:change` };
    const failure = await failureOf(stripe.subscriptions.update(id, asked, once));
    expect(failure).toMatchObject({ type: 'StripeCardError', statusCode: 402, code: 'card_declined' });
    expect(await stripe.subscriptions.retrieve(id)).toEqual(before);
    expect(await invoicesOf(id)).toHaveLength(1);
    const again = await failureOf(stripe.subscriptions.update(id, asked, once));
    expect(again).toMatchObject({ statusCode: 402, headers: { 'idempotent-replayed': 'true' } });
  });

  test('to less gives credit, which the next invoice uses', async () => {
    const { id, item, customer, advance } = await subscriber();
    await stripe.subscriptions.update(id, {
      items: [{ id: item, price: prices.agency.id }],
      proration_behavior: 'always_invoice',
    });
    await advance(at(1, 14));
    await stripe.subscriptions.update(id, {
      items: [{ id: item, price: prices.professional.id }],
      proration_behavior: 'always_invoice',
    });
    expect(await latestOf(id)).toMatchObject({
      status: 'paid',
      total: -5000,
      amount_due: 0,
      amount_paid: 0,
      starting_balance: 0,
      ending_balance: -5000,
    });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -5000 });
    await advance(at(2, 1));
    expect(await latestOf(id)).toMatchObject({
      status: 'paid',
      total: 9900,
      amount_due: 4900,
      amount_paid: 4900,
      starting_balance: -5000,
      ending_balance: 0,
    });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 });
  });
});

describe('a schedule', () => {
  /** To agency when the period is over. */
  async function scheduled(id: string, price: string) {
    const made = await stripe.subscriptionSchedules.create({ from_subscription: id });
    const [current] = made.phases;
    return stripe.subscriptionSchedules.update(made.id, {
      end_behavior: 'release',
      phases: [
        {
          items: [{ price: prices.professional.id, quantity: 1 }],
          start_date: current?.start_date ?? 0,
          end_date: current?.end_date ?? 0,
        },
        { items: [{ price, quantity: 1 }], duration: { interval: 'month', interval_count: 1 } },
      ],
    });
  }

  test('applies its price before the renewal is invoiced, and lets go after its last phase', async () => {
    const { id, advance } = await subscriber({ tax: true });
    const { id: schedule, ...made } = await scheduled(id, prices.agency.id);
    expect(made).toMatchObject({
      object: 'subscription_schedule',
      status: 'active',
      subscription: id,
      end_behavior: 'release',
      current_phase: { start_date: begin, end_date: at(1, 28) },
      phases: [
        { items: [{ price: prices.professional.id, quantity: 1 }], end_date: at(1, 28) },
        { items: [{ price: prices.agency.id, quantity: 1 }], start_date: at(1, 28), end_date: at(2, 28) },
      ],
    });
    expect((await stripe.subscriptions.retrieve(id)).schedule).toBe(schedule);
    expect(await stripe.invoices.createPreview({ subscription: id })).toMatchObject({ subtotal: 19900, total: 23880 });
    expect(await priceOf(id)).toBe(prices.professional.id);
    await advance(at(2, 1));
    expect(await priceOf(id)).toBe(prices.agency.id);
    expect(await latestOf(id)).toMatchObject({ status: 'paid', subtotal: 19900, total: 23880 });
    await advance(at(3, 2));
    const over = await stripe.subscriptionSchedules.retrieve(schedule);
    expect(over).toMatchObject({ status: 'released', released_subscription: id, subscription: null });
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active', schedule: null });
    expect(await priceOf(id)).toBe(prices.agency.id);
  });

  test('that is released changes nothing any more', async () => {
    const { id, customer, advance } = await subscriber();
    const { id: schedule } = await scheduled(id, prices.agency.id);
    const twice = stripe.subscriptionSchedules.create({ from_subscription: id });
    expect(await failureOf(twice)).toMatchObject({ statusCode: 400 });
    const ending = stripe.subscriptions.update(id, { cancel_at_period_end: true });
    expect(await failureOf(ending)).toMatchObject({ statusCode: 400 });
    expect(await stripe.subscriptionSchedules.release(schedule)).toMatchObject({ status: 'released' });
    expect((await stripe.subscriptionSchedules.list({ customer })).data).toMatchObject([{ id: schedule }]);
    expect(await failureOf(stripe.subscriptionSchedules.release(schedule))).toMatchObject({ statusCode: 400 });
    await advance(at(2, 1));
    expect(await priceOf(id)).toBe(prices.professional.id);
  });

  test('begins years where they begin, and ends with what it is cancelled with', async () => {
    const { id, advance } = await subscriber();
    const { id: schedule } = await scheduled(id, prices.yearly.id);
    await advance(at(2, 1));
    const renewed = await stripe.subscriptions.retrieve(id);
    expect(renewed.items.data[0]?.current_period_end).toBe(Date.UTC(2027, 1, 28, 12) / 1000);
    expect(await latestOf(id)).toMatchObject({ total: 99000 });
    expect(await stripe.subscriptionSchedules.cancel(schedule)).toMatchObject({ status: 'canceled' });
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('canceled');
  });
});

test('prices are found by their lookup keys, each of one price alone', async () => {
  const { product } = prices.agency;
  const lookup_key = `plan_${begin}_${Math.trunc(performance.now())}`;
  const price = (more: object = {}) =>
    stripe.prices.create({
      currency: 'gbp',
      product: String(product),
      unit_amount: 100,
      recurring: { interval: 'month' },
      lookup_key,
      ...more,
    });
  const first = await price();
  expect((await stripe.prices.list({ lookup_keys: [lookup_key, 'other'] })).data).toMatchObject([{ id: first.id }]);
  expect(await failureOf(price())).toMatchObject({ statusCode: 400, param: 'lookup_key' });
  const second = await price({ transfer_lookup_key: true });
  expect((await stripe.prices.list({ lookup_keys: [lookup_key] })).data).toMatchObject([{ id: second.id }]);
  expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull();
});

test('tax rates are told as they are, and an archived one is not used', async () => {
  expect(await stripe.taxRates.retrieve(vat.id)).toMatchObject({
    object: 'tax_rate',
    percentage: 20,
    inclusive: false,
    active: true,
    country: 'GB',
    display_name: 'VAT',
  });
  const old = await stripe.taxRates.create({ display_name: 'Old', percentage: 17.5, inclusive: false });
  expect(await stripe.taxRates.update(old.id, { active: false })).toMatchObject({ active: false, display_name: 'Old' });
  expect((await stripe.taxRates.list({ active: true, limit: 100 })).data.map(({ id }) => id)).not.toContain(old.id);
  const customer = await stripe.customers.create();
  const archived = stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: prices.agency.id }],
    default_tax_rates: [old.id],
  });
  expect(await failureOf(archived)).toMatchObject({ statusCode: 400 });
});
