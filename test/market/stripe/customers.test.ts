import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedStripe } from '../../../runtime/market/payments/open-stripe.js';
import { failureOf, openStripeInTest } from './open.js';

let opened: OpenedStripe;
beforeAll(async () => {
  opened = await openStripeInTest();
});
afterAll(() => opened.close());

test('a customer is made, found, changed and deleted', async () => {
  const { customers } = opened.stripe;
  const made = await customers.create({ name: 'Acme', email: 'a@example.com', metadata: { one: '1', two: '2' } });
  expect(made).toMatchObject({ object: 'customer', name: 'Acme', livemode: false, metadata: { one: '1', two: '2' } });
  expect(made.id).toMatch(/^cus_[A-Za-z0-9]{14}$/);
  const changed = await customers.update(made.id, { name: 'Acme Ltd', metadata: { one: '', three: '3' } });
  expect(changed).toMatchObject({ name: 'Acme Ltd', email: 'a@example.com', metadata: { two: '2', three: '3' } });
  expect(await customers.retrieve(made.id)).toMatchObject({ id: made.id, name: 'Acme Ltd' });
  expect(await customers.del(made.id)).toMatchObject({ id: made.id, object: 'customer', deleted: true });
  expect(await failureOf(customers.update(made.id, { name: 'x' }))).toMatchObject({
    statusCode: 404,
    type: 'StripeInvalidRequestError',
    code: 'resource_missing',
    param: 'id',
    message: `No such customer: '${made.id}'`,
  });
});

test('a parameter that Stripe does not know is refused by its name', async () => {
  const failure = await failureOf(opened.stripe.customers.create({ nmae: 'Acme' } as object));
  expect(failure).toMatchObject({ statusCode: 400, code: 'parameter_unknown', param: 'nmae' });
});
