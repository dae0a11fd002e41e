import { randomUUID } from 'node:crypto';

/** The id of a new row of the audit: `aud_` and 24 hex digits. Node draws the bytes of UUIDs many at a time. */
export function newAuditId(): string {
  return `aud_${randomUUID().replaceAll('-', '').slice(0, 24)}`;
}
