import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openPlanShop, type PlanShop, tool } from './plans.js';

let shop: PlanShop;
let card: string;
beforeAll(async () => {
  shop = await openPlanShop();
  card = await shop.saveCard('pm_card_visa');
});
afterAll(() => shop?.close());
beforeEach(async () => {
  shop.double.events.release();
  shop.double.events.repeat(1);
  await shop.double.setDecline(card, null);
  await shop.db('plan_change').delete();
});

const organization_id = 'org_demo_acme';
/** What was invoiced for the plan that was begun last, the newest first, as it stands here. */
const invoiced = async () =>
  shop
    .db({ i: 'plan_invoice' })
    .join({ s: 'plan_subscription' }, 's.id', 'i.plan_subscription_id')
    .where({ 's.organization_id': organization_id, 's.stripe_subscription_id': await shop.begun() })
    .orderBy(['i.issued_at', 'i.number'])
    .select(
      'i.status',
      'i.subtotal_minor',
      'i.tax_minor',
      'i.total_minor',
      'i.amount_paid_minor',
      'i.amount_due_minor',
    );
const invoice = (status: string, subtotal: number, paid: boolean) => {
  const total = (subtotal * 120) / 100;
  return {
    ...{ status, subtotal_minor: subtotal, tax_minor: total - subtotal, total_minor: total },
    ...{ amount_paid_minor: paid ? total : 0, amount_due_minor: paid ? 0 : total },
  };
};

it('in whatever order events come, and however often, the end is where Stripe stands', async () => {
  const { stripe } = shop.stripe;
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 2 }), async (dice, times) => {
      await shop.begin(new Date('2027-04-01T00:00:00Z'));
      shop.double.events.hold();
      shop.setNow(new Date('2027-04-16T00:00:00Z'));
      const { id, items } = await shop.live();
      const item = items.data[0]?.id ?? '';
      const price = await shop.price('agency');
      await stripe.subscriptions.update(id, {
        items: [{ id: item, price }],
        proration_behavior: 'always_invoice',
        metadata: { seen: 'by staff' },
      });
      const schedule = await stripe.subscriptionSchedules.create({ from_subscription: id });
      await stripe.subscriptionSchedules.release(schedule.id);
      await stripe.subscriptions.update(id, { cancel_at_period_end: true });
      const pending = [...(await shop.double.events.pending())];
      expect(pending.length).toBeGreaterThan(8);
      for (let count = pending.length; count > 0; count -= 1) {
        const [event] = pending.splice((dice.next().value ?? 0) % count, 1);
        for (let time = 0; time < times; time += 1) await shop.double.events.deliver(event?.id ?? '');
      }
      expect(await shop.standing()).toMatchObject({
        plan: 'agency',
        live: { plan: 'agency', status: 'active', cancel_at_period_end: true, scheduled_plan: 'starter' },
      });
      expect(await invoiced()).toEqual([invoice('paid', 9_900, true), invoice('paid', 5_000, true)]);
      shop.double.events.release();
      await shop.settle();
    }),
    { numRuns: 3 },
  );
});

it('a renewal that fails keeps the plan while Stripe tries again, and a card that is good again ends the matter', async () => {
  await shop.begin(new Date('2027-06-01T00:00:00Z'));
  await shop.double.setDecline(card, 'insufficient_funds');
  await shop.goTo(new Date('2027-07-01T02:00:00Z'));
  expect(await shop.standing()).toMatchObject({ plan: 'professional', live: { status: 'past_due' } });
  expect((await shop.succeed('acme-owner', 'get_billing_status')).packages).toMatchObject([{ code: 'professional' }]);
  expect(await invoiced()).toEqual([invoice('paid', 9_900, true), invoice('open', 9_900, false)]);

  for (const package_code of ['enterprise', 'starter']) {
    const refused = await shop.call('acme-owner', tool, { package_code, preview: false });
    expect([refused.status, refused.body.code]).toEqual([402, 'PAYMENT_OVERDUE']);
  }
  const later = { package_code: 'starter', preview: false, immediate: false };
  expect(await shop.succeed('acme-owner', tool, later)).toMatchObject({ subscription_status: 'past_due' });
  await shop.succeed('acme-owner', tool, { package_code: 'professional', preview: false });

  await shop.double.setDecline(card, null);
  await shop.goTo(new Date('2027-07-04T03:00:00Z'));
  expect(await shop.standing()).toMatchObject({ plan: 'professional', live: { status: 'active' } });
  expect(await invoiced()).toEqual([invoice('paid', 9_900, true), invoice('paid', 9_900, true)]);
});

it('once Stripe has given up, the free plan is in force and the invoice stays open', async () => {
  await shop.begin(new Date('2027-08-01T00:00:00Z'));
  await shop.double.setDecline(card, 'insufficient_funds');
  for (const day of ['2027-09-01T02:00:00Z', '2027-09-05T02:00:00Z', '2027-09-11T02:00:00Z', '2027-09-20T02:00:00Z']) {
    await shop.goTo(new Date(day));
  }
  expect(await shop.standing()).toEqual({ plan: 'starter', live: null });
  expect(await invoiced()).toEqual([invoice('paid', 9_900, true), invoice('open', 9_900, false)]);
});

it('what is in force is what the quota is of, with the next call', async () => {
  await shop.begin(new Date('2027-10-01T00:00:00Z'));
  const use = (used: number) =>
    shop
      .db('toolwright.quota_use')
      .insert({ tenant: organization_id, day: '2027-10-01', used })
      .onConflict(['tenant', 'day'])
      .merge();
  await use(9_000);
  expect((await shop.call('acme-owner', 'list_projects')).status).toBe(200);
  await shop.stripe.stripe.subscriptions.cancel(await shop.begun());
  await shop.settle();
  await shop.eventually(async () => {
    expect((await shop.call('acme-owner', 'list_projects')).body).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      limit: 1_000,
    });
  });
  await shop.db('toolwright.quota_use').delete();
});

it('a subscription to a package, or of nobody we know, is no plan', async () => {
  const { stripe } = shop.stripe;
  await shop.begin(new Date('2027-11-01T00:00:00Z'));
  await stripe.subscriptions.cancel(await shop.begun());
  const items = [{ price: await shop.price('enterprise') }];
  const stranger = await stripe.customers.create({});
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: stranger.id });
  await stripe.subscriptions.create({
    ...{ customer: stranger.id, items, metadata: { purpose: 'plan', organization_id } },
    default_payment_method: method.id,
  });
  const { id } = await stripe.subscriptions.create({ customer: 'cus_demo_acme', items });
  await shop.settle();
  expect(await shop.standing()).toEqual({ plan: 'starter', live: null });
  await stripe.subscriptions.cancel(id);
});
