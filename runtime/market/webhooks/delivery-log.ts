import type { Knex } from 'knex';

export interface LoggedAttempt {
  readonly number: number;
  readonly at: Date;
  readonly duration_ms: number;
  readonly status: number | null;
  readonly error: string | null;
}

export interface LoggedDelivery {
  readonly id: string;
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly status: 'pending' | 'delivered' | 'failed' | 'cancelled';
  readonly created_at: Date;
  readonly next_attempt_at: Date | null;
  readonly attempts: readonly LoggedAttempt[];
}

/** How many of an endpoint's deliveries are shown. */
const SHOWN = 20;

/** The latest deliveries of an endpoint, the newest first, with every attempt that was made. */
export async function deliveryLog(db: Knex, endpointId: string): Promise<readonly LoggedDelivery[]> {
  const rows = await db({ d: 'webhook_delivery' })
    .join({ e: 'webhook_event' }, 'e.id', 'd.event_id')
    .where('d.endpoint_id', endpointId)
    .orderBy('d.created_at', 'desc')
    .orderBy('d.id')
    .limit(SHOWN)
    .select('d.id', 'd.endpoint_id', 'd.event_id', 'e.type', 'd.status', 'd.created_at', 'd.next_attempt_at');
  const attempts = await db('webhook_attempt')
    .whereIn(
      'delivery_id',
      rows.map(({ id }) => id),
    )
    .orderBy('number');
  return rows.map((row) => ({ ...row, attempts: attempts.filter(({ delivery_id }) => delivery_id === row.id) }));
}
