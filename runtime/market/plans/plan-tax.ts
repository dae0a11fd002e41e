import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { defaultAddress } from '../billing/addresses.js';

/** What is levied on a plan. 2000 basis points are 20%. */
export interface PlanTax {
  readonly country: string;
  readonly name: string;
  readonly basisPoints: number;
}

/** By the country of the address that orders are billed to; null where nothing is levied, or nobody knows the country. */
export async function planTax(db: Knex, organizationId: string): Promise<PlanTax | null> {
  const address = await defaultAddress(db, organizationId);
  if (address === null) return null;
  const { country } = address;
  const rate: { name: string; basis_points: number } | undefined = await db('tax_rate')
    .where({ country })
    .where('basis_points', '>', 0)
    .first('name', 'basis_points');
  return rate === undefined ? null : { country, name: rate.name, basisPoints: rate.basis_points };
}

/**
 * Stripe's rate for a tax, made known to it when it is first asked for. A rate cannot be changed, so one of another percentage
 * is another rate. https://docs.stripe.com/billing/taxes/tax-rates
 */
export async function planTaxRate(stripe: Stripe, tax: PlanTax | null): Promise<string | null> {
  if (tax === null) return null;
  const params = taxRateParams(tax);
  for await (const rate of stripe.taxRates.list({ active: true, inclusive: false, limit: 100 })) {
    const { country, percentage, metadata } = rate;
    // Others in the same account may be for something else.
    if (metadata?.purpose !== params.metadata.purpose) continue;
    if (country === params.country && percentage === params.percentage) return rate.id;
  }
  const rate = await stripe.taxRates.create(params, { idempotencyKey: `plan-tax:${tax.country}:${tax.basisPoints}` });
  return rate.id;
}

export function taxRateParams({ country, name, basisPoints }: PlanTax) {
  const metadata = { purpose: 'plan' };
  return { display_name: name, inclusive: false, percentage: basisPoints / 100, country, metadata };
}
