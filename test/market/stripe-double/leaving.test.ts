import { expect, test } from 'vitest';
import { createMarketplace } from '../../../runtime/market/marketplace.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import { cloneDemo, log, secrets } from '../market.js';

test('with a key of Stripe, what only the double knows is forgotten, and the double is not there', async () => {
  const database = await cloneDemo();
  const db = createPool(database.connection, 1);
  const kept = { organization_id: 'org_demo_gloria', stripe_customer_id: 'cus_RealOfGloria' };
  await db('billing_account').insert(kept);
  const orders = await db('customer_order').select();
  const stripe = { secretKey: 'sk_test_0123456789', webhookSecret: 'whsec_0123456789' };
  const options = { source: database.connection, secrets, demo: true, log, work: false, stripe };
  const marketplace = await createMarketplace(options);
  expect(marketplace.stripe.double).toBeNull();
  expect(marketplace.stripe.webhookSecret).toBe('whsec_0123456789');
  expect(await db('billing_account').select('organization_id', 'stripe_customer_id')).toEqual([kept]);
  expect(await db('payment_method').select()).toEqual([]);
  expect(await db('vendor').whereNotNull('stripe_account_id').orWhere('charges_enabled', true).select('id')).toEqual(
    [],
  );
  expect(await db('subscription').distinct('status')).toEqual([{ status: 'cancelled' }]);
  expect(await db('customer_order').select()).toEqual(orders);
  await marketplace.close();
  await db.destroy();
  await database.drop();
});
