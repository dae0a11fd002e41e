import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { syncPaymentMethods } from '../../../runtime/market/payments/payment-methods.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import { acme, openShop, type Shop } from '../orders/shop.js';

let shop: Shop;
let watcher: Knex;
beforeAll(async () => {
  shop = await openShop({ options: { work: false } });
  watcher = createPool(shop.source, 1);
});
afterAll(async () => {
  await watcher?.destroy();
  await shop?.close();
});

const byDefault = () => shop.db('payment_method').where({ organization_id: acme, is_default: true }).pluck('id');

async function chosenAtStripe(): Promise<unknown> {
  const customer = await shop.stripe.stripe.customers.retrieve('cus_demo_acme');
  return customer.deleted ? null : customer.invoice_settings.default_payment_method;
}

/** Stripe, whose list of cards is answered when it is let to. */
function heldUp(stripe: Stripe) {
  let [arrived, letGo] = [() => {}, () => {}];
  const read = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const allowed = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const list: Stripe['paymentMethods']['list'] = (...asked) => {
    const page = stripe.paymentMethods.list(...asked);
    const held = page.then(async (answer) => {
      arrived();
      await allowed;
      return answer;
    });
    return Object.assign(held, { autoPagingEach: page.autoPagingEach }) as typeof page;
  };
  const held = { customers: stripe.customers, paymentMethods: { list } } as unknown as Stripe;
  return { stripe: held, read, letGo };
}

test('a card that is saved later is not the default', async () => {
  const { stripe } = shop.stripe;
  await stripe.paymentMethods.attach('pm_card_amex', { customer: 'cus_demo_acme' });
  await syncPaymentMethods(shop.db, stripe, acme);
  expect([await byDefault(), await chosenAtStripe()]).toEqual([['pm_demo_visa'], 'pm_demo_visa']);
});

test('what was read from Stripe earlier is not written later', async () => {
  const { stripe } = shop.stripe;
  const slow = heldUp(stripe);
  const earlier = syncPaymentMethods(shop.db, slow.stripe, acme);
  await slow.read;
  await stripe.customers.update('cus_demo_acme', {
    invoice_settings: { default_payment_method: 'pm_demo_mastercard' },
  });
  let done = false;
  const later = syncPaymentMethods(shop.db, stripe, acme).then(() => {
    done = true;
  });
  await shop.eventually(async () => {
    const { rows } = await watcher.raw(`select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`);
    if (!done && rows[0].waiting === 0) throw new Error('It neither waits nor is done.');
  });
  slow.letGo();
  await Promise.all([earlier, later]);
  expect(await byDefault()).toEqual(['pm_demo_mastercard']);
});
