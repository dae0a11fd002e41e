import type Stripe from 'stripe';
import { type ChargeRefusal, refusedCharge } from '../payments/payment-failures.js';
import { idOf } from '../payments/payments.js';
import type { PlanState } from './plan-state.js';

/**
 * Why Stripe refused a change of plan, of which nothing has been done then: the card, or that there is none to charge, though we
 * may not know of that yet. Rejects with any other error.
 */
export async function refusedChange(
  stripe: Stripe,
  of: { readonly customer: string; readonly current: PlanState | null },
  error: unknown,
): Promise<ChargeRefusal | 'NO_SAVED_METHOD'> {
  const { type } = error as { readonly type?: string };
  const refused = type === 'StripeCardError' ? refusedCharge(error) : null;
  if (refused !== null) return refused.code;
  if (type === 'StripeInvalidRequestError' && !(await hasMethod(stripe, of))) return 'NO_SAVED_METHOD';
  throw error;
}

/** Whether an invoice could be charged: https://docs.stripe.com/billing/subscriptions/payment-methods-setting */
async function hasMethod(stripe: Stripe, { customer, current }: Parameters<typeof refusedChange>[1]): Promise<boolean> {
  const found = await stripe.customers.retrieve(customer);
  if (found.deleted === true) return false;
  const { invoice_settings, default_source } = found;
  const chosen = [
    current?.subscription.default_payment_method,
    invoice_settings.default_payment_method,
    default_source,
  ];
  return chosen.some((method) => idOf(method) !== null);
}
