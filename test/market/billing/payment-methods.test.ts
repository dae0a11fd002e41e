import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syncPaymentMethods } from '../../../runtime/market/payments/payment-methods.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market?.close());

const stripe = () => market.stripe.stripe;

/** Saved cards by their last four digits, and which is the default. */
async function cards(principal: string): Promise<readonly unknown[]> {
  const { payment_methods } = await market.succeed(principal, 'list_payment_methods');
  return payment_methods.map(({ last4, is_default }: { last4: string; is_default: boolean }) => [last4, is_default]);
}

describe('saved cards', () => {
  test('follow Stripe, where the default is, and where there is none the newest is made it', async () => {
    const customer = await stripe().customers.create({ name: 'Newcomer' });
    await market
      .db('billing_account')
      .insert({ organization_id: 'org_demo_newcomer', stripe_customer_id: customer.id });
    const sync = () => syncPaymentMethods(market.db, stripe(), 'org_demo_newcomer');
    await sync();
    expect(await cards('newcomer')).toEqual([]);
    const visa = await stripe().paymentMethods.attach('pm_card_visa', { customer: customer.id });
    await sync();
    expect(await cards('newcomer')).toEqual([['4242', true]]);
    const at = async () => {
      const found = await stripe().customers.retrieve(customer.id);
      return found.deleted ? null : found.invoice_settings.default_payment_method;
    };
    expect(await at()).toBe(visa.id);
    const amex = await stripe().paymentMethods.attach('pm_card_amex', { customer: customer.id });
    await sync();
    expect(await cards('newcomer')).toEqual([
      ['4242', true],
      [amex.card?.last4, false],
    ]);
    await stripe().paymentMethods.detach(visa.id);
    await sync();
    expect(await cards('newcomer')).toEqual([[amex.card?.last4, true]]);
    expect(await at()).toBe(amex.id);
    await stripe().customers.del(customer.id);
    await sync();
    expect(await cards('newcomer')).toEqual([]);
  });

  test('the default is chosen at Stripe, so that renewals use it', async () => {
    await market.succeed('acme-billing', 'set_default_payment_method', { payment_method_id: 'pm_demo_mastercard' });
    const customer = await stripe().customers.retrieve('cus_demo_acme');
    expect(customer).toMatchObject({ invoice_settings: { default_payment_method: 'pm_demo_mastercard' } });
    expect(await cards('acme-owner')).toEqual([
      ['4444', true],
      ['4242', false],
    ]);
  });

  test('one of another organization, or gone at Stripe, cannot be chosen', async () => {
    const other = await market.call('acme-owner', 'set_default_payment_method', {
      payment_method_id: 'pm_demo_globex',
    });
    expect([other.status, other.body.code]).toEqual([404, 'PAYMENT_METHOD_NOT_FOUND']);
    await market.db('payment_method').insert({
      id: 'pm_gone',
      organization_id: 'org_demo_acme',
      brand: 'visa',
      last4: '0000',
      exp_month: 1,
      exp_year: 2020,
    });
    const gone = await market.call('acme-owner', 'set_default_payment_method', { payment_method_id: 'pm_gone' });
    expect([gone.status, gone.body.code]).toEqual([404, 'PAYMENT_METHOD_NOT_FOUND']);
    expect((await market.succeed('acme-owner', 'list_payment_methods')).payment_methods).toContainEqual({
      payment_method_id: 'pm_gone',
      brand: 'visa',
      last4: '0000',
      expires: '2020-01',
      expired: true,
      is_default: false,
    });
  });
});
