import { stripeCustomer } from '../../../runtime/market/payments/customers.js';
import type { StripeDouble } from '../../../runtime/market/stripe-double/double.js';
import { type Market, type MarketSetting, openMarket } from '../market.js';

export const acme = 'org_demo_acme';
export const tool = 'place_order_with_saved_method';

/** A marketplace whose cart can be filled and whose Stripe is the double. */
export interface Shop extends Market {
  readonly double: StripeDouble;
  /** Puts pieces of packages into Acme's cart, as they are. */
  fill(pieces: Readonly<Record<string, number>>): Promise<void>;
  /** What is in Acme's cart, by package. */
  inCart(): Promise<Readonly<Record<string, number>>>;
  /** Saves one of Stripe's test cards as Acme's default. */
  saveCard(magic: string): Promise<string>;
  /** Resolves when Stripe's events have been had. */
  settle(): Promise<void>;
  /** The same, and the jobs that follow from them are done. */
  finish(): Promise<void>;
}

export async function openShop(setting: MarketSetting = {}): Promise<Shop> {
  const market = await openMarket({ ...setting, options: { stripeRetries: 0, ...setting.options } });
  const { db, stripe } = market;
  const { double } = stripe;
  if (double === null) throw new Error('These tests let the Stripe double go wrong.');
  return {
    ...market,
    double,
    async fill(pieces) {
      await db('cart').insert({ organization_id: acme }).onConflict('organization_id').ignore();
      await db('cart_line').insert(
        Object.entries(pieces).map(([package_id, quantity], index) => ({
          ...{ organization_id: acme, package_id, quantity, added_by: 'cus_demo_acme_owner' },
          added_at: new Date(market.now().getTime() + index),
        })),
      );
    },
    async inCart() {
      const lines = await db('cart_line').where({ organization_id: acme }).orderBy(['added_at', 'package_id']);
      return Object.fromEntries(lines.map(({ package_id, quantity }) => [package_id, quantity]));
    },
    async saveCard(magic) {
      // Stripe saves no card that declines at once; tests have one all the same.
      if (magic.includes('Declined')) {
        const card = { brand: 'visa', last4: '0002', exp_month: 12, exp_year: 2034, is_default: false };
        await db('payment_method').insert({ id: magic, organization_id: acme, ...card });
        return magic;
      }
      const customer = await stripeCustomer(db, stripe.stripe, acme);
      const { id } = await stripe.stripe.paymentMethods.attach(magic, { customer });
      await stripe.stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
      await double.events.settle();
      return id;
    },
    settle: () => double.events.settle(),
    async finish() {
      await double.events.settle();
      await market.eventually(async () => {
        const { rows } = await db.raw(
          `select count(*)::int as waiting from pgboss.job
            where name = 'order-finishing' and state in ('created', 'retry', 'active')`,
        );
        if (rows[0].waiting > 0) throw new Error('Jobs are waiting.');
      });
      await double.events.settle();
    },
  };
}
