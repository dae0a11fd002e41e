import { createPrivateKey } from 'node:crypto';
import type { JWK } from 'oidc-provider';

/** What RFC 8410 puts before the 32 bytes of an Ed25519 key. */
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Ed25519 keys made of 32 bytes each: the same in every process with the same secret. */
export function signingKeys(seeds: readonly Buffer[]): JWK[] {
  return seeds.map((seed) => {
    const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
    return { ...(key.export({ format: 'jwk' }) as JWK), alg: 'EdDSA', use: 'sig' };
  });
}
