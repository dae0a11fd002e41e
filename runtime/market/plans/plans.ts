import type { PlanCode } from '../../../generated/types/platform.js';

export type Cycle = 'monthly' | 'yearly';

/** A plan as it is sold. Its quota is that of the same code in `server.yaml`. Money in minor units of `planCurrency`. */
export interface Plan {
  readonly code: PlanCode;
  readonly name: string;
  /** Of each cycle; 0 is free. */
  readonly priceMinor: Readonly<Record<Cycle, number>>;
}

export const planCurrency = 'GBP';

/** A year costs ten months. */
const plan = (code: PlanCode, name: string, monthly: number): Plan => ({
  code,
  name,
  priceMinor: { monthly, yearly: 10 * monthly },
});

/** What everybody has who pays for nothing. */
export const freePlan = plan('starter', 'Starter Plan', 0);

/** From the smallest to the largest. */
export const plans: readonly Plan[] = [
  freePlan,
  plan('professional', 'Professional Plan', 9_900),
  plan('agency', 'Agency Plan', 19_900),
  plan('enterprise', 'Enterprise Plan', 29_900),
];

/** Undefined for a code that no plan has. */
export function findPlan(code: string): Plan | undefined {
  return plans.find((each) => each.code === code);
}

/** Of a code that has been stored. Throws where it is none. */
export function planOf(code: string): Plan {
  const found = findPlan(code);
  if (found === undefined) throw new Error(`There is no plan '${code}'.`);
  return found;
}

/** Above 0 where the second is the larger plan. */
export function comparePlans(from: Plan, to: Plan): number {
  return plans.indexOf(to) - plans.indexOf(from);
}
