import type { Knex } from 'knex';

/** What vendors can be told of. */
export const webhookEventTypes = [
  'order.paid',
  'order.refunded',
  'license.created',
  'license.revoked',
  'subscription.renewed',
  'subscription.payment_failed',
  'subscription.cancelled',
  'package.published',
  'package.updated',
] as const;

export type WebhookEventType = (typeof webhookEventTypes)[number];

export interface WebhookEvent {
  /** The organization of the vendor that is told. */
  readonly organizationId: string;
  /** The vendor, where only its own endpoints are meant; absent: those of all vendors of the organization. */
  readonly vendorId?: string;
  readonly type: WebhookEventType;
  /** What the receivers get as `data`, as JSON: ids and amounts as on the wire, nothing secret. */
  readonly data: object;
  readonly now: Date;
}

/**
 * Tells a vendor's endpoints of what the open transaction does: if it commits, each that is enabled and wants the type
 * is delivered to, at least once; if it does not, nobody hears of it. Any transaction may, a call's included.
 */
export async function emitEvent(db: Knex, event: WebhookEvent): Promise<void> {
  const { organizationId, vendorId = null, type, data, now } = event;
  await db.raw('select emit_webhook_event(?, ?, ?, ?, ?)', [organizationId, vendorId, type, JSON.stringify(data), now]);
}
