import type Stripe from 'stripe';
import type { PlanPreview, ScheduledPlan } from '../../../generated/types/platform.js';
import { showMoment } from '../moment.js';
import type { Wish } from './decide-change.js';
import { moveFrom, planFigures } from './plan-figures.js';
import { type PlanState, readPlan } from './plan-state.js';
import { decideFor, type Subscriber } from './plan-wish.js';
import { previewStep } from './preview-change.js';

/** What a wish would come to at this moment, or why it comes to nothing. Nothing changes at Stripe. */
export async function previewPlan(
  stripe: Stripe,
  subscriber: Subscriber,
  wish: Wish,
  now: Date,
): Promise<PlanPreview | Exclude<ReturnType<typeof decideFor>, object>> {
  const { customer, tax } = subscriber;
  const current = customer === null ? null : await readPlan(stripe, customer);
  const step = decideFor(subscriber, current, wish);
  if (typeof step === 'string') return step;
  if (customer === null) throw new Error('Nobody whom Stripe does not know has a plan to change.');
  const terms = { customer, tax, at: Math.floor(now.getTime() / 1_000) };
  const invoice = await previewStep(stripe, step, current, { target: wish.target, terms });
  const move = moveFrom(current, wish.target);
  return {
    preview: true,
    current_package: move.from.code,
    new_package: wish.target.code,
    proration: planFigures(move, invoice, now),
    effective_at: showMoment(step.kind === 'schedule' && current !== null ? current.period.end : now),
    replaced_change: toReplaced(current),
  };
}

export function toReplaced(current: PlanState | null): ScheduledPlan | null {
  const scheduled = current?.scheduled ?? null;
  return scheduled && { package_code: scheduled.plan.code, effective_at: showMoment(scheduled.at) };
}
