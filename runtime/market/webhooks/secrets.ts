import { randomBytes } from 'node:crypto';
import type { Vault } from '../vault.js';

/** How long the secret before a rotation signs along, in milliseconds: a day to put the new one in. */
export const SECRET_OVERLAP_MS = 24 * 60 * 60 * 1000;

/** A signing secret as Standard Webhooks write it: `whsec_` and 32 random bytes in base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export interface SealedSecrets {
  readonly id: string;
  readonly secret_sealed: string;
  readonly previous_secret_sealed: string | null;
  readonly previous_secret_until: Date | null;
}

/** Seals a secret for one endpoint: put into another's row it does not open. */
export function sealSecret(vault: Vault, endpointId: string, secret: string): string {
  return vault.seal(secret, `webhook_endpoint ${endpointId}`);
}

/** The secrets that sign now, the newest first: one, or two within a day of a rotation. */
export function signingSecrets(vault: Vault, row: SealedSecrets, now: Date): readonly string[] {
  const sealed = [row.secret_sealed];
  const { previous_secret_sealed: previous, previous_secret_until: until } = row;
  if (previous !== null && until !== null && now < until) sealed.push(previous);
  return sealed.map((each) => vault.open(each, `webhook_endpoint ${row.id}`));
}
