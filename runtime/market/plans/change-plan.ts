import type Stripe from 'stripe';
import type { PlanChange } from '../../../generated/types/platform.js';
import { showMoment } from '../moment.js';
import type { ChargeRefusal } from '../payments/payment-failures.js';
import { idOf, type Payments } from '../payments/payments.js';
import type { ClaimedChange } from './claim-change.js';
import type { Wish } from './decide-change.js';
import { makeChange } from './make-change.js';
import { type Move, moveFrom, planFigures } from './plan-figures.js';
import { syncPlanInvoice } from './plan-invoices.js';
import { type PlanState, readPlan, readPlans } from './plan-state.js';
import { decideFor, type Subscriber } from './plan-wish.js';
import { toReplaced } from './preview-plan.js';
import { refusedChange } from './refused-change.js';
import { syncPlan } from './sync-plan.js';

/** A claimed change, and under which key its requests go out. */
export interface Changing {
  readonly organizationId: string;
  readonly subscriber: Subscriber;
  readonly wish: Wish;
  readonly claim: ClaimedChange;
  readonly key: string;
}

type Refusal = Exclude<ReturnType<typeof decideFor>, object> | ChargeRefusal;

/**
 * Makes a change of plan at Stripe and brings our rows to where it stands then, ahead of the events that tell the same. Stripe is
 * asked first how the plan stands: what an earlier attempt has done, whose answer was lost, is not done again. A refusal has
 * changed nothing. Rejects where nobody knows what has become of it.
 */
export async function changePlan(
  { db, now }: Pick<Payments, 'db' | 'now'>,
  stripe: Stripe,
  { organizationId, subscriber, wish, claim, key }: Changing,
): Promise<PlanChange | Refusal> {
  const { customer, tax } = subscriber;
  const current = customer === null ? null : await readPlan(stripe, customer);
  const step = decideFor(subscriber, current, wish);
  const done = step === 'ALREADY_ON_PLAN' && claim.again;
  if (typeof step === 'string' && !done) return step;
  if (customer === null) throw new Error('Nobody whom Stripe does not know has a plan to change.');
  if (typeof step !== 'string') {
    const terms = { customer, tax, at: claim.begunAt.getTime() / 1_000 };
    const refusal = await makeChange(stripe, { step, current, target: wish.target, terms, key }).then(
      () => null,
      (error: unknown) => refusedChange(stripe, { customer, current }, error),
    );
    if (refusal !== null) return refusal;
  }
  const after = await planAfter(stripe, customer, current);
  const waits = after.plan !== wish.target && after.scheduled !== null;
  const invoice = waits ? null : await invoiceOf(stripe, after, claim, current);
  await db.transaction((transaction) =>
    invoice === null
      ? syncPlan(transaction, stripe, organizationId)
      : syncPlanInvoice(transaction, stripe, { organizationId, invoiceId: invoice.id }),
  );
  return {
    success: true,
    immediate: !waits,
    current_package: claim.again ? claim.from.code : moveFrom(current, wish.target).from.code,
    new_package: wish.target.code,
    proration: planFigures(claim.again ? resumed(claim, after, wish) : moveFrom(current, wish.target), invoice, now()),
    subscription_status: after.status,
    effective_at: showMoment(waits ? after.period.end : claim.begunAt),
    replaced_change: claim.again ? null : toReplaced(current),
  };
}

/** Of an attempt that goes on with what an earlier one has begun: what was before may be gone. */
function resumed({ from }: ClaimedChange, { cycle, period }: PlanState, { target }: Wish): Move {
  return { from, fromMinor: from.priceMinor[cycle], to: target, cycle, until: period.end };
}

/** The one that was changed as it is now; else the one that goes on, else the one that ended last. */
async function planAfter(stripe: Stripe, customer: string, before: PlanState | null): Promise<PlanState> {
  const states = await readPlans(stripe, customer);
  const order = ({ status, subscription: { id, ended_at } }: PlanState) => {
    if (id === before?.subscription.id) return 2 * Number.MAX_SAFE_INTEGER;
    return status === 'canceled' ? (ended_at ?? 0) : Number.MAX_SAFE_INTEGER;
  };
  const [latest] = states.toSorted((one, other) => order(other) - order(one));
  if (latest === undefined) throw new Error(`Customer ${customer} has no subscription to a plan after a change.`);
  return latest;
}

/** Stripe's clock may be behind ours by so much. */
const SKEW_MS = 60_000;

/**
 * What a change was invoiced with; null where nothing was: an invoice that was not there before or, of a change that an earlier
 * attempt had made in part or whole, one that is of the time since that began.
 */
async function invoiceOf(
  stripe: Stripe,
  { subscription }: PlanState,
  { again, begunAt }: ClaimedChange,
  before: PlanState | null,
): Promise<Stripe.Invoice | null> {
  const id = idOf(subscription.latest_invoice);
  if (id === null) return null;
  const isNew = id !== idOf(before?.subscription.latest_invoice);
  if (!isNew && !again) return null;
  const invoice = await stripe.invoices.retrieve(id);
  return isNew || invoice.created * 1_000 >= begunAt.getTime() - SKEW_MS ? invoice : null;
}
