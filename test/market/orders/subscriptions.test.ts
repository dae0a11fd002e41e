import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestRefund } from '../../../runtime/market/orders/request-refund.js';
import { keepPayments } from '../../../runtime/market/payments/payment-upkeep.js';
import { acme, openShop, type Shop, tool } from './shop.js';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
  await endAll();
});
afterAll(() => shop?.close());

/** What there is already would renew along with what a test subscribes to. */
async function endAll(): Promise<void> {
  const { data } = await shop.stripe.stripe.subscriptions.list({ limit: 100 });
  for (const { id } of data) await shop.stripe.stripe.subscriptions.cancel(id);
  await shop.finish();
}

const days = (count: number) => new Date(shop.now().getTime() + count * 86_400_000);

async function subscribe(quantity = 1): Promise<string> {
  await shop.fill({ pkg_demo_search: quantity });
  const { order_id } = await shop.succeed('acme-owner', tool);
  await shop.finish();
  return order_id;
}

const subscriptionOf = (order: string) =>
  shop
    .db({ s: 'subscription' })
    .join({ l: 'order_line' }, 'l.id', 's.order_line_id')
    .where('l.order_id', order)
    .first('s.*');
const licencesOf = (order: string) => shop.db('licence').where({ order_id: order });
const renewalsOf = async (order: string) =>
  shop
    .db('customer_order')
    .where({ subscription_id: (await subscriptionOf(order)).id })
    .orderBy('placed_at');

it('a subscription renews: an order, an invoice, the share of its vendor, and licences that hold on', async () => {
  const order = await subscribe(2);
  const begun = await subscriptionOf(order);
  const licences = await licencesOf(order);
  expect(begun).toMatchObject({ status: 'active', quantity: 2, cadence: 'monthly' });
  expect(licences.map(({ subscription_id, expires_at }) => [subscription_id, expires_at])).toEqual(
    Array(2).fill([begun.id, begun.current_period_end]),
  );
  expect(await renewalsOf(order)).toEqual([]);

  shop.setNow(days(32));
  await shop.finish();
  const [renewal, ...more] = await renewalsOf(order);
  expect(more).toEqual([]);
  expect(renewal).toMatchObject({
    ...{
      kind: 'renewal',
      status: 'paid',
      subtotal_minor: 3_998,
      discount_minor: 0,
      tax_minor: 800,
      total_minor: 4_798,
    },
    ...{ organization_id: 'org_demo_acme', tax_country: 'GB', placed_by: null },
  });
  const paid = await shop.stripe.stripe.paymentIntents.retrieve(renewal.payment_intent_id);
  expect(paid).toMatchObject({ status: 'succeeded', amount: 4_798, currency: 'gbp' });
  expect(await shop.db('invoice').where({ order_id: renewal.id }).first()).toMatchObject({ total_minor: 4_798 });
  const split = await shop.db('vendor_split').where({ order_id: renewal.id }).first();
  expect(split).toMatchObject({ net_minor: 3_998, tax_minor: 800, fee_minor: 400, transfer_minor: 3_598 });
  const transfer = await shop.stripe.stripe.transfers.retrieve(split.transfer_id);
  expect(transfer).toMatchObject({ amount: 3_598, destination: 'acct_demo_globex', transfer_group: renewal.id });

  const after = await licencesOf(order);
  expect(after.map(({ status }) => status)).toEqual(['active', 'active']);
  const renewed = await subscriptionOf(order);
  expect(renewed.current_period_end.getTime()).toBeGreaterThan(begun.current_period_end.getTime());
  expect(after.map(({ expires_at }) => expires_at)).toEqual(Array(2).fill(renewed.current_period_end));
});

it('a renewal that fails is dunned: licences go on, then end with the subscription', async () => {
  const method = await shop.saveCard('pm_card_mastercard');
  const order = await subscribe();
  const { stripe_subscription_id } = await subscriptionOf(order);
  expect((await shop.stripe.stripe.subscriptions.retrieve(stripe_subscription_id)).default_payment_method).toBe(method);
  const failing = await shop.saveCard('pm_card_chargeCustomerFail');
  await shop.stripe.stripe.subscriptions.update(stripe_subscription_id, { default_payment_method: failing });

  shop.setNow(days(32));
  await shop.finish();
  const [dunned] = await licencesOf(order);
  expect(dunned.status).toBe('past_due');
  expect(dunned.expires_at.getTime()).toBeGreaterThan(shop.now().getTime());
  expect((await subscriptionOf(order)).status).toBe('past_due');
  expect(await renewalsOf(order)).toEqual([]);

  shop.setNow(days(60));
  await shop.finish();
  const [ended] = await licencesOf(order);
  expect([ended.status, (await subscriptionOf(order)).status]).toEqual(['expired', 'cancelled']);
  expect(await renewalsOf(order)).toEqual([]);
});

