import type Stripe from 'stripe';
import { type OpenedStripe, openStripe } from '../../../runtime/market/payments/open-stripe.js';
import type { StripeDouble } from '../../../runtime/market/stripe-double/double.js';
import { cloneDemo, log } from '../market.js';

/** Whether these tests address Stripe itself, in test mode; those of `stripe-double` are of the double all the same. */
export const atStripe = process.env.STRIPE_SECRET_KEY?.startsWith('sk_test_') === true;

/** Stripe with `STRIPE_SECRET_KEY`, else the double. */
export function openStripeInTest(): Promise<OpenedStripe> {
  if (!atStripe) return openDoubleInTest();
  const keys = { secretKey: process.env.STRIPE_SECRET_KEY ?? '', webhookSecret: 'whsec_unused' };
  return openStripe({ ...keys, source: '', address: () => '', log });
}

/** The double on a database of its own. No repetitions: an answer is the answer. */
export async function openDoubleInTest(): Promise<OpenedStripe & { readonly double: StripeDouble }> {
  const database = await cloneDemo();
  const options = { source: database.connection, address: () => '', log, maxNetworkRetries: 0, work: false };
  const { double, ...opened } = await openStripe({ secretKey: null, webhookSecret: null, ...options });
  if (double === null) throw new Error('Without a key there is a double.');
  return {
    ...opened,
    double,
    async close() {
      await opened.close();
      await database.drop();
    },
  };
}

/** What the library throws. */
export async function failureOf(request: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await request.then(
    () => new Error('It succeeded.'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error && 'statusCode' in error) return error as Stripe.errors.StripeError;
  throw error;
}
