import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cycle } from '../../../runtime/market/plans/plans.js';
import { openPlanShop, type PlanShop, tool } from './plans.js';

let shop: PlanShop;
beforeAll(async () => {
  shop = await openPlanShop();
});
afterAll(() => shop?.close());

/** Begun, changed, from and to what: months of every length, the day that leaps, the first and the last moment, years. */
const cases: readonly (readonly [string, string, string, string, Cycle])[] = [
  ['2027-01-01T00:00:00Z', '2027-01-16T00:00:00Z', 'professional', 'enterprise', 'monthly'],
  ['2027-01-31T12:00:00Z', '2027-02-13T05:06:07Z', 'professional', 'agency', 'monthly'],
  ['2028-01-31T12:00:00Z', '2028-02-29T06:00:00Z', 'professional', 'agency', 'monthly'],
  ['2028-02-29T09:30:00Z', '2028-12-31T23:59:59Z', 'agency', 'enterprise', 'yearly'],
  ['2027-03-31T23:59:59Z', '2027-03-31T23:59:59Z', 'professional', 'enterprise', 'monthly'],
  ['2027-05-31T18:00:00Z', '2027-06-07T03:33:33Z', 'enterprise', 'professional', 'monthly'],
  ['2027-08-15T08:15:00Z', '2028-02-29T00:00:01Z', 'enterprise', 'agency', 'yearly'],
  ['2027-08-15T08:15:00Z', '2027-09-14T08:14:59Z', 'professional', 'agency', 'monthly'],
  ['2027-10-31T00:30:00Z', '2027-11-11T11:11:11Z', 'agency', 'starter', 'monthly'],
  ['2027-12-31T12:00:00Z', '2028-06-30T12:00:00Z', 'professional', 'starter', 'yearly'],
];

const minor = (amount: number) => Math.round(amount * 100);
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

it.each(cases)('begun %s, changed %s from %s to %s, %s: to the cent', async (begun, changed, from, to, cycle) => {
  await shop.begin(new Date(begun), from, cycle);
  await shop.goTo(new Date(changed));
  const preview = await shop.succeed('acme-owner', tool, { package_code: to });
  expect(await shop.standing()).toMatchObject({ plan: from });
  const before = (await shop.invoices()).length;
  const done = await shop.succeed('acme-owner', tool, { package_code: to, preview: false });
  expect(done.proration).toEqual(preview.proration);

  const invoices = await shop.invoices();
  const { proration } = preview;
  const [invoice] = invoices;
  expect(invoices.length - before).toBe(1);
  const amounts = invoice?.lines.data.map(({ amount }) => amount) ?? [];
  expect({
    credit: minor(proration.credit_amount),
    cost: minor(proration.prorated_new_cost),
    net: minor(proration.net_amount),
    tax: minor(proration.tax_amount),
    due: minor(proration.amount_due),
  }).toEqual({
    credit: -sum(amounts.filter((amount) => amount < 0)),
    cost: sum(amounts.filter((amount) => amount > 0)),
    net: invoice?.subtotal,
    tax: sum(invoice?.total_taxes?.map(({ amount }) => amount) ?? []),
    due: invoice?.amount_due,
  });
  expect(proration.requires_payment).toBe((invoice?.amount_paid ?? 0) > 0);
  await shop.settle();
  expect(await shop.standing()).toMatchObject(
    to === 'starter' ? { plan: to, live: null } : { plan: to, live: { plan: to } },
  );
});

it('half of a month is half of its price, as anybody would count', async () => {
  await shop.begin(new Date('2027-04-01T00:00:00Z'));
  await shop.goTo(new Date('2027-04-16T00:00:00Z'));
  expect(await shop.succeed('acme-billing', tool, { package_code: 'enterprise' })).toEqual({
    preview: true,
    current_package: 'professional',
    new_package: 'enterprise',
    proration: {
      is_upgrade: true,
      is_downgrade: false,
      current_plan_price: 99,
      new_plan_price: 299,
      credit_amount: 49.5,
      prorated_new_cost: 149.5,
      net_amount: 100,
      requires_payment: true,
      days_remaining: 15,
      currency: 'GBP',
      tax_amount: 20,
      amount_due: 120,
    },
    effective_at: '2027-04-16T00:00:00+00:00',
    replaced_change: null,
  });
});

it('in the last second of a period nothing is left to settle: the next renewal is not told as due now', async () => {
  await shop.begin(new Date('2028-01-31T12:00:00Z'));
  await shop.goTo(new Date('2028-02-29T11:59:59Z'));
  const nothing = { credit_amount: 0, prorated_new_cost: 0, net_amount: 0, tax_amount: 0, amount_due: 0 };
  const { proration } = await shop.succeed('acme-owner', tool, { package_code: 'agency' });
  expect(proration).toMatchObject({ ...nothing, requires_payment: false, days_remaining: 1 });
  const done = await shop.succeed('acme-owner', tool, { package_code: 'agency', preview: false });
  expect(done.proration).toEqual(proration);
  expect(await shop.invoices()).toHaveLength(1);
});

it('what a smaller plan gives back pays the next invoices, tax included', async () => {
  await shop.begin(new Date('2027-04-01T00:00:00Z'), 'enterprise');
  await shop.goTo(new Date('2027-04-16T00:00:00Z'));
  const { proration } = await shop.succeed('acme-owner', tool, { package_code: 'professional', preview: false });
  expect(proration).toMatchObject({ is_downgrade: true, net_amount: -100, tax_amount: -20, amount_due: 0 });
  expect(proration.requires_payment).toBe(false);
  await shop.goTo(new Date('2027-05-01T02:00:00Z'));
  const [renewal] = await shop.invoices();
  expect(renewal).toMatchObject({ total: 11_880, starting_balance: -12_000, amount_due: 0, status: 'paid' });
});
