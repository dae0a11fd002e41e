import { createHash, randomBytes } from 'node:crypto';

/** What is kept of a key: 256 random bits need no slow hash. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** A fresh key, `sk_live_` and 43 characters. */
export function makeKey(): string {
  return `sk_live_${randomBytes(32).toString('base64url')}`;
}

/** What may be shown of a key, to tell it from others. */
export function keyPrefix(key: string): string {
  return key.slice(0, 12);
}
