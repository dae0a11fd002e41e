import type Stripe from 'stripe';
import type { Proration } from '../../../generated/types/platform.js';
import { toDecimal } from '../money.js';
import { taxOfInvoice } from './plan-invoices.js';
import type { PlanState } from './plan-state.js';
import { type Cycle, comparePlans, freePlan, type Plan, planCurrency } from './plans.js';

const DAY_MS = 86_400_000;

/** From what a change of plan leads to what. Money in minor units. */
export interface Move {
  readonly from: Plan;
  readonly fromMinor: number;
  readonly to: Plan;
  readonly cycle: Cycle;
  /** Until when the period goes that it falls in; null where the first one begins with it. */
  readonly until: Date | null;
}

export function moveFrom(current: PlanState | null, to: Plan): Move {
  if (current === null) return { from: freePlan, fromMinor: 0, to, cycle: 'monthly', until: null };
  const { plan, priceMinor, cycle, period } = current;
  return { from: plan, fromMinor: priceMinor, to, cycle, until: period.end };
}

/**
 * What a change costs now, of the invoice that Stripe makes for it, or would make; null where it makes none. Each line is either
 * given back or asked for, before tax.
 */
export function planFigures(
  { from, fromMinor, to, cycle, until }: Move,
  invoice: Stripe.Invoice | null,
  now: Date,
): Proration {
  const lines = invoice?.lines.data ?? [];
  const credit = lines.reduce((sum, { amount }) => sum + Math.max(-amount, 0), 0);
  const cost = lines.reduce((sum, { amount }) => sum + Math.max(amount, 0), 0);
  const due = invoice?.amount_due ?? 0;
  const end = until ?? new Date(Math.max(0, ...lines.map(({ period }) => period.end)) * 1_000);
  return {
    is_upgrade: comparePlans(from, to) > 0,
    is_downgrade: comparePlans(from, to) < 0,
    current_plan_price: toDecimal(fromMinor, planCurrency),
    new_plan_price: toDecimal(to.priceMinor[cycle], planCurrency),
    credit_amount: toDecimal(credit, planCurrency),
    prorated_new_cost: toDecimal(cost, planCurrency),
    net_amount: toDecimal(cost - credit, planCurrency),
    requires_payment: due > 0,
    days_remaining: daysUntil(end, now),
    currency: planCurrency,
    tax_amount: toDecimal(invoice === null ? 0 : taxOfInvoice(invoice), planCurrency),
    amount_due: toDecimal(due, planCurrency),
  };
}

/** A day that has begun counts; 0 once the moment is over. */
export function daysUntil(moment: Date, now: Date): number {
  return Math.max(0, Math.ceil((moment.getTime() - now.getTime()) / DAY_MS));
}
