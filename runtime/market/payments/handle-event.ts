import type { Knex } from 'knex';
import type Stripe from 'stripe';
import { type Apply, eventTopics } from './event-topics.js';
import { atSecond, type Payments } from './payments.js';

/** What was done about an event: its effect, nothing since it is of no kind that we follow, or nothing more than before. */
export type Handled = 'applied' | 'noted' | 'repeated';

/**
 * Handles an event of Stripe's, once: in one transaction it is marked and has its effect, after Stripe has been asked how
 * the object of the event stands now. Rejects where that cannot be had, so that Stripe sends it again.
 * https://docs.stripe.com/webhooks#best-practices
 */
export async function handleEvent(payments: Payments, event: Stripe.Event): Promise<Handled> {
  const { db } = payments;
  const known = await db('stripe_event').where({ id: event.id }).whereNotNull('handled_at').first('id');
  if (known !== undefined) return 'repeated';
  const apply = await read(payments, event);
  return db.transaction(async (transaction) => {
    if (!(await mark(transaction, event, payments.now()))) return 'repeated';
    if (apply === null) return 'noted';
    await apply(transaction);
    return 'applied';
  });
}

/** What happens in a vendor's own account is the vendor's, but for what the account may do. */
async function read(payments: Payments, event: Stripe.Event): Promise<Apply | null> {
  const { object } = event.data.object as { readonly object?: string };
  if (object === undefined || !Object.hasOwn(eventTopics, object)) return null;
  if (event.account !== undefined && object !== 'account') return null;
  return (await eventTopics[object]?.(payments, event)) ?? null;
}

/** False where somebody has handled it meanwhile: two who mark the same event follow one another. */
async function mark(db: Knex, { id, type, created }: Stripe.Event, now: Date): Promise<boolean> {
  const marked = await db('stripe_event')
    .insert({ id, type, created_at: atSecond(created), received_at: now, handled_at: now })
    .onConflict('id')
    .ignore()
    .returning('id');
  return marked.length > 0;
}
