import type { Knex } from 'knex';
import type { SealedSecrets } from './secrets.js';

/** A delivery whose time has come, with its event and its endpoint. */
export interface DueDelivery {
  readonly id: string;
  readonly organizationId: string;
  /** The number of the attempt to be made, from 1. */
  readonly attempt: number;
  readonly event: { readonly id: string; readonly type: string; readonly data: object; readonly created_at: Date };
  readonly endpoint: SealedSecrets & { readonly url: string };
}

/**
 * What the attempt of this number is to deliver; null where it has been made, the delivery has ended, or the endpoint is
 * gone or disabled (whoever disabled it has dropped what waited).
 */
export async function readDue(knex: Knex, deliveryId: string, attempt: number): Promise<DueDelivery | null> {
  const row = await knex({ d: 'webhook_delivery' })
    .join({ e: 'webhook_event' }, 'e.id', 'd.event_id')
    .join({ w: 'webhook_endpoint' }, 'w.id', 'd.endpoint_id')
    .where({ 'd.id': deliveryId, 'd.status': 'pending', 'd.attempts': attempt - 1, 'w.enabled': true })
    .first({
      id: 'd.id',
      organizationId: 'd.organization_id',
      event: knex.raw(`json_build_object('id', e.id, 'type', e.type, 'data', e.data)`),
      createdAt: 'e.created_at',
      endpointId: 'w.id',
      url: 'w.url',
      secret_sealed: 'w.secret_sealed',
      previous_secret_sealed: 'w.previous_secret_sealed',
      previous_secret_until: 'w.previous_secret_until',
    });
  if (row === undefined) return null;
  const { id, organizationId, event, createdAt, endpointId, ...endpoint } = row;
  return {
    id,
    organizationId,
    attempt,
    event: { ...event, created_at: createdAt },
    endpoint: { id: endpointId, ...endpoint },
  };
}
