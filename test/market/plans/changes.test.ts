import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepPayments } from '../../../runtime/market/payments/payment-upkeep.js';
import { settlingMs } from '../../../runtime/market/plans/claim-change.js';
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
  // What an earlier test left behind would be waited for: its time has not passed.
  await shop.db('plan_change').delete();
  await shop.begin(new Date('2027-04-01T00:00:00Z'));
  await shop.goTo(new Date('2027-04-16T00:00:00Z'));
});

const now = { preview: false };
const then = { preview: false, immediate: false };
const onPlan = (plan: string, more: object = {}) => ({
  plan,
  live: {
    plan,
    status: 'active',
    billing_cycle: 'monthly',
    cancel_at_period_end: false,
    scheduled_plan: null,
    ...more,
  },
});
const upgrade = (package_code: string, input: object, as = 'acme-owner') =>
  shop.call(as, tool, { package_code, ...input });
const done = (package_code: string, input: object) => shop.succeed('acme-owner', tool, { package_code, ...input });
const status = () => shop.succeed('acme-owner', 'get_billing_status');
const paid = async () => (await shop.invoices()).map(({ amount_paid }) => amount_paid);
const keep = () => keepPayments({ db: shop.db, stripe: shop.stripe.stripe, now: shop.now });

describe('with the end of the period', () => {
  it('a plan is scheduled, shown, replaced by the next, and comes with the renewal', async () => {
    const at = '2027-05-01T00:00:00+00:00';
    expect(await done('enterprise', then)).toMatchObject({ immediate: false, effective_at: at, replaced_change: null });
    expect((await status()).subscription.scheduled_change).toEqual({ package_code: 'enterprise', effective_at: at });
    expect((await upgrade('enterprise', then)).body.code).toBe('ALREADY_ON_PLAN');
    const next = await done('agency', then);
    expect(next.replaced_change).toEqual({ package_code: 'enterprise', effective_at: at });
    await shop.settle();
    expect(await shop.standing()).toEqual(onPlan('professional', { scheduled_plan: 'agency' }));
    expect(await paid()).toEqual([11_880]);
    await shop.goTo(new Date('2027-05-01T02:00:00Z'));
    expect(await shop.standing()).toEqual(onPlan('agency'));
    expect(await paid()).toEqual([23_880, 11_880]);
    await shop.goTo(new Date('2027-06-01T02:00:00Z'));
    expect(await paid()).toEqual([23_880, 23_880, 11_880]);
    expect(await shop.standing()).toEqual(onPlan('agency'));
  });

  it('the free plan comes, and everything ends', async () => {
    await done('starter', then);
    const { subscription, packages } = await status();
    expect(subscription).toMatchObject({
      ...{ status: 'active', cancel_at_period_end: true, days_until_renewal: 15 },
      scheduled_change: { package_code: 'starter', effective_at: '2027-05-01T00:00:00+00:00' },
    });
    expect(packages).toMatchObject([{ code: 'professional', expires_at: '2027-05-01T00:00:00+00:00' }]);
    await shop.goTo(new Date('2027-05-01T02:00:00Z'));
    expect(await shop.standing()).toEqual({ plan: 'starter', live: null });
    expect(await status()).toMatchObject({ subscription: null, packages: [{ code: 'starter', expires_at: null }] });
    expect(await paid()).toEqual([11_880]);
  });

  it.each(['agency', 'starter'])(
    'what was scheduled, %s, is taken back by asking for the plan of now',
    async (plan) => {
      await done(plan, then);
      expect(await done('professional', now)).toMatchObject({ replaced_change: { package_code: plan } });
      expect((await upgrade('professional', now)).body.code).toBe('ALREADY_ON_PLAN');
      await shop.goTo(new Date('2027-05-01T02:00:00Z'));
      expect(await shop.standing()).toEqual(onPlan('professional'));
    },
  );

  it('a plan that is scheduled after the end was, and the end after a plan, are what holds', async () => {
    await done('starter', then);
    await done('agency', then);
    await shop.settle();
    expect(await shop.standing()).toEqual(onPlan('professional', { scheduled_plan: 'agency' }));
    await done('starter', then);
    await shop.settle();
    const ending = { cancel_at_period_end: true, scheduled_plan: 'starter' };
    expect(await shop.standing()).toEqual(onPlan('professional', ending));
  });
});

it('what is to end at a moment, as Stripe’s pages say it, is shown so and goes on with the next plan', async () => {
  const { id, items } = await shop.live();
  await shop.stripe.stripe.subscriptions.update(id, { cancel_at: items.data[0]?.current_period_end ?? 0 });
  await shop.settle();
  const at = '2027-05-01T00:00:00+00:00';
  const ending = { package_code: 'starter', effective_at: at };
  expect(await status()).toMatchObject({
    subscription: { cancel_at_period_end: true, scheduled_change: ending },
    packages: [{ code: 'professional', expires_at: at }],
  });
  expect(await done('agency', now)).toMatchObject({ replaced_change: ending });
  await shop.goTo(new Date('2027-05-01T02:00:00Z'));
  expect(await shop.standing()).toEqual(onPlan('agency'));
});

