import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Encrypts what must be shown or used again. `row` names what the value belongs to and is authenticated with it, so that
 * a sealed value put elsewhere does not open there.
 */
export interface Vault {
  seal(plain: string, row: string): string;
  /** Throws when no secret at hand opens the value, or the value or its row has been changed. */
  open(sealed: string, row: string): string;
}

interface VaultKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * AES-256-GCM under keys that HKDF derives from the server's secrets, other ones for each purpose. The first secret
 * seals; every one opens, so `new,old` in TOOLWRIGHT_SECRET rotates without touching a row. A sealed value is
 * `keyId.iv.tag.text` in base64url.
 */
export function createVault(secrets: readonly string[], purpose: string): Vault {
  const [current, ...older] = secrets.map((secret) => deriveKey(secret, purpose));
  if (current === undefined) throw new Error('A vault needs at least one secret. Set TOOLWRIGHT_SECRET.');
  const byId = new Map([current, ...older].map((key) => [key.id, key]));
  return {
    seal(plain, row) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(Buffer.from(row));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [current.id, ...[iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.');
    },
    open(sealed, row) {
      const [id = '', iv = '', tag = '', text = ''] = sealed.split('.');
      const found = byId.get(id);
      if (found === undefined) {
        throw new Error(`The value of ${row} was sealed with a secret that TOOLWRIGHT_SECRET no longer lists.`);
      }
      const decipher = createDecipheriv('aes-256-gcm', found.key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
        .setAAD(Buffer.from(row))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(text, 'base64url', 'utf8') + decipher.final('utf8');
    },
  };
}

function deriveKey(secret: string, purpose: string): VaultKey {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return { key, id: createHash('sha256').update('key id').update(key).digest('base64url').slice(0, 8) };
}
