import type { PlanState } from './plan-state.js';
import { freePlan, type Plan } from './plans.js';

/** What somebody wants. */
export interface Wish {
  readonly target: Plan;
  /** Now; else with the end of the period. */
  readonly immediate: boolean;
}

/** What is to be done at Stripe for it. */
export type Step =
  /** The first subscription, whose first period is paid now. */
  | { readonly kind: 'begin' }
  /** Another price from now on, settled now. */
  | { readonly kind: 'change' }
  /** Ends now; what is left is credited. */
  | { readonly kind: 'end' }
  /** Another plan, or none, from the end of the period on. */
  | { readonly kind: 'schedule' }
  /** The plan of now stays: what was scheduled is taken back. */
  | { readonly kind: 'keep' };

export type ChangeRefusal = 'ALREADY_ON_PLAN' | 'NO_PERIOD_END' | 'PAYMENT_OVERDUE';

/**
 * What a wish comes to, by where Stripe stands. While an invoice is overdue no plan is changed at once: Stripe would credit time
 * that nobody has paid for, and the subscription would be in good standing again with the old invoice open
 * (https://docs.stripe.com/billing/subscriptions/prorations#credit-prorations). With the end of the period, or to the free plan
 * then, it may be.
 */
export function decideChange(current: PlanState | null, { target, immediate }: Wish): Step | ChangeRefusal {
  if (current === null) {
    if (target === freePlan) return 'ALREADY_ON_PLAN';
    return immediate ? { kind: 'begin' } : 'NO_PERIOD_END';
  }
  if (target === current.plan) return current.scheduled === null ? 'ALREADY_ON_PLAN' : { kind: 'keep' };
  if (!immediate) return current.scheduled?.plan === target ? 'ALREADY_ON_PLAN' : { kind: 'schedule' };
  if (current.status === 'past_due') return 'PAYMENT_OVERDUE';
  return { kind: target === freePlan ? 'end' : 'change' };
}
