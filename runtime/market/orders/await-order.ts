import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { CHANGES_CHANNEL } from '../../store/postgres/changes.js';
import type { Notices } from '../../store/postgres/notices.js';

/** Resolves when the order is not pending any more, or when it has been waited for long enough. */
export type AwaitOrder = (orderId: string, signal: AbortSignal) => Promise<void>;

/** Waits by listening: whoever settles an order, in any process, announces it with the commit. `db` is the tables' owner's. */
export function awaitOrders(
  { db, notices }: { readonly db: Knex; readonly notices: Notices },
  patienceMs: number,
): AwaitOrder {
  return async (orderId, signal) => {
    const enough = new AbortController();
    const stop = notices.on(CHANGES_CHANNEL, (payload) => {
      if (payload.includes(`"market://orders/${orderId}"`)) enough.abort();
    });
    try {
      // Listening first: what is told from here on is heard, and what was told before is seen.
      const order = await db('customer_order').where({ id: orderId }).first('status');
      if (order?.status !== 'pending') return;
      await delay(patienceMs, undefined, { signal: AbortSignal.any([signal, enough.signal]) }).catch(() => {});
      signal.throwIfAborted();
    } finally {
      stop();
    }
  };
}
