import { createHash } from 'node:crypto';
import { deriveKeys } from '../../../auth/derived-keys.js';
import { scramVerifier } from './scram-verifier.js';

/** Who reads for queries: a role of one database's own, since roles are the cluster's and databases are cloned. */
export interface ReaderLogin {
  readonly role: string;
  readonly password: string;
  /** What PostgreSQL is told of the password. */
  readonly verifier: string;
}

/** Every process with the same secrets comes to the same one. The newest secret counts. */
export function readerLogin(secrets: readonly string[], database: string): ReaderLogin {
  const [key, salt] = ['toolwright query reader', 'toolwright query reader salt'].map((purpose) => {
    const [newest] = deriveKeys(secrets, `${purpose} ${database}`);
    if (newest === undefined) throw new Error('Queries need at least one secret. Set TOOLWRIGHT_SECRET.');
    return newest;
  }) as [Buffer, Buffer];
  const password = key.toString('base64url');
  const hash = createHash('sha256').update(database).digest('hex').slice(0, 16);
  return { role: `reporting_${hash}`, password, verifier: scramVerifier(password, salt.subarray(0, 16)) };
}
