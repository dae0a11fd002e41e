import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type Stripe from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenedStripe, openStripe } from '../../../runtime/market/payments/open-stripe.js';
import type { StripeDouble } from '../../../runtime/market/stripe-double/double.js';
import type { TestDatabase } from '../../store/cluster.js';
import { cloneDemo, log } from '../market.js';

let database: TestDatabase;
let shop: Server;
let address: string;
/** What the server has been told, and how it answers. */
let got: Stripe.Event[];
let status: number;
let opened: OpenedStripe;
let double: StripeDouble;
let current: Date;

beforeEach(async () => {
  database = await cloneDemo();
  got = [];
  status = 200;
  shop = createServer(async (request, response) => {
    const body = await text(request);
    const signature = String(request.headers['stripe-signature']);
    if (request.url !== '/webhooks/stripe') response.writeHead(404);
    else if (status !== 200) response.writeHead(status);
    else got.push(opened.stripe.webhooks.constructEvent(body, signature, opened.webhookSecret));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  address = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  current = new Date();
  opened = await open({ work: false });
  double = opened.double as StripeDouble;
});
afterEach(async () => {
  await opened.close();
  shop.close();
  await database.drop();
});

function open(options: { readonly work: boolean }): Promise<OpenedStripe> {
  const source = database.connection;
  return openStripe({
    secretKey: null,
    webhookSecret: null,
    source,
    address: () => address,
    now: () => current,
    log,
    maxNetworkRetries: 0,
    ...options,
  });
}

const pay = (idempotencyKey?: string) =>
  opened.stripe.paymentIntents.create(
    {
      amount: 500,
      currency: 'gbp',
      customer: 'cus_demo_acme',
      payment_method: 'pm_demo_visa',
      confirm: true,
      off_session: true,
    },
    idempotencyKey === undefined ? {} : { idempotencyKey },
  );
const types = () => got.map(({ type }) => type);
const PAID = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'];

test('what happens is told in its order, signed, once', async () => {
  const { id } = await pay();
  expect(got).toEqual([]);
  await double.events.settle();
  expect(types()).toEqual(PAID);
  expect(got[2]).toMatchObject({ object: 'event', livemode: false, data: { object: { id, status: 'succeeded' } } });
  expect(got[2]?.request?.id).toMatch(/^req_/);
  await double.events.settle();
  expect(types()).toEqual(PAID);
  expect(await double.events.pending()).toEqual([]);
});

test('a server that works is told by itself', async () => {
  const working = await open({ work: true });
  const told = new Promise<void>((resolve) => {
    shop.on('request', (_, response) => void response.on('close', () => got.length === 3 && resolve()));
  });
  await working.stripe.customers.create({ name: 'a' });
  await working.stripe.customers.create({ name: 'b' });
  await working.stripe.customers.create({ name: 'c' });
  await told;
  expect(types()).toEqual(['customer.created', 'customer.created', 'customer.created']);
  await working.close();
});

test('held, events come late, in another order, and as often as one likes', async () => {
  double.events.hold();
  await pay();
  await double.events.settle();
  expect(got).toEqual([]);
  const pending = await double.events.pending();
  expect(pending.map(({ type }) => type)).toEqual(PAID);
  for (const { id } of pending.toReversed()) await double.events.deliver(id);
  await double.events.deliver(pending[1]?.id ?? '');
  expect(types()).toEqual([...PAID.toReversed(), 'charge.succeeded']);
  double.events.release();
  await double.events.settle();
  expect(got).toHaveLength(4);
});

test('repeated, each comes so many times', async () => {
  double.events.repeat(3);
  await pay();
  await double.events.settle();
  expect(types()).toEqual(PAID.flatMap((type) => [type, type, type]));
});

test('what is not taken is sent again, and survives a restart', async () => {
  status = 500;
  const { id } = await pay('before and after');
  await expect(double.events.settle()).rejects.toThrow(/^Event evt_\w+ \(payment_intent\.created\): .* answers 500\.$/);
  expect(await double.events.pending()).toHaveLength(3);
  await opened.close();
  status = 200;
  opened = await open({ work: false });
  double = opened.double as StripeDouble;
  expect((await pay('before and after')).id).toBe(id);
  await double.events.settle();
  expect(types()).toEqual(PAID);
});

test('an endpoint of its own is told what it wants to know, with its own secret', async () => {
  const made = await opened.stripe.webhookEndpoints.create({
    url: `${address}/other`,
    enabled_events: ['customer.created'],
  });
  const other: string[] = [];
  shop.removeAllListeners('request');
  shop.on('request', async (request, response) => {
    const body = await text(request);
    const signature = String(request.headers['stripe-signature']);
    if (request.url === '/other')
      other.push(opened.stripe.webhooks.constructEvent(body, signature, made.secret ?? '').type);
    response.end();
  });
  await opened.stripe.customers.create({});
  await pay();
  await double.events.settle();
  expect(other).toEqual(['customer.created']);
});

test('subscriptions are renewed in the server’s own time', async () => {
  const { stripe } = opened;
  // Those to plans would be renewed along with it.
  for await (const { id, metadata } of stripe.subscriptions.list()) {
    if (metadata.purpose === 'plan') await stripe.subscriptions.cancel(id);
  }
  await double.events.settle();
  got.length = 0;
  const before = await stripe.subscriptions.retrieve('sub_demo_search');
  const end = before.items.data[0]?.current_period_end ?? 0;
  current = new Date((end + 2 * 3_600) * 1_000);
  await double.events.settle();
  const renewed = await stripe.subscriptions.retrieve('sub_demo_search', { expand: ['latest_invoice'] });
  expect(renewed.items.data[0]?.current_period_start).toBe(end);
  expect(renewed.latest_invoice).toMatchObject({
    status: 'paid',
    amount_paid: 2399,
    billing_reason: 'subscription_cycle',
  });
  expect(types()).toEqual([
    'customer.subscription.updated',
    'invoice.created',
    'invoice.finalized',
    'charge.succeeded',
    'payment_intent.succeeded',
    'invoice.paid',
    'invoice.payment_succeeded',
  ]);
});

test('a page that nobody has paid on is told when its time is over', async () => {
  const urls = { success_url: 'https://market.example.com/paid', cancel_url: 'https://market.example.com/cart' };
  const price_data = { currency: 'gbp', unit_amount: 500, product_data: { name: 'Booster' } };
  const line_items = [{ price_data, quantity: 1 }];
  const { id } = await opened.stripe.checkout.sessions.create({ ...urls, mode: 'payment', line_items });
  await double.events.settle();
  current = new Date(current.getTime() + 25 * 3_600_000);
  await double.events.settle();
  expect(got.filter(({ type }) => type === 'checkout.session.expired')).toMatchObject([{ data: { object: { id } } }]);
  expect(await opened.stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'expired', url: null });
});

test('several processes share everything, and each event is sent once', async () => {
  const other = await open({ work: false });
  const { id } = await other.stripe.customers.create({ name: 'Shared' }, { idempotencyKey: 'shared' });
  expect((await opened.stripe.customers.create({ name: 'Shared' }, { idempotencyKey: 'shared' })).id).toBe(id);
  expect(await opened.stripe.customers.retrieve(id)).toMatchObject({ name: 'Shared' });
  await Promise.all([pay(), pay(), other.stripe.customers.create({})]);
  await Promise.all([double.events.settle(), other.double?.events.settle()]);
  expect(types().toSorted()).toEqual([...PAID, ...PAID, 'customer.created', 'customer.created'].toSorted());
  expect(other.webhookSecret).toBe(opened.webhookSecret);
  await other.close();
});
