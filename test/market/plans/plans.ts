import type Stripe from 'stripe';
import { planPrice } from '../../../runtime/market/plans/plan-prices.js';
import { planTaxRate } from '../../../runtime/market/plans/plan-tax.js';
import { type Cycle, planOf } from '../../../runtime/market/plans/plans.js';
import { openShop, type Shop } from '../orders/shop.js';

export const tool = 'upgrade_plan';
const acme = 'org_demo_acme';

/** A shop in whose time Acme's subscription to a plan is begun anew, as a test wants it. */
export interface PlanShop extends Shop {
  /** Ends what there is and begins another at a moment, to which the time is set. */
  begin(moment: Date, plan?: string, cycle?: Cycle): Promise<Stripe.Subscription>;
  /** The time goes on: what is due is done, and its events are had. */
  goTo(moment: Date): Promise<void>;
  /** What of Acme's plan is in force and subscribed to here. */
  standing(): Promise<object>;
  /** What the plan that was begun last was invoiced with at Stripe, the newest first. */
  invoices(): Promise<readonly Stripe.Invoice[]>;
  /** Stripe's id of the plan that was begun last. */
  begun(): Promise<string>;
  /** Stripe's id of what a plan costs a month. */
  price(plan: string): Promise<string>;
  /** What Stripe has of Acme's live subscription to a plan. */
  live(): Promise<Stripe.Subscription>;
}

/** Nobody else's subscription is renewed beside Acme's: each test is about one. */
export async function openPlanShop(): Promise<PlanShop> {
  const shop = await openShop();
  const { stripe } = shop.stripe;
  for await (const { id } of stripe.subscriptions.list()) await stripe.subscriptions.cancel(id);
  await shop.settle();
  const customer = 'cus_demo_acme';
  let begun = '';
  const ofAcme = async () => (await stripe.subscriptions.list({ customer })).data;

  return {
    ...shop,
    async begin(moment, plan = 'professional', cycle = 'monthly') {
      for (const { id } of await ofAcme()) await stripe.subscriptions.cancel(id);
      // No credit of an earlier test.
      const paidUp = `update stripe_double.object set body = jsonb_set(body, '{balance}', '0') where id = ?`;
      await shop.db.raw(paidUp, [customer]);
      await shop.settle();
      // Time is turned back: what ended in an earlier test would have ended after this one.
      await shop.db.raw(
        `update stripe_double.object set body = jsonb_set(body, '{ended_at}', '1')
          where body->>'object' = 'subscription' and body->>'status' = 'canceled'`,
      );
      shop.setNow(moment);
      const tax = { country: 'GB', name: 'VAT', basisPoints: 2_000 };
      const made = await stripe.subscriptions.create({
        customer,
        items: [{ price: await planPrice(stripe, planOf(plan), cycle) }],
        default_tax_rates: [(await planTaxRate(stripe, tax)) ?? ''],
        metadata: { purpose: 'plan' },
      });
      await shop.settle();
      begun = made.id;
      return made;
    },
    async goTo(moment) {
      shop.setNow(moment);
      await shop.settle();
    },
    async standing() {
      const { plan } = await shop.db('organization').where({ id: acme }).first('plan');
      const [live = null, ...more] = await shop
        .db('plan_subscription')
        .where({ organization_id: acme, ended_at: null })
        .select('plan', 'status', 'billing_cycle', 'cancel_at_period_end', 'scheduled_plan');
      return { plan, live, ...(more.length > 0 && { more }) };
    },
    invoices: async () => (await stripe.invoices.list({ subscription: begun, limit: 100 })).data,
    begun: async () => begun,
    price: (plan) => planPrice(stripe, planOf(plan), 'monthly'),
    async live() {
      const [live, ...more] = await ofAcme();
      if (live === undefined || more.length > 0) throw new Error(`Acme has ${more.length + (live ? 1 : 0)} plans.`);
      return live;
    },
  };
}
