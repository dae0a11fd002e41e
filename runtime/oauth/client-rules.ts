import { isLoopback } from '../http/origins.js';

/** What oidc-provider hands to a validator: a client's metadata with the defaults in it, to be corrected in place. */
export type ClientMetadata = Record<string, unknown>;

/** The properties that are decided here, whatever a client says. */
export const decidedProperties = [
  'redirect_uris',
  'application_type',
  'scope',
  'response_modes',
  'id_token_signed_response_alg',
  'token_endpoint_auth_method',
] as const;

export type DecidedProperty = (typeof decidedProperties)[number];

const longestUri = 2_000;
const mostUris = 20;

/**
 * Corrects one property of a client, registered or described by a document. `invalid` makes what is thrown for one that cannot
 * be corrected.
 */
export function decideProperty(
  property: DecidedProperty,
  metadata: ClientMetadata,
  invalid: (sentence: string) => Error,
): void {
  switch (property) {
    case 'redirect_uris': {
      const problem = problemOf(metadata.redirect_uris);
      if (problem !== null) throw invalid(`redirect_uris ${problem}`);
      return;
    }
    case 'application_type':
      // Of a native application a loopback address is the same with every port (RFC 8252, 7.3).
      metadata.application_type = 'native';
      return;
    case 'scope':
      // Clients register with the scopes of the first challenge, and could never step up.
      delete metadata.scope;
      return;
    case 'response_modes':
      metadata.response_modes = ['query'];
      return;
    case 'id_token_signed_response_alg':
      metadata.id_token_signed_response_alg = 'EdDSA';
      return;
    case 'token_endpoint_auth_method':
      // A document holds no secret, so what it leaves out cannot mean one.
      if (isDocumentId(metadata.client_id)) metadata.token_endpoint_auth_method = 'none';
      return;
  }
}

/** Whether a client is known by the URL of its metadata document instead of by registration. */
export function isDocumentId(clientId: unknown): boolean {
  return typeof clientId === 'string' && clientId.startsWith('https://');
}

/** Why nobody may be sent back to one of these; null where everybody may. */
function problemOf(uris: unknown): string | null {
  if (!Array.isArray(uris) || uris.length === 0) return 'must name at least one address';
  if (uris.length > mostUris) return `may name at most ${mostUris} addresses`;
  for (const uri of uris) {
    if (typeof uri !== 'string' || uri.length > longestUri || !URL.canParse(uri)) return 'must be whole addresses';
    const { protocol, hostname, username, password } = new URL(uri);
    const safe = protocol === 'https:' ? !isLoopback(hostname) : protocol === 'http:' && isLoopback(hostname);
    if (!safe) return 'must be https, or http on localhost, 127.0.0.1 or [::1]';
    if (username !== '' || password !== '') return 'must not hold a user name or a password';
    if (uri.includes('#')) return 'must not hold a fragment';
    if (uri.includes('*') || /[\s\\]/.test(uri)) return 'must be exact: no wildcards, spaces or backslashes';
  }
  return null;
}
