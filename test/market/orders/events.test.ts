import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoKey } from '../../../runtime/market/demo/keys.js';
import { listenThrough } from '../../../runtime/testing/subjects/listening.js';
import { acme, openShop, type Shop, tool } from './shop.js';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.double.events.release();
  shop.double.events.repeat(1);
  await shop.settle();
});

/** Signs as Stripe does. */
const signer = new Stripe('sk_test_nothing_is_asked');

function send(payload: string, header: Partial<Parameters<typeof signer.webhooks.generateTestHeaderString>[0]> = {}) {
  const signature = signer.webhooks.generateTestHeaderString({
    payload,
    secret: shop.stripe.webhookSecret,
    ...header,
  });
  return fetch(`${shop.url}/webhooks/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
    body: payload,
  });
}

const eventOf = (id: string, object: object, type = 'customer.created') =>
  JSON.stringify({ id, object: 'event', type, created: Math.floor(Date.now() / 1_000), data: { object } });
const noted = (id: string) => shop.db('stripe_event').where({ id });

describe('POST /webhooks/stripe', () => {
  it('takes what Stripe has signed, and notes what it does not follow', async () => {
    const response = await send(eventOf('evt_a_customer', { id: 'cus_1', object: 'customer' }));
    expect([response.status, await response.json()]).toEqual([200, { received: true }]);
    expect(await noted('evt_a_customer')).toMatchObject([{ type: 'customer.created', handled_at: expect.any(Date) }]);
  });

  it.each([
    ['another secret', { secret: 'whsec_another' }],
    ['a signature of yesterday', { timestamp: Math.floor(Date.now() / 1_000) - 86_400 }],
  ])('refuses %s', async (_, header) => {
    const response = await send(eventOf('evt_forged', { id: 'cus_1', object: 'customer' }), header);
    expect([response.status, (await response.json()).code]).toEqual([400, 'INVALID_SIGNATURE']);
    expect(await noted('evt_forged')).toEqual([]);
  });

  it('refuses what was changed on its way, what bears no signature and what is no event', async () => {
    const payload = eventOf('evt_changed', { id: 'cus_1', object: 'customer' });
    const signature = signer.webhooks.generateTestHeaderString({ payload, secret: shop.stripe.webhookSecret });
    const post = (body: string, headers: Record<string, string>) =>
      fetch(`${shop.url}/webhooks/stripe`, { method: 'POST', headers, body });
    const changed = await post(payload.replace('cus_1', 'cus_2'), { 'stripe-signature': signature });
    expect([changed.status, (await post(payload, {})).status, (await send('no JSON')).status]).toEqual([400, 400, 400]);
    expect(await noted('evt_changed')).toEqual([]);
  });

  it('refuses more than an event can be', async () => {
    const response = await send(eventOf('evt_huge', { id: 'x'.repeat(300_000), object: 'customer' }));
    expect([response.status, (await response.json()).code]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  it('does nothing for what happens in the account of a vendor', async () => {
    const event = {
      ...JSON.parse(eventOf('evt_of_a_vendor', { id: 'pi_1', object: 'payment_intent' })),
      account: 'acct_1',
    };
    expect((await send(JSON.stringify(event))).status).toBe(200);
    expect(await noted('evt_of_a_vendor')).toHaveLength(1);
  });

  it('keeps to the cards that Stripe has saved', async () => {
    const cards = async () =>
      (await shop.db('payment_method').where({ organization_id: acme }).orderBy('id')).map(({ id, is_default }) => [
        id,
        is_default,
      ]);
    const before = await cards();
    const id = await shop.saveCard('pm_card_amex');
    expect(await cards()).toEqual([...before.map(([card]) => [card, false]), [id, true]].sort());
    await shop.stripe.stripe.customers.update('cus_demo_acme', {
      invoice_settings: { default_payment_method: 'pm_demo_visa' },
    });
    await shop.settle();
    await shop.stripe.stripe.paymentMethods.detach(id);
    await shop.settle();
    expect(await cards()).toEqual(before);
  });

  it('wants an event again whose object Stripe cannot show', async () => {
    const response = await send(eventOf('evt_of_nothing', { id: 'pi_nothing', object: 'payment_intent' }));
    expect(response.status).toBe(500);
    expect(await noted('evt_of_nothing')).toEqual([]);
  });
});

describe('licences of a paid order', () => {
  const place = async () => {
    await shop.fill({ pkg_demo_checkout: 2 });
    return (await shop.succeed('acme-owner', tool)).order_id as string;
  };
  const state = async (id: string) => ({
    status: (await shop.db('customer_order').where({ id }).first()).status,
    licences: (await shop.db('licence').where({ order_id: id })).map(({ status }) => status),
  });

  it('are minted once, however often each event comes', async () => {
    shop.double.events.repeat(3);
    const order = await place();
    await shop.settle();
    expect(await state(order)).toEqual({ status: 'paid', licences: ['active', 'active'] });
  });

  it('are minted once in whatever order the events come, and late', async () => {
    shop.double.events.hold();
    const order = await place();
    const { payment_intent_id } = await shop.db('customer_order').where({ id: order }).first();
    await shop.stripe.stripe.refunds.create({ payment_intent: payment_intent_id });
    const pending = await shop.double.events.pending();
    expect(pending.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['payment_intent.succeeded', 'charge.refunded']),
    );
    for (const { id } of pending.toReversed()) await shop.double.events.deliver(id);
    expect(await state(order)).toEqual({ status: 'refunded', licences: ['revoked', 'revoked'] });
    for (const { id } of pending) await shop.double.events.deliver(id);
    expect(await state(order)).toEqual({ status: 'refunded', licences: ['revoked', 'revoked'] });
    expect(await shop.db('refund').where({ order_id: order })).toMatchObject([{ amount_minor: 11_760 }]);
  });

  it('are minted once when the same event is handled twice at the same time', async () => {
    shop.double.events.hold();
    const order = await place();
    const paid = (await shop.double.events.pending()).find(({ type }) => type === 'payment_intent.succeeded');
    const { body } = await shop.db('stripe_double.object').where({ id: paid?.id }).first('body');
    const responses = await Promise.all([1, 2, 3].map(() => send(JSON.stringify(body))));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await state(order)).toEqual({ status: 'paid', licences: ['active', 'active'] });
  });

  it('stay where only a part is given back by hand', async () => {
    const order = await place();
    await shop.settle();
    const { payment_intent_id } = await shop.db('customer_order').where({ id: order }).first();
    await shop.stripe.stripe.refunds.create({ payment_intent: payment_intent_id, amount: 100 });
    await shop.settle();
    expect(await state(order)).toEqual({ status: 'paid', licences: ['active', 'active'] });
    expect(await shop.db('refund').where({ order_id: order })).toMatchObject([{ amount_minor: 100 }]);
  });
});

it('whoever follows an order is told when it is paid', async () => {
  shop.double.events.hold();
  await shop.fill({ pkg_demo_checkout: 1 });
  const { order_id } = await shop.succeed('acme-owner', tool);
  const uri = `market://orders/${order_id}`;
  const follow = (principal: string) =>
    listenThrough('client (2026-07-28)', `${shop.url}/mcp`, { key: demoKey(principal, ''), uris: [uri] });
  const [buyer, stranger] = [await follow('acme-viewer'), await follow('globex-owner')];
  shop.double.events.release();
  await shop.settle();
  await buyer.heard(uri);
  expect([buyer.told, stranger.told]).toEqual([[uri], []]);
  await Promise.all([buyer.close(), stranger.close()]);
});

it('an order that was given up and is paid all the same is paid, and leaves the cart', async () => {
  shop.double.events.hold();
  await shop.db('cart_line').where({ organization_id: acme }).delete();
  await shop.fill({ pkg_demo_checkout: 2, pkg_demo_search: 1 });
  const { order_id } = await shop.succeed('acme-owner', tool, { coupon: 'WELCOME10' });
  await shop.db.transaction(async (db) => {
    const { failOrder } = await import('../../../runtime/market/orders/settle-order.js');
    await failOrder(db, order_id, { code: 'NOT_CHARGED', message: 'The payment was never begun.' });
  });
  expect(await shop.inCart()).toEqual({ pkg_demo_checkout: 2, pkg_demo_search: 1 });
  await shop.db('cart_line').where({ organization_id: acme, package_id: 'pkg_demo_checkout' }).update({ quantity: 5 });
  shop.double.events.release();
  await shop.settle();
  expect(await shop.db('customer_order').where({ id: order_id }).first()).toMatchObject({
    status: 'paid',
    failure_code: null,
  });
  expect(await shop.inCart()).toEqual({ pkg_demo_checkout: 3 });
  expect(await shop.db('licence').where({ order_id })).toHaveLength(3);
});
