import type Stripe from 'stripe';
import { demoCustomerId, demoPeople } from '../../../runtime/market/demo/people.js';
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
  /** By principal, the organizations that its key may use, in the order in which it was given them. */
  readonly granted: ReadonlyMap<string, string[]>;
  /** What has come of all steps: how often, by what was done and its outcome. */
  readonly tally: Map<string, number>;
  close(): Promise<void>;
}

/** Stripe's events are held: they come when a step sends them, in whatever order, as often as it likes. */
export async function openWorld(tally: Map<string, number>): Promise<World> {
  const market = await openMarket();
  const { stripe, double } = market.stripe;
  if (double === null) throw new Error('The model takes events into its own hands: it needs the double.');
  double.events.hold();
  await saveFailingCard(market, stripe);
  return { market, stripe, double, pairs: [], granted: demoGrants(), tally, close: market.close };
}

/** A demo key is granted one organization. */
function demoGrants(): ReadonlyMap<string, string[]> {
  return new Map(demoPeople.map(({ principal, org }) => [principal, org === null ? [] : [org]]));
}

/**
 * The organization that a principal's calls act in, none of whom ever chooses one: the first that its key was granted and
 * that it has not left. Null: none is left.
 */
export async function actingIn({ market, granted }: World, principal: string): Promise<string | null> {
  const customer = demoCustomerId(principal);
  const member: string[] = await market.db('membership').where({ customer_id: customer }).pluck('organization_id');
  return granted.get(principal)?.find((id) => member.includes(id)) ?? null;
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
