import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openPlanShop, type PlanShop, tool } from './plans.js';

let shop: PlanShop;
beforeAll(async () => {
  shop = await openPlanShop();
  await shop.saveCard('pm_card_visa');
});
afterAll(() => shop?.close());
beforeEach(() => shop.begin(new Date('2027-01-31T13:14:15Z')));

const HOUR_MS = 3_600_000;
const customer = 'cus_demo_acme';
const minor = (amount: number) => Math.round(amount * 100);

interface Asked {
  readonly package_code: string;
  readonly immediate: boolean;
  /** How long after what came before. */
  readonly hours: number;
}

/** What Stripe has asked of Acme in all, what has been paid of it, and what is kept for what comes. Minor units. */
async function books() {
  const { stripe } = shop.stripe;
  const { balance } = (await stripe.customers.retrieve(customer)) as { readonly balance: number };
  const asked = { total: 0, paid: 0, open: 0 };
  for await (const { total, amount_paid, amount_remaining } of stripe.invoices.list({ customer, limit: 100 })) {
    asked.total += total;
    asked.paid += amount_paid;
    asked.open += amount_remaining;
  }
  return { ...asked, balance };
}

/** Asks for a plan, first what it would come to; what it then comes to is that, and what Stripe has been paid for it. */
async function ask({ package_code, immediate }: Asked): Promise<void> {
  const input = { package_code, immediate };
  const preview = await shop.call('acme-owner', tool, input);
  const before = await books();
  const done = await shop.call('acme-owner', tool, { ...input, preview: false });
  expect([package_code, done.status, done.body.code]).toEqual([package_code, preview.status, preview.body.code]);
  const after = await books();
  if (done.status !== 200) return expect(after).toEqual(before);
  const { proration, effective_at, replaced_change } = done.body;
  expect({ proration, effective_at, replaced_change }).toEqual({
    ...{ proration: preview.body.proration, effective_at: preview.body.effective_at },
    replaced_change: preview.body.replaced_change,
  });
  expect({
    total: minor(proration.net_amount) + minor(proration.tax_amount),
    paid: minor(proration.amount_due),
  }).toEqual({ total: after.total - before.total, paid: after.paid - before.paid });
}

it('whatever is asked for in whatever order, previews hold, the books add up, and what is in force is what is paid for', async () => {
  const asked = fc.record({
    package_code: fc.constantFrom('starter', 'professional', 'agency', 'enterprise'),
    immediate: fc.boolean(),
    hours: fc.integer({ min: 0, max: 24 * 20 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 4, maxLength: 6 }), async (walk) => {
      await shop.begin(new Date('2027-01-31T13:14:15Z'));
      const { total, paid, balance } = await books();
      expect(balance).toBe(0);
      for (const each of walk) {
        await shop.goTo(new Date(shop.now().getTime() + each.hours * HOUR_MS));
        await ask(each);
        await shop.settle();
        const now = await books();
        expect(now.total - total).toBe(now.paid - paid + now.open + now.balance);
        const [live = null] = (await shop.stripe.stripe.subscriptions.list({ customer })).data;
        const standing = (await shop.standing()) as { plan: string; live: { plan: string } | null };
        const price = live === null ? null : live.items.data[0]?.price.lookup_key;
        expect([standing.plan, standing.live?.plan ?? null]).toEqual(
          price === null ? ['starter', null] : [standing.plan, standing.plan],
        );
        if (price !== null) expect(price).toBe(`plan_${standing.plan}_monthly`);
      }
    }),
    { numRuns: 4, seed: 20_271_031 },
  );
}, 120_000);
