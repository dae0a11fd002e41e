import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { atSecond } from '../payments/payments.js';
import { momentsOf, moneyOf } from '../plans/plan-invoices.js';
import { priceParams, productOf } from '../plans/plan-prices.js';
import { planMetadata } from '../plans/plan-state.js';
import { taxRateParams } from '../plans/plan-tax.js';
import { freePlan, planOf, plans } from '../plans/plans.js';
import { renew } from '../stripe-double/billing.js';
import { finalizeInvoice, type Invoice } from '../stripe-double/invoice.js';
import { Params } from '../stripe-double/params.js';
import { resources } from '../stripe-double/resources.js';
import { periodOf, type Subscription } from '../stripe-double/subscription.js';
import { at, change, find, type Stored, seeding, type Work } from '../stripe-double/work.js';

const DAY = 86_400;
const professional = planOf('professional');

/**
 * Acme pays for a plan and is in the middle of a month. Globex has not paid for this one, and Stripe waits for another card. Told
 * by no events: our rows are put in along with it.
 */
export async function seedPlans(db: Knex, now: Date): Promise<void> {
  const today = Math.floor(now.getTime() / 1_000);
  const work = seeding(db, new Date((today - 45 * DAY) * 1_000));
  const [british, german] = await seedTerms(work);

  const acme = await subscribe(at(work, today - 15 * DAY), 'acme', british);
  await mirror(work, 'acme', acme);
  await mirrorInvoice(work, 'acme', acme);

  const paid = await subscribe(work, 'globex', german);
  const later = at(work, periodOf(paid).end);
  const renewed = await renew(later, paid);
  const open = await finalizeInvoice(later, await invoiceOf(later, renewed));
  await change(later, open, { attempted: true, attempt_count: 1, next_payment_attempt: null, _due: null });
  const globex = (await change(later, renewed, { status: 'past_due' })) as Subscription;
  await mirror(work, 'globex', globex);
  await mirrorInvoice(work, 'globex', paid);
  await mirrorInvoice(work, 'globex', globex);

  await db('organization').whereIn('id', ['org_demo_acme', 'org_demo_globex']).update({ plan: professional.code });
  await db('stripe_double.object').where({ type: 'event' }).delete();
}

/** What the plans cost, and what is levied where the demo's organizations are billed. */
async function seedTerms(work: Work): Promise<readonly string[]> {
  for (const plan of plans.filter((each) => each !== freePlan)) {
    await ask(work, 'POST /v1/products', { id: productOf(plan), name: plan.name });
    for (const cycle of ['monthly', 'yearly'] as const) await ask(work, 'POST /v1/prices', priceParams(plan, cycle));
  }
  const ids: string[] = [];
  for (const [country, basisPoints] of [
    ['GB', 2_000],
    ['DE', 1_900],
  ] as const) {
    const { id } = await ask(work, 'POST /v1/tax_rates', taxRateParams({ country, name: 'VAT', basisPoints }));
    ids.push(id);
  }
  return ids;
}

async function subscribe(work: Work, name: string, rate: string | undefined): Promise<Subscription> {
  const { data } = (await ask(work, 'GET /v1/prices', {
    lookup_keys: [priceParams(professional, 'monthly').lookup_key],
  })) as unknown as { readonly data: readonly Stored[] };
  const { id } = await ask(work, 'POST /v1/subscriptions', {
    customer: `cus_demo_${name}`,
    items: [{ price: data[0]?.id }],
    default_tax_rates: [rate],
    payment_behavior: 'error_if_incomplete',
    metadata: planMetadata,
  });
  return find<Subscription>(work, 'subscription', id);
}

/** A request as the double has it, whose numbers and truths are texts. */
async function ask(work: Work, route: string, params: object): Promise<Stored> {
  const handler = resources[route];
  if (handler === undefined) throw new Error(`The Stripe double has no ${route}.`);
  const texts = JSON.parse(JSON.stringify(params), (_, value) =>
    typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
  );
  return (await handler(work, new Params(texts), [])) as Stored;
}

function invoiceOf(work: Work, { latest_invoice }: Subscription): Promise<Invoice> {
  return find<Invoice>(work, 'invoice', String(latest_invoice));
}

async function mirror({ db }: Work, name: string, subscription: Subscription): Promise<void> {
  const { start, end: over } = periodOf(subscription);
  await db('plan_subscription').insert({
    id: `pls_demo_${name}`,
    organization_id: `org_demo_${name}`,
    stripe_subscription_id: subscription.id,
    plan: professional.code,
    billing_cycle: 'monthly',
    status: subscription.status,
    current_period_start: atSecond(start),
    current_period_end: atSecond(over),
    created_at: atSecond(subscription.created as number),
  });
}

/** The latest one of a subscription. */
async function mirrorInvoice(work: Work, name: string, subscription: Subscription): Promise<void> {
  const stored = await invoiceOf(work, subscription);
  const invoice = stored as unknown as Stripe.Invoice;
  await work.db('plan_invoice').insert({
    id: `pli_demo_${name}_${stored.billing_reason === 'subscription_create' ? 1 : 2}`,
    organization_id: `org_demo_${name}`,
    plan_subscription_id: `pls_demo_${name}`,
    stripe_invoice_id: stored.id,
    number: invoice.number,
    status: stored.status,
    ...moneyOf(invoice),
    ...momentsOf(invoice),
  });
}
