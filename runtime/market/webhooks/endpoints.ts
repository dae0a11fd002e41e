import type { Knex } from 'knex';
import type { WebhookEndpoint, WebhookEventType } from '../../../generated/types/marketplace.js';
import type { SealedSecrets } from './secrets.js';

export interface EndpointRow extends SealedSecrets {
  readonly organization_id: string;
  readonly vendor_id: string;
  readonly url: string;
  readonly description: string | null;
  readonly events: readonly WebhookEventType[];
  readonly enabled: boolean;
  /** Why it was disabled by us: the receiver said that it is gone, or nothing reached it for days. */
  readonly disabled_reason: 'gone' | 'failing' | null;
  /** Since when nothing has reached it; null where the last delivery did. */
  readonly failing_since: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly row_version: number;
}

/** How many endpoints a vendor may have. */
export const MOST_ENDPOINTS = 10;

/** The endpoints of an organization's vendors, the oldest first. */
export async function endpointsOf(db: Knex, organizationId: string): Promise<readonly EndpointRow[]> {
  return db<EndpointRow>('webhook_endpoint')
    .where({ organization_id: organizationId })
    .orderBy('created_at')
    .orderBy('id');
}

/** Locks an endpoint of the organization for a change; null where there is none. */
export async function lockEndpoint(db: Knex, organizationId: string, id: string): Promise<EndpointRow | null> {
  const row = await db<EndpointRow>('webhook_endpoint')
    .where({ id, organization_id: organizationId })
    .forNoKeyUpdate()
    .first();
  return (row as EndpointRow | undefined) ?? null;
}

/** Writes what a person changed of a locked endpoint, and returns it as it then stands. */
export async function changeEndpoint(
  db: Knex,
  { id, row_version }: EndpointRow,
  now: Date,
  changes: Partial<EndpointRow>,
): Promise<EndpointRow> {
  const [row] = await db('webhook_endpoint')
    .where({ id })
    .update({ ...changes, updated_at: now, row_version: row_version + 1 })
    .returning('*');
  return row;
}

/** As answered: never with a secret. */
export function toEndpoint(row: EndpointRow): WebhookEndpoint {
  return {
    endpoint_id: row.id,
    vendor_id: row.vendor_id,
    url: row.url,
    description: row.description,
    events: [...row.events],
    enabled: row.enabled,
    disabled_reason: row.disabled_reason,
    failing_since: row.failing_since?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}
