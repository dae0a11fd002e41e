import { hkdfSync } from 'node:crypto';

/** 32 bytes of each secret, other ones for each purpose. */
export function deriveKeys(secrets: readonly string[], purpose: string): readonly Buffer[] {
  return secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
}
