import type { Knex } from 'knex';
import { findMethod } from '../payments/saved-methods.js';
import { type ChangeRefusal, decideChange, type Step, type Wish } from './decide-change.js';
import type { PlanState } from './plan-state.js';
import { type PlanTax, planTax } from './plan-tax.js';
import { comparePlans } from './plans.js';

/** What is known here of who wants another plan. */
export interface Subscriber {
  /** Null: nobody whom Stripe knows. */
  readonly customer: string | null;
  readonly hasCard: boolean;
  readonly tax: PlanTax | null;
}

export async function readSubscriber(db: Knex, organizationId: string): Promise<Subscriber> {
  const account: { stripe_customer_id: string } | undefined = await db('billing_account')
    .where({ organization_id: organizationId })
    .first('stripe_customer_id');
  const method = await findMethod(db, organizationId);
  return {
    customer: account?.stripe_customer_id ?? null,
    hasCard: method !== null,
    tax: await planTax(db, organizationId),
  };
}

/** What a wish comes to, and that what has to be paid now can be: a card is saved. */
export function decideFor(
  { customer, hasCard }: Subscriber,
  current: PlanState | null,
  wish: Wish,
): Step | ChangeRefusal | 'NO_SAVED_METHOD' {
  const decided = decideChange(current, wish);
  if (typeof decided === 'string') return decided;
  const pays =
    decided.kind === 'begin' ||
    (current !== null && comparePlans(current.plan, wish.target) > 0 && decided.kind === 'change');
  return pays && (customer === null || !hasCard) ? 'NO_SAVED_METHOD' : decided;
}
