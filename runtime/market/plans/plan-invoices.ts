import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { atSecond, idOf } from '../payments/payments.js';
import { syncPlan } from './sync-plan.js';

/**
 * Brings an invoice of a plan to where it stands at Stripe, after the subscription that it is of. A draft is nobody's to see
 * yet. `db` as for `syncPlan`, in whose lock the invoice is read.
 */
export async function syncPlanInvoice(
  db: Knex,
  stripe: Stripe,
  { organizationId, invoiceId }: { readonly organizationId: string; readonly invoiceId: string },
): Promise<void> {
  await syncPlan(db, stripe, organizationId);
  const invoice = await stripe.invoices.retrieve(invoiceId);
  const { status, number } = invoice;
  if (status === null || status === 'draft' || number === null) return;
  const subscriptionId = idOf(invoice.parent?.subscription_details?.subscription);
  const subscription: { id: string } | undefined = await db('plan_subscription')
    .where({ stripe_subscription_id: subscriptionId, organization_id: organizationId })
    .first('id');
  // The first invoice of a subscription that was never paid, and so never begun.
  if (subscription === undefined) return;
  const current = { number, status, ...moneyOf(invoice), ...momentsOf(invoice) };
  await db('plan_invoice')
    .insert({
      id: newId('pli'),
      organization_id: organizationId,
      plan_subscription_id: subscription.id,
      stripe_invoice_id: invoice.id,
      ...current,
    })
    .onConflict('stripe_invoice_id')
    .merge(current);
}

/** In minor units. */
export function moneyOf(invoice: Stripe.Invoice) {
  return {
    subtotal_minor: invoice.subtotal,
    discount_minor: sum(invoice.total_discount_amounts),
    tax_minor: taxOfInvoice(invoice),
    total_minor: invoice.total,
    amount_paid_minor: invoice.amount_paid,
    amount_due_minor: invoice.amount_remaining,
    currency: invoice.currency.toUpperCase(),
  };
}

/** Below 0 where tax is given back. */
export function taxOfInvoice({ total_taxes }: Pick<Stripe.Invoice, 'total_taxes'>): number {
  return sum(total_taxes);
}

/** What is charged to a card by itself is due as soon as it is issued. */
export function momentsOf({ status_transitions: { finalized_at, paid_at }, created, due_date }: Stripe.Invoice) {
  const issued = finalized_at ?? created;
  return {
    issued_at: atSecond(issued),
    due_at: atSecond(due_date ?? issued),
    paid_at: paid_at === null ? null : atSecond(paid_at),
  };
}

function sum(amounts: readonly { readonly amount: number }[] | null): number {
  return (amounts ?? []).reduce((total, { amount }) => total + amount, 0);
}
