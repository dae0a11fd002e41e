import type Stripe from 'stripe';
import type { StripeDouble } from '../../../runtime/market/stripe-double/double.js';
import { type Market, openMarket } from '../../market/market.js';

/** A pair that Composer was once given. */
export interface SeenPair {
  readonly project: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The marketplace of one sequence of steps, and what has been seen of it on the way. */
export interface World {
  readonly market: Market;
  readonly stripe: Stripe;
  readonly double: StripeDouble;
  /** Every pair that was ever answered: all but each project's last are revoked. */
  readonly pairs: SeenPair[];
  /** What came of the steps: by tool and outcome. */
  readonly tally: Map<string, number>;
  close(): Promise<void>;
}

/** Stripe's events are held: they come when a step sends them, in whatever order, as often as it likes. */
export async function openWorld(): Promise<World> {
  const market = await openMarket();
  const { stripe, double } = market.stripe;
  if (double === null) throw new Error('The model takes events into its own hands: it needs the double.');
  double.events.hold();
  await saveFailingCard(market, stripe);
  return { market, stripe, double, pairs: [], tally: new Map(), close: market.close };
}

/** A card that can be saved, and pays nothing: https://docs.stripe.com/testing#declined-payments */
async function saveFailingCard(market: Market, stripe: Stripe): Promise<void> {
  const account = await market.db('billing_account').where({ organization_id: 'org_demo_acme' }).first();
  const card = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', {
    customer: account.stripe_customer_id,
  });
  await market
    .db('payment_method')
    .insert({
      id: card.id,
      organization_id: 'org_demo_acme',
      brand: 'visa',
      last4: '0341',
      exp_month: 12,
      exp_year: 2040,
    })
    .onConflict('id')
    .ignore();
}
