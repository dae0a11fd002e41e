import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Signs what goes through strangers' hands and comes back. */
export interface Signer {
  /** 32 bytes in base64url. */
  sign(text: string): string;
  /** Whether any secret at hand has made this signature of this text; takes as long whatever the answer. */
  verifies(text: string, signature: string): boolean;
}

/** HMAC-SHA256 under keys derived from the server's secrets, other ones for each purpose. The first secret signs. */
export function createSigner(secrets: readonly string[], purpose: string): Signer {
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
  const [current] = keys;
  if (current === undefined) throw new Error('Signing needs at least one secret. Set TOOLWRIGHT_SECRET.');
  const mac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  return {
    sign: (text) => mac(current, text).toString('base64url'),
    verifies(text, signature) {
      const given = Buffer.from(signature, 'base64url');
      return keys
        .map((key) => mac(key, text))
        .some((made) => made.length === given.length && timingSafeEqual(made, given));
    },
  };
}
