import type { Payments } from '../payments/payments.js';
import { forgetChange } from './claim-change.js';
import { syncPlanInvoice } from './plan-invoices.js';
import { syncPlan } from './sync-plan.js';

/**
 * Organizations whose plan may stand elsewhere at Stripe than here: a change of it was begun and nobody has told how it ended, a
 * period is over and nobody has told what came of it, or a payment is overdue. `before`: the moment since which it would have
 * been told.
 */
export async function plansToLookUp({ db }: Payments, before: Date): Promise<readonly string[]> {
  const { rows } = await db.raw<{ rows: { organization_id: string }[] }>(
    `select organization_id from plan_change where begun_at < :before
     union select organization_id from plan_subscription
       where ended_at is null and (status = 'past_due' or current_period_end < :before)
     order by organization_id`,
    { before },
  );
  return rows.map(({ organization_id }) => organization_id);
}

/** Brings an organization's plan and its latest invoices to where Stripe has them; a change that was left behind is forgotten. */
export async function lookUpPlan({ db, stripe }: Payments, organizationId: string, before: Date): Promise<void> {
  await db.transaction((transaction) => syncPlan(transaction, stripe, organizationId));
  const live: { stripe_subscription_id: string } | undefined = await db('plan_subscription')
    .where({ organization_id: organizationId })
    .orderBy('created_at', 'desc')
    .first('stripe_subscription_id');
  if (live !== undefined) {
    const { data } = await stripe.invoices.list({ subscription: live.stripe_subscription_id, limit: 10 });
    for (const { id: invoiceId } of data) {
      await db.transaction((transaction) => syncPlanInvoice(transaction, stripe, { organizationId, invoiceId }));
    }
  }
  await forgetChange(db, organizationId, before);
}
