import { afterAll, beforeAll, expect, test } from 'vitest';
import { stripeCustomer } from '../../../runtime/market/payments/customers.js';
import { openShop, type Shop } from '../orders/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ options: { work: false } });
});
afterAll(() => shop?.close());

const customer = (id: string) => stripeCustomer(shop.db, shop.stripe.stripe, id);

/** Who an organization is at Stripe, however often. */
async function customersOf(organizationId: string) {
  const { data } = await shop.stripe.stripe.customers.list({ limit: 100 });
  const own = data.filter(({ metadata }) => metadata.organization_id === organizationId);
  return own.map(({ id, name, email }) => ({ id, name, email }));
}

test('is one, where many need it at once', async () => {
  const org = 'org_demo_forge';
  const found = await Promise.all([customer(org), customer(org), customer(org), customer(org)]);
  const [id] = found;
  expect(found).toEqual([id, id, id, id]);
  expect(await customersOf(org)).toEqual([{ id, name: 'Forge', email: 'shop@forge.example.com' }]);
  expect(await shop.db('billing_account').where({ organization_id: org }).pluck('stripe_customer_id')).toEqual([id]);
});

test('is one, where Stripe’s answer was lost and the organization has another name since', async () => {
  const org = 'org_demo_newcomer';
  shop.double.befall('loses its answer', 1);
  await expect(customer(org)).rejects.toThrow(/connection to Stripe/);
  expect(await customersOf(org)).toHaveLength(1);
  await shop.db('organization').where({ id: org }).update({ name: 'Nora & Daughters' });
  const id = await customer(org);
  expect(await customersOf(org)).toEqual([{ id, name: 'Nora & Daughters', email: null }]);
});
