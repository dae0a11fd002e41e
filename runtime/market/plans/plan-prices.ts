import type Stripe from 'stripe';
import { type Cycle, findPlan, type Plan, planCurrency } from './plans.js';

/** What Stripe finds the price of a plan by. */
export function lookupKey(plan: Plan, cycle: Cycle): string {
  return `plan_${plan.code}_${cycle}`;
}

export function productOf({ code }: Plan): string {
  return `plan_${code}`;
}

/** What Stripe is to know of a price: also whose it is, once another has its lookup key. */
export function priceParams(plan: Plan, cycle: Cycle) {
  return {
    currency: planCurrency.toLowerCase(),
    unit_amount: plan.priceMinor[cycle],
    product: productOf(plan),
    recurring: { interval: cycle === 'monthly' ? ('month' as const) : ('year' as const) },
    tax_behavior: 'exclusive' as const,
    lookup_key: lookupKey(plan, cycle),
    metadata: { plan: plan.code },
  };
}

/**
 * The id of what a plan costs at Stripe, made known to it when it is first asked for. A price cannot be changed: where our
 * table has another amount, a new one takes the lookup key, and who has subscribed to the old one goes on paying that.
 * Whoever asks at the same time, or again after a crash, gets the same one.
 * https://docs.stripe.com/products-prices/manage-prices#lookup-keys
 */
export async function planPrice(stripe: Stripe, plan: Plan, cycle: Cycle): Promise<string> {
  const params = priceParams(plan, cycle);
  const { data } = await stripe.prices.list({ lookup_keys: [params.lookup_key], active: true, limit: 1 });
  const [known] = data;
  if (known?.unit_amount === params.unit_amount && known.currency === params.currency) return known.id;
  await knowProduct(stripe, plan);
  const idempotencyKey = `plan-price:${params.lookup_key}:${params.unit_amount}`;
  const price = await stripe.prices.create({ ...params, transfer_lookup_key: true }, { idempotencyKey });
  return price.id;
}

async function knowProduct(stripe: Stripe, plan: Plan): Promise<void> {
  const id = productOf(plan);
  try {
    await stripe.products.create({ id, name: plan.name }, { idempotencyKey: `plan-product:${id}` });
  } catch (error) {
    if ((error as { readonly code?: string }).code !== 'resource_already_exists') throw error;
  }
}

/** The plan that a price is of; undefined for a price of anything else. */
export function planOfPrice({ metadata, recurring }: Stripe.Price): { plan: Plan; cycle: Cycle } | undefined {
  const plan = findPlan(metadata.plan ?? '');
  if (plan === undefined || recurring === null) return undefined;
  return { plan, cycle: recurring.interval === 'year' ? 'yearly' : 'monthly' };
}
