import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedStripe } from '../../../runtime/market/payments/open-stripe.js';
import { failureOf, openStripeInTest } from './open.js';

let opened: OpenedStripe;
beforeAll(async () => {
  opened = await openStripeInTest();
});
afterAll(() => opened.close());

test('cards are saved with a customer, listed, made the default and taken off', async () => {
  const { customers, paymentMethods } = opened.stripe;
  const { id: customer } = await customers.create({});
  const visa = await paymentMethods.attach('pm_card_visa', { customer });
  expect(visa).toMatchObject({
    object: 'payment_method',
    type: 'card',
    customer,
    card: { brand: 'visa', last4: '4242' },
  });
  const master = await paymentMethods.attach('pm_card_mastercard', { customer });
  expect(master.card).toMatchObject({ brand: 'mastercard', last4: '4444' });
  const listed = await paymentMethods.list({ customer, type: 'card' });
  expect(listed.data.map(({ id }) => id)).toEqual([master.id, visa.id]);
  const settings = { default_payment_method: visa.id };
  expect((await customers.update(customer, { invoice_settings: settings })).invoice_settings).toMatchObject(settings);
  const renewed = await paymentMethods.update(visa.id, { card: { exp_month: 3, exp_year: 2040 } });
  expect(renewed.card).toMatchObject({ exp_month: 3, exp_year: 2040, last4: '4242' });

  expect(await paymentMethods.detach(visa.id)).toMatchObject({ id: visa.id, customer: null });
  expect((await customers.listPaymentMethods(customer)).data.map(({ id }) => id)).toEqual([master.id]);
  expect(await customers.retrieve(customer)).toMatchObject({ invoice_settings: { default_payment_method: null } });
  expect(await failureOf(paymentMethods.attach(visa.id, { customer }))).toMatchObject({ statusCode: 400 });
  expect(await failureOf(paymentMethods.detach(visa.id))).toMatchObject({ statusCode: 400 });
});

test('an unknown card is missing', async () => {
  expect(await failureOf(opened.stripe.paymentMethods.retrieve('pm_none'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
    param: 'payment_method',
  });
});
