import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Market, openMarket } from '../market.js';

const noon = new Date('2026-06-15T12:00:00Z');
const ofAcme = { organization_id: 'org_demo_acme' };

let market: Market;
beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
});
afterAll(() => market.close());

/** Acme's orders of the demo alone: 1001 and its renewal 1002, both paid. */
beforeEach(async () => {
  market.setNow(noon);
  await market.db('plan_subscription').delete();
  await market.db('refund').where(ofAcme).delete();
  await market.db('customer_order').where(ofAcme).update({ status: 'paid', refunded_at: null });
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
const list = (input: object = {}, principal = 'acme-billing'): Promise<any> =>
  market.succeed(principal, 'list_invoices', input);

const change = (number: string, values: object) => market.db('customer_order').where({ number }).update(values);

let plans = 0;
/** An invoice of a plan of 99.00 and a fifth of it in tax, unpaid since the first of June unless it is said. */
async function planInvoice(values: object = {}, organization_id = 'org_demo_acme'): Promise<void> {
  plans += 1;
  const start = { current_period_start: '2026-06-01', current_period_end: '2026-07-01', created_at: '2026-06-01' };
  const ended = { status: 'canceled', ended_at: '2026-06-02', billing_cycle: 'monthly', plan: 'professional' };
  const id = `pls_test_${plans}`;
  await market.db('plan_subscription').insert({ id, organization_id, stripe_subscription_id: id, ...start, ...ended });
  await market.db('plan_invoice').insert({
    ...{ id: `pli_test_${plans}`, organization_id, plan_subscription_id: id, stripe_invoice_id: `in_test_${plans}` },
    ...{ number: `PLAN-${plans}`, status: 'open', currency: 'GBP', issued_at: '2026-06-01T00:00:00Z' },
    ...{ subtotal_minor: 9900, tax_minor: 1980, total_minor: 11880, amount_due_minor: 11880 },
    ...values,
  });
}

it('answers what the document prints, to the cent', async () => {
  expect(await list({ status: 'paid', limit: 1 })).toEqual({
    workspace_id: 'org_demo_acme',
    count: 1,
    invoices: [
      {
        id: 'ivc_demo_1002',
        invoice_number: 'INV-1002',
        status: 'paid',
        subtotal: 19.99,
        discount_amount: 0,
        tax_amount: 4,
        total: 23.99,
        amount_paid: 23.99,
        amount_due: 0,
        currency: 'GBP',
        issue_date: '2026-02-16',
        due_date: '2026-02-16',
        paid_at: '2026-02-16T10:00:00+00:00',
        is_overdue: false,
        order_number: '1002',
      },
    ],
  });
});

it('has those of the plan among those of orders, the newest first', async () => {
  await planInvoice({
    ...{ number: 'PLAN-A', status: 'paid', discount_minor: 990, tax_minor: 1782, total_minor: 10692 },
    ...{ amount_paid_minor: 10692, amount_due_minor: 0, issued_at: '2026-02-01T00:00:00Z' },
    ...{ due_at: '2026-02-15T00:00:00Z', paid_at: '2026-02-10T14:30:00Z' },
  });
  const { invoices } = await list();
  expect(invoices.map(({ invoice_number: number }: { invoice_number: string }) => number)).toEqual([
    'INV-1002',
    'PLAN-A',
    'INV-1001',
  ]);
  expect(invoices[1]).toEqual({
    ...{ id: `pli_test_${plans}`, invoice_number: 'PLAN-A', status: 'paid', subtotal: 99, discount_amount: 9.9 },
    ...{ tax_amount: 17.82, total: 106.92, amount_paid: 106.92, amount_due: 0, currency: 'GBP' },
    ...{ issue_date: '2026-02-01', due_date: '2026-02-15', paid_at: '2026-02-10T14:30:00+00:00' },
    ...{ is_overdue: false, order_number: null },
  });
});

describe('how an order’s invoice stands', () => {
  const money = async () => {
    const [{ status, amount_paid, amount_due, is_overdue }] = (await list({ limit: 1 })).invoices;
    return { status, amount_paid, amount_due, is_overdue };
  };

  it('is pending on the day of its order, and overdue from the next on', async () => {
    await change('1002', { status: 'pending', paid_at: null });
    market.setNow(new Date('2026-02-16T23:59:59Z'));
    expect(await money()).toEqual({ status: 'pending', amount_paid: 0, amount_due: 23.99, is_overdue: false });
    market.setNow(new Date('2026-02-17T00:00:00Z'));
    expect(await money()).toEqual({ status: 'overdue', amount_paid: 0, amount_due: 23.99, is_overdue: true });
  });

  it('is void where the order failed', async () => {
    await change('1002', { status: 'failed', paid_at: null });
    expect(await money()).toEqual({ status: 'void', amount_paid: 0, amount_due: 0, is_overdue: false });
  });

  it('is void where it was given back, and paid less that where a part was', async () => {
    const order = { ...ofAcme, order_id: 'ord_demo_1002', created_at: noon };
    await market.db('refund').insert({ ...order, id: 'rfd_part', stripe_refund_id: 're_part', amount_minor: 399 });
    expect(await money()).toEqual({ status: 'paid', amount_paid: 20, amount_due: 0, is_overdue: false });
    await market.db('refund').insert({ ...order, id: 'rfd_rest', stripe_refund_id: 're_rest', amount_minor: 2000 });
    await change('1002', { status: 'refunded', refunded_at: noon });
    expect(await money()).toEqual({ status: 'void', amount_paid: 0, amount_due: 0, is_overdue: false });
  });
});

describe('how a plan’s invoice stands', () => {
  const standing = async (values: object) => {
    await planInvoice(values);
    const [{ status, amount_paid, amount_due, is_overdue, due_date }] = (await list({ limit: 1 })).invoices;
    return { status, amount_paid, amount_due, is_overdue, due_date };
  };

  it.each<[string, { due_at?: string; status?: string }, string, number]>([
    ['pending until it is due', { due_at: '2026-06-15T00:00:00Z' }, 'pending', 118.8],
    ['overdue after it', { due_at: '2026-06-14T23:59:59Z' }, 'overdue', 118.8],
    ['overdue where it was due at once', {}, 'overdue', 118.8],
    ['overdue where Stripe has given it up', { status: 'uncollectible' }, 'overdue', 118.8],
    ['void where it is', { status: 'void' }, 'void', 0],
  ])('is %s', async (_, values, status, due) => {
    expect(await standing(values)).toEqual({
      ...{ status, amount_paid: 0, amount_due: due, is_overdue: status === 'overdue' },
      due_date: (values.due_at ?? '2026-06-01').slice(0, 10),
    });
  });

  it('may give more back than it asks for', async () => {
    const credit = { subtotal_minor: -4950, tax_minor: -990, total_minor: -5940, amount_due_minor: 0, status: 'paid' };
    await planInvoice(credit);
    const [invoice] = (await list({ limit: 1 })).invoices;
    expect(invoice).toMatchObject({ status: 'paid', subtotal: -49.5, tax_amount: -9.9, total: -59.4, amount_due: 0 });
  });
});

it('lists those of one status alone', async () => {
  await planInvoice();
  await planInvoice({ due_at: '2026-07-01T00:00:00Z' });
  await change('1001', { status: 'failed' });
  const numbers: Record<string, readonly string[]> = {};
  for (const status of ['paid', 'pending', 'overdue', 'void']) {
    const { count, invoices } = await list({ status });
    numbers[status] = invoices.map((invoice: { invoice_number: string }) => invoice.invoice_number);
    expect([count, ...invoices.map((invoice: { status: string }) => invoice.status)]).toEqual([1, status]);
  }
  expect(numbers).toEqual({
    paid: ['INV-1002'],
    pending: [`PLAN-${plans}`],
    overdue: [`PLAN-${plans - 1}`],
    void: ['INV-1001'],
  });
});

it('lists ten unless it is said, at most fifty, and those of one moment always in one order', async () => {
  for (let index = 0; index < 12; index += 1) await planInvoice();
  expect((await list()).count).toBe(10);
  expect((await list({ limit: 50 })).count).toBe(14);
  const few = (await list({ limit: 3 })).invoices;
  expect(few).toEqual((await list({ limit: 5 })).invoices.slice(0, 3));
  for (const limit of [0, 51, 1.5]) {
    const { status, body } = await market.call('acme-billing', 'list_invoices', { limit });
    expect([limit, status, Object.keys(body.details)]).toEqual([limit, 422, ['limit']]);
  }
});

it('shows an organization its own, whoever else has some', async () => {
  await planInvoice({}, 'org_demo_globex');
  const of = async (principal: string) =>
    (await list({ limit: 50 }, principal)).invoices.map(
      (invoice: { invoice_number: string }) => invoice.invoice_number,
    );
  expect(await of('acme-owner')).toEqual(['INV-1002', 'INV-1001']);
  expect(await of('acme-admin')).toEqual(['INV-1002', 'INV-1001']);
  expect(await of('globex-owner')).toEqual([`PLAN-${plans}`, 'INV-1003']);
  expect(await of('forge-vendor')).toEqual([]);
  for (const principal of ['acme-developer', 'acme-viewer', 'staff']) {
    const { status, body } = await market.call(principal, 'list_invoices');
    expect([principal, status, body.code]).toEqual([
      principal,
      403,
      principal === 'staff' ? 'MISSING_WORKSPACE_CONTEXT' : 'FORBIDDEN',
    ]);
  }
});
