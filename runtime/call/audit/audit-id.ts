import { randomBytes } from 'node:crypto';

/** The id of a new row of the audit: `aud_` and 24 hex digits. */
export function newAuditId(): string {
  return `aud_${randomBytes(12).toString('hex')}`;
}
