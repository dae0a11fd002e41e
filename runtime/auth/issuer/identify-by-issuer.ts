import type { Host } from '../../host.js';
import type { Server } from '../../tool.js';
import { principalOfClaims } from './principal-of-claims.js';
import { createTokenVerifier, type IssuerOptions } from './token-verifier.js';

export interface ByIssuerOptions extends IssuerOptions {
  /** Of the generated program: its `claims` say what tokens mean. */
  readonly server: Server;
}

/**
 * Who calls, by the access tokens of somebody else's identity provider: this server only is their resource. Throws a sentence
 * where `server.yaml` does not say what they mean.
 */
export function identifyByIssuer({ server, ...options }: ByIssuerOptions): Host['identify'] {
  if (server.claims === undefined) {
    throw new Error(
      `server.yaml has no \`claims\`, so nobody knows what tokens of ${options.issuer} mean. Say there which claims give the principal, contexts, role and audiences, and generate.`,
    );
  }
  const verifier = createTokenVerifier(options);
  return async ({ kind, value, session }) => {
    const said = kind === 'bearer' ? await verifier.verify(value) : null;
    return said && principalOfClaims(server, said, session);
  };
}
