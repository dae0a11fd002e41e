import type { Knex } from 'knex';
import { type DeclaredFailure, failure } from 'toolwright/runtime';
import type { WebhookEventType } from '../../../generated/types/marketplace.js';
import { newId } from '../ids.js';
import type { Vault } from '../vault.js';
import { type EndpointRow, endpointsOf, MOST_ENDPOINTS } from './endpoints.js';
import { newSecret, sealSecret } from './secrets.js';

export interface NewEndpoint {
  readonly organizationId: string;
  readonly vendorId: string;
  readonly createdBy: string;
  readonly url: string;
  readonly description: string | null;
  readonly events: readonly WebhookEventType[];
  readonly enabled: boolean;
  readonly now: Date;
}

type Refused<Code extends string, Data = Record<string, never>> = DeclaredFailure<Code, Data>;

/**
 * A vendor's new endpoint and its secret, which is not shown again. The vendor's row is locked, so that two that are
 * added at once are counted.
 */
export async function addEndpoint(
  db: Knex,
  vault: Vault,
  endpoint: NewEndpoint,
): Promise<
  | { readonly row: EndpointRow; readonly secret: string }
  | Refused<'VENDOR_NOT_FOUND' | 'ENDPOINT_EXISTS'>
  | Refused<'TOO_MANY_ENDPOINTS', { limit: number }>
> {
  const { organizationId, vendorId, createdBy, url, description, events, enabled, now } = endpoint;
  const vendor = await db('vendor')
    .where({ id: vendorId, organization_id: organizationId })
    .forNoKeyUpdate()
    .first('id');
  if (vendor === undefined) return failure('VENDOR_NOT_FOUND');
  const others = (await endpointsOf(db, organizationId)).filter((row) => row.vendor_id === vendorId);
  if (others.some((row) => row.url === url)) return failure('ENDPOINT_EXISTS');
  if (others.length >= MOST_ENDPOINTS) return failure('TOO_MANY_ENDPOINTS', { limit: MOST_ENDPOINTS });
  const id = newId('whe');
  const secret = newSecret();
  const [row] = await db('webhook_endpoint')
    .insert({
      id,
      organization_id: organizationId,
      vendor_id: vendorId,
      url,
      description,
      events,
      enabled,
      secret_sealed: sealSecret(vault, id, secret),
      created_by: createdBy,
      created_at: now,
      updated_at: now,
    })
    .returning('*');
  return { row, secret };
}
