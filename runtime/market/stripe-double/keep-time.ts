import { advanceInvoice, renew } from './billing.js';
import { emit } from './events.js';
import type { Invoice } from './invoice.js';
import { end, type Subscription } from './subscription.js';
import { at, change, type Stored, type Work } from './work.js';

/** Customers without a test clock live in the server's own time. */
export const REAL_TIME = 'real';

/** Does the first thing that a clock says is due by `work.now`, at its own moment. False where nothing is. */
export async function keepTimeOnce(work: Work, clock: string): Promise<boolean> {
  const { rows } = await work.db.raw<{ rows: { body: Stored }[] }>(
    `select body from stripe_double.object
     where (body->>'_due')::bigint <= ? and body->>'_clock' = ? order by (body->>'_due')::bigint, number limit 1`,
    [work.now, clock],
  );
  const due = rows[0]?.body;
  if (due === undefined) return false;
  await step(at(work, Number(due._due)), due);
  return true;
}

async function step(work: Work, due: Stored): Promise<void> {
  if (due.object === 'invoice') return advanceInvoice(work, due as Invoice);
  if (due.object === 'subscription') {
    const subscription = due as Subscription;
    if (subscription.status === 'incomplete') await end(work, subscription, 'payment_failed', 'incomplete_expired');
    else await renew(work, subscription);
    return;
  }
  const expired = await change(work, due, { status: 'expired', url: null, _due: null });
  await emit(work, 'checkout.session.expired', expired);
}
