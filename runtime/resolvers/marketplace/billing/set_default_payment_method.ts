import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/billing/set_default_payment_method.js';
import { chooseMethod, readMethods } from '../../../market/billing/payment-methods.js';
import { chooseAtStripe } from '../../../market/payments/payment-methods.js';
import { customerOf, findMethod } from '../../../market/payments/saved-methods.js';

/** Stripe first: it is Stripe that charges renewals. The mirror follows, here or when Stripe tells of it. */
export const setDefaultPaymentMethod = (): Resolver => async (input, ctx) => {
  const { org } = ctx.context;
  const db = await ctx.db();
  const method = await findMethod(db, org, input.payment_method_id);
  if (method === null) return failure('PAYMENT_METHOD_NOT_FOUND');
  const customer = await customerOf(db, org);
  const chosen = await ctx.effects.stripe((stripe, { key }) =>
    chooseAtStripe(stripe, customer, method.id, { idempotencyKey: key }),
  );
  const after = await ctx.db();
  if (!chosen || !(await chooseMethod(after, org, method.id))) return failure('PAYMENT_METHOD_NOT_FOUND');
  const [first] = await readMethods(after, org, ctx.now());
  if (first === undefined) throw new Error(`Card ${method.id} is gone in the middle of its own transaction.`);
  return first;
};
