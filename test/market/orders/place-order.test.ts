import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acme, openShop, type Shop, tool } from './shop.js';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const GBP = (amount: string) => ({ amount, currency: 'GBP' });

describe('an order', () => {
  it('is placed at once, charged as it adds up, and mints its licences when Stripe says so', async () => {
    shop.double.events.hold();
    await shop.saveCard('pm_card_visa');
    await shop.fill({ pkg_demo_checkout: 2, pkg_demo_search: 1 });
    const placed = await shop.succeed('acme-owner', tool);
    expect(placed).toEqual({
      order_id: expect.stringMatching(/^ord_/),
      invoice_id: expect.stringMatching(/^ivc_/),
      status: 'pending',
      payment_method_id: expect.stringMatching(/^pm_/),
      lines: [
        expect.objectContaining({ package: 'forge/checkout-booster', quantity: 2, total: GBP('98.00') }),
        expect.objectContaining({ package: 'globex/search-suite', quantity: 1, total: GBP('19.99') }),
      ],
      subtotal: GBP('117.99'),
      coupon: null,
      discount: GBP('0.00'),
      tax: expect.anything(),
      total: expect.anything(),
    });
    expect(await shop.inCart()).toEqual({});
    expect(await shop.db('licence').where({ order_id: placed.order_id })).toEqual([]);
    shop.double.events.release();
    await shop.settle();
    const order = await shop.db('customer_order').where({ id: placed.order_id }).first();
    expect(order.status).toBe('paid');
    expect(await shop.db('licence').where({ order_id: placed.order_id })).toHaveLength(3);
  });
});