it('a renewal that fails and is made good is paid once, and its licences hold', async () => {
  await shop.saveCard('pm_card_visa');
  const order = await subscribe();
  const { stripe_subscription_id: id } = await subscriptionOf(order);
  const current = await shop.stripe.stripe.subscriptions.retrieve(id);
  const failing = await shop.saveCard('pm_card_chargeCustomerFail');
  await shop.stripe.stripe.subscriptions.update(id, { default_payment_method: failing });
  shop.setNow(days(32));
  await shop.finish();
  expect((await licencesOf(order)).map(({ status }) => status)).toEqual(['past_due']);

  const good = current.default_payment_method as string;
  await shop.stripe.stripe.subscriptions.update(id, { default_payment_method: good });
  const { data } = await shop.stripe.stripe.invoices.list({ subscription: id, status: 'open' });
  await shop.stripe.stripe.invoices.pay(data[0]?.id ?? '');
  await shop.finish();
  expect((await licencesOf(order)).map(({ status }) => status)).toEqual(['active']);
  expect(await renewalsOf(order)).toMatchObject([{ status: 'paid', total_minor: 2_399 }]);
});

it.each([
  ['a part of', -1_000, 1_399],
  ['all of', -9_000, null],
])('a balance at Stripe pays %s a renewal, and its vendor gets its share', async (_, balance, charged) => {
  await endAll();
  await shop.saveCard('pm_card_visa');
  const order = await subscribe();
  const { stripe_customer_id: customer } = await shop.db('billing_account').where({ organization_id: acme }).first();
  await shop.stripe.stripe.customers.update(customer, { balance });
  shop.setNow(days(32));
  await shop.finish();
  const [renewal] = await renewalsOf(order);
  expect(renewal).toMatchObject({ status: 'paid', subtotal_minor: 1_999, tax_minor: 400, total_minor: 2_399 });
  const intent = renewal.payment_intent_id;
  const paid = intent === null ? null : (await shop.stripe.stripe.paymentIntents.retrieve(intent)).amount_received;
  expect(paid).toBe(charged);
  const { transfer_id } = await shop.db('vendor_split').where({ order_id: renewal.id }).first();
  const transfer = await shop.stripe.stripe.transfers.retrieve(transfer_id);
  expect(transfer).toMatchObject({ amount: 1_799, source_transaction: null });

  const payments = { db: shop.db, stripe: shop.stripe.stripe, now: shop.now };
  // As after a crash before it was noted: it is found, and not sent twice.
  await shop.db('vendor_split').where({ order_id: renewal.id }).update({ transfer_id: null });
  shop.setNow(new Date(shop.now().getTime() + 10 * 60_000));
  await keepPayments(payments);
  expect(await shop.db('vendor_split').where({ order_id: renewal.id })).toMatchObject([{ transfer_id }]);

  const { end } = await requestRefund(payments, renewal, async () => {});
  await shop.finish();
  expect(end).toBe('refunded');
  expect((await renewalsOf(order))[0]).toMatchObject({ status: 'refunded' });
  expect(await shop.stripe.stripe.customers.retrieve(customer)).toMatchObject({ balance });
  await shop.stripe.stripe.customers.update(customer, { balance: 0 });
});

it('one that a person has ended runs out, and its licences with it', async () => {
  await shop.saveCard('pm_card_amex');
  const order = await subscribe();
  const { stripe_subscription_id: id } = await subscriptionOf(order);
  await shop.stripe.stripe.subscriptions.update(id, { cancel_at_period_end: true });
  await shop.finish();
  expect(await subscriptionOf(order)).toMatchObject({ status: 'active', cancel_at_period_end: true });
  shop.setNow(days(32));
  await shop.finish();
  expect(await subscriptionOf(order)).toMatchObject({ status: 'cancelled', ended_at: expect.any(Date) });
  expect((await licencesOf(order)).map(({ status }) => status)).toEqual(['expired']);
});

it('a refund ends the subscription and takes back the share of the vendor', async () => {
  const order = await subscribe();
  const { payment_intent_id } = await shop.db('customer_order').where({ id: order }).first();
  const split = () => shop.db('vendor_split').where({ order_id: order }).first();
  expect(await split()).toMatchObject({ transfer_id: expect.stringMatching(/^tr_/), reversed_at: null });
  await shop.stripe.stripe.refunds.create({ payment_intent: payment_intent_id });
  await shop.finish();
  const { transfer_id, reversed_at } = await split();
  expect(reversed_at).toEqual(expect.any(Date));
  expect((await shop.stripe.stripe.transfers.retrieve(transfer_id)).reversed).toBe(true);
  const { status, stripe_subscription_id } = await subscriptionOf(order);
  expect(status).toBe('cancelled');
  expect((await shop.stripe.stripe.subscriptions.retrieve(stripe_subscription_id)).status).toBe('canceled');
  expect((await licencesOf(order)).map((licence) => licence.status)).toEqual(['revoked']);
});
