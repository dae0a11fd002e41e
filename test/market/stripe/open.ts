import type Stripe from 'stripe';
import { type OpenedStripe, openStripe } from '../../../runtime/market/payments/open-stripe.js';
import { cloneDemo, log } from '../market.js';

/** Whether these tests address Stripe itself, in test mode; what asks for faults or pages is then left out. */
export const atStripe = process.env.STRIPE_SECRET_KEY?.startsWith('sk_test_') === true;

export interface StripeInTest extends OpenedStripe {
  readonly stripe: Stripe;
}

/** Stripe with `STRIPE_SECRET_KEY`, else the double on a database of its own. No repetitions: an answer is the answer. */
export async function openStripeInTest(address = ''): Promise<StripeInTest> {
  if (atStripe) {
    const [secretKey, webhookSecret] = [process.env.STRIPE_SECRET_KEY ?? '', 'whsec_unused'];
    const keys = { secretKey, webhookSecret };
    return openStripe({ ...keys, source: '', address: () => '', log, maxNetworkRetries: 2 });
  }
  const database = await cloneDemo();
  const opened = await openStripe({
    secretKey: null,
    webhookSecret: null,
    source: database.connection,
    address: () => address,
    log,
    maxNetworkRetries: 0,
    work: false,
  });
  return {
    ...opened,
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
