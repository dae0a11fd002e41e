import type Stripe from 'stripe';
import type { Step, Wish } from './decide-change.js';
import { planPrice } from './plan-prices.js';
import { goingOn, type PlanState } from './plan-state.js';
import { type PlanTax, planTaxRate } from './plan-tax.js';

/** What belongs to a change beside what is wished. */
export interface Terms {
  readonly customer: string;
  readonly tax: PlanTax | null;
  /** The moment from which on another plan counts, in seconds. */
  readonly at: number;
}

/**
 * The invoice that Stripe would make for a step at this very moment, counted by Stripe itself from the parameters that the step
 * will have; null where a step costs nothing now. https://docs.stripe.com/api/invoices/create_preview
 */
export async function previewStep(
  stripe: Stripe,
  step: Step,
  current: PlanState | null,
  { target, terms }: Pick<Wish, 'target'> & { readonly terms: Terms },
): Promise<Stripe.Invoice | null> {
  if (step.kind === 'begin') {
    const details = { items: [{ price: await planPrice(stripe, target, 'monthly') }], ...(await taxed(stripe, terms)) };
    return stripe.invoices.createPreview({ customer: terms.customer, subscription_details: details });
  }
  if (current === null) return null;
  const subscription = current.subscription.id;
  if (step.kind === 'change') {
    const details = await changeParams(stripe, current, { target, terms });
    return settledNow(await stripe.invoices.createPreview({ subscription, subscription_details: details }));
  }
  if (step.kind !== 'end') return null;
  const details = { cancel_now: true, proration_behavior: 'always_invoice' as const };
  const invoice = await stripe.invoices.createPreview({ subscription, subscription_details: details }).catch(noInvoice);
  return invoice && settledNow(invoice);
}

/** Where nothing is left to settle, what is previewed is the next renewal, which is not asked for now. */
function settledNow(invoice: Stripe.Invoice): Stripe.Invoice | null {
  const renews = invoice.lines.data.some(({ parent }) => parent?.subscription_item_details?.proration === false);
  return renews ? null : invoice;
}

/** What a plan is changed with, for a preview and in earnest alike: from these Stripe counts. */
export async function changeParams(
  stripe: Stripe,
  { cycle, itemId, subscription }: PlanState,
  { target, terms }: Pick<Wish, 'target'> & { readonly terms: Terms },
) {
  return {
    items: [{ id: itemId, price: await planPrice(stripe, target, cycle) }],
    proration_behavior: 'always_invoice' as const,
    proration_date: terms.at,
    ...(await taxed(stripe, terms)),
    // Where a schedule decides, this may not be said.
    ...goingOn(subscription),
  };
}

/** The tax that a subscription bears from now on. */
export async function taxed(stripe: Stripe, { tax }: Terms): Promise<{ default_tax_rates: '' | string[] }> {
  const rate = await planTaxRate(stripe, tax);
  return { default_tax_rates: rate === null ? '' : [rate] };
}

/** Nothing is left to give back. */
function noInvoice(error: unknown): null {
  if ((error as { readonly code?: string }).code === 'invoice_upcoming_none') return null;
  throw error;
}