it('the moment of a schedule’s next phase, which Stripe may write where an end is written, is no end', async () => {
  const [item] = (await shop.live()).items.data;
  await done('agency', then);
  await shop.db.raw(`update stripe_double.object set body = jsonb_set(body, '{cancel_at}', ?::jsonb) where id = ?`, [
    String(item?.current_period_end),
    await shop.begun(),
  ]);
  const { id } = await shop.live();
  await shop.stripe.stripe.subscriptions.update(id, { metadata: { seen: 'by staff' } });
  await shop.settle();
  expect(await shop.standing()).toEqual(onPlan('professional', { scheduled_plan: 'agency' }));
  expect(await done('enterprise', now)).toMatchObject({ replaced_change: { package_code: 'agency' } });
});

describe('at once', () => {
  it.each(['agency', 'starter'])('a plan takes the place of what was scheduled, %s', async (plan) => {
    await done(plan, then);
    expect(await done('enterprise', now)).toMatchObject({ immediate: true, replaced_change: { package_code: plan } });
    await shop.goTo(new Date('2027-05-01T02:00:00Z'));
    expect(await shop.standing()).toEqual(onPlan('enterprise'));
    expect(await paid()).toEqual([35_880, 12_000, 11_880]);
  });

  it('a card that declines changes nothing, not even what was scheduled', async () => {
    await done('starter', then);
    await shop.settle();
    const before = await shop.standing();
    await shop.double.setDecline(card, 'insufficient_funds');
    const { status: http, body } = await upgrade('enterprise', now);
    expect([http, body]).toEqual([
      402,
      {
        error: expect.stringMatching(/^The card has not enough funds\. Nothing was charged and the plan is as before/),
        code: 'INSUFFICIENT_FUNDS',
        url: `${shop.url.replace('127.0.0.1', 'localhost')}/account/cards?org=org_demo_acme`,
      },
    ]);
    await shop.settle();
    expect(await shop.standing()).toEqual(before);
    expect(await paid()).toEqual([11_880]);
    await shop.double.setDecline(card, null);
    expect(await done('enterprise', now)).toMatchObject({ new_package: 'enterprise' });
  });

  it('a card that has gone from Stripe, unknown to us so far, is none', async () => {
    const { stripe } = shop.stripe;
    await shop.settle();
    shop.double.events.hold();
    await stripe.paymentMethods.detach(card);
    const { status: http, body } = await upgrade('enterprise', now);
    expect([http, body]).toEqual([
      409,
      {
        error: expect.stringMatching(/^No payment method is saved\. A person can save a card at /),
        code: 'NO_SAVED_METHOD',
        url: expect.stringMatching(/\/account\/cards\?org=org_demo_acme$/),
      },
    ]);
    expect(await paid()).toEqual([11_880]);
    expect(await shop.db('plan_change')).toEqual([]);
    shop.double.events.release();
    card = await shop.saveCard('pm_card_visa');
  });

  it('two at once end in one plan, and each is paid for what it came to', async () => {
    const answers = await Promise.all([upgrade('agency', now), upgrade('enterprise', now, 'acme-billing')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await shop.settle();
    const live = await shop.live();
    const standing = (await shop.standing()) as { plan: string };
    expect(['agency', 'enterprise']).toContain(standing.plan);
    expect(standing).toEqual(onPlan(standing.plan));
    expect(live.items.data[0]?.price.lookup_key).toBe(`plan_${standing.plan}_monthly`);
    const [last, first] = answers
      .map(({ body }) => body)
      .toSorted((one) => (one.new_package === standing.plan ? -1 : 1));
    expect([first.current_package, last.current_package]).toEqual(['professional', first.new_package]);
  });

  it('the same twice at once is paid once', async () => {
    const answers = await Promise.all([upgrade('agency', now), upgrade('agency', now)]);
    expect(answers.map(({ body }) => body.code ?? 'done').sort()).toEqual(['ALREADY_ON_PLAN', 'done']);
    expect(await paid()).toEqual([6_000, 11_880]);
  });

  it('the first plan twice at once is one subscription', async () => {
    await done('starter', now);
    const answers = await Promise.all([upgrade('agency', now), upgrade('enterprise', now)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await shop.settle();
    expect((await shop.live()).status).toBe('active');
  });
});

it('while a plan is tried for free nothing is asked for and nothing is given back', async () => {
  const { id } = await shop.live();
  const trial_end = Date.UTC(2027, 4, 10) / 1_000;
  await shop.stripe.stripe.subscriptions.cancel(id);
  await shop.stripe.stripe.subscriptions.create({
    customer: 'cus_demo_acme',
    items: [{ price: await shop.price('professional') }],
    trial_end,
    metadata: { purpose: 'plan' },
  });
  await shop.settle();
  const { subscription, packages } = await status();
  const ends = '2027-05-10T00:00:00+00:00';
  expect(subscription).toMatchObject({
    status: 'trialing',
    on_trial: true,
    trial_ends_at: ends,
    days_until_renewal: 24,
  });
  expect(packages).toEqual([{ code: 'professional', name: 'Professional Plan', status: 'active', expires_at: null }]);
  const { proration } = await done('agency', {});
  expect(proration).toMatchObject({ net_amount: 0, tax_amount: 0, amount_due: 0, requires_payment: false });
  expect(await done('agency', now)).toMatchObject({ proration, subscription_status: 'trialing' });
});

describe('an answer that is lost', () => {
  it('is looked up under the same key, and paid once', async () => {
    shop.double.events.hold();
    shop.double.befall('loses its answer', 1);
    const input = { ...now, idempotency_key: 'a-lost-answer' };
    expect((await upgrade('enterprise', input)).status).toBe(500);
    expect(await shop.standing()).toEqual(onPlan('professional'));
    expect(await done('enterprise', input)).toMatchObject({
      ...{ immediate: true, current_package: 'professional', new_package: 'enterprise' },
      proration: { current_plan_price: 99, new_plan_price: 299, net_amount: 100, amount_due: 120 },
    });
    expect(await shop.standing()).toEqual(onPlan('enterprise'));
    expect(await paid()).toEqual([12_000, 11_880]);
  });

  it('of a first plan is looked up likewise; that of an end is known by there being nothing more to end', async () => {
    shop.double.befall('loses its answer', 1);
    const { proration } = await done('starter', now);
    expect(proration).toMatchObject({ credit_amount: 49.5, amount_due: 0 });
    shop.double.befall('loses its answer', 1);
    const input = { ...now, idempotency_key: 'a-lost-beginning' };
    expect((await upgrade('agency', input)).status).toBe(500);
    expect((await done('agency', input)).proration).toMatchObject({
      ...{ credit_amount: 0, prorated_new_cost: 199, net_amount: 199, tax_amount: 39.8 },
    });
    expect((await shop.live()).items.data[0]?.price.lookup_key).toBe('plan_agency_monthly');
  });

  it('of a change that was to replace what is scheduled is looked up, and what is left of it done', async () => {
    await done('agency', then);
    shop.double.befall('loses its answer', 1);
    const input = { ...now, idempotency_key: 'half-of-it' };
    expect((await upgrade('enterprise', input)).status).toBe(500);
    expect(await done('enterprise', input)).toMatchObject({
      ...{ immediate: true, current_package: 'professional', new_package: 'enterprise' },
      proration: { credit_amount: 49.5, prorated_new_cost: 149.5, net_amount: 100, tax_amount: 20, amount_due: 120 },
    });
    await shop.settle();
    expect(await shop.standing()).toEqual(onPlan('enterprise'));
  });

  it('keeps others waiting only until it has settled at Stripe', async () => {
    shop.double.befall('loses its answer', 1);
    expect((await upgrade('enterprise', now)).status).toBe(500);
    shop.setNow(new Date(shop.now().getTime() + settlingMs));
    expect((await upgrade('agency', now, 'acme-billing')).body).toMatchObject({
      current_package: 'enterprise',
      new_package: 'agency',
    });
  });

  it('and one that says that nothing was done keeps nobody waiting', async () => {
    shop.double.befall('slow down', 1);
    expect((await upgrade('enterprise', now)).status).toBe(500);
    expect((await upgrade('agency', now, 'acme-billing')).body).toMatchObject({
      current_package: 'professional',
      new_package: 'agency',
    });
  });

  it('and is never asked for again is told by the event', async () => {
    shop.double.befall('loses its answer', 1);
    expect((await upgrade('enterprise', now)).status).toBe(500);
    await shop.settle();
    expect(await shop.standing()).toEqual(onPlan('enterprise'));
  });

  it('of which no event tells either is found by itself', async () => {
    shop.double.events.hold();
    shop.double.befall('loses its answer', 1);
    expect((await upgrade('enterprise', now)).status).toBe(500);
    shop.setNow(new Date('2027-04-16T00:06:00Z'));
    await keep();
    expect(await shop.standing()).toEqual(onPlan('enterprise'));
    expect(await shop.db('plan_change')).toEqual([]);
  });
});
