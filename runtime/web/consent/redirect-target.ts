import { isLoopback } from '../../http/origins.js';

/** Where a person's answer goes. */
export interface RedirectTarget {
  readonly kind: 'site' | 'this-computer';
  /** With its port, in ASCII: letters of other alphabets cannot pose as ours. */
  readonly host: string;
  /** As a policy's source (`form-action`); null where it cannot be said in one. */
  readonly source: string | null;
}

/** Of a registered redirect address, which is https or of this computer. */
export function redirectTarget(uri: string): RedirectTarget {
  const { protocol, host, hostname } = new URL(uri);
  const source = `${protocol}//${host}`;
  return {
    kind: isLoopback(hostname) ? 'this-computer' : 'site',
    host,
    // A host may hold a semicolon, with which it would write the rest of the policy.
    source: /^https?:\/\/[a-z0-9.:[\]-]+$/.test(source) ? source : null,
  };
}
