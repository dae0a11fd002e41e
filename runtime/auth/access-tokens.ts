import type { Knex } from 'knex';
import { resourceOf } from '../oauth/resource.js';
import { openPayload } from '../oauth/sealed-payload.js';
import type { Credential } from '../principal.js';
import type { KeptConnection } from '../store/connections.js';
import { createPostgresArtifacts } from '../store/postgres/artifacts.js';
import { findConnection } from '../store/postgres/connections.js';
import { artifactVault } from './keys.js';

export interface AccessTokenOptions {
  /** As the tables' owner: the caller is not known yet. */
  readonly knex: Knex;
  /** Those of `Host.secrets`. */
  readonly secrets: readonly string[];
  /** The address people use: a token is for `/mcp` there, and for nothing else. */
  readonly address: () => string;
  readonly now?: () => Date;
}

/** What the server's own authorization server has issued. */
export interface AccessTokens {
  /**
   * The live connection of the grant that an access token belongs to, with the scopes that both have. Null for anything else:
   * unknown, expired, revoked, issued for another resource.
   */
  find(credential: Credential): Promise<KeptConnection | null>;
}

export function createAccessTokens(options: AccessTokenOptions): AccessTokens {
  const { knex, secrets, address, now = () => new Date() } = options;
  const artifacts = createPostgresArtifacts(knex);
  const vault = artifactVault(secrets);
  const model = 'AccessToken';
  return {
    async find({ kind, value }) {
      const found = kind === 'bearer' ? await artifacts.find(model, value, now()) : null;
      const token = found && openPayload(vault, { model, id: value, uid: found.uid }, found);
      if (!token?.grantId || token.aud !== resourceOf(address())) return null;
      const connection = await findConnection(knex, { grant_id: token.grantId }, now());
      if (connection === null || connection.principalId !== token.accountId) return null;
      const held = new Set(token.scope?.split(' '));
      return {
        ...connection,
        scopes: connection.scopes.filter((scope) => held.has(scope)),
        expiresAt: sooner(connection.expiresAt, token.exp),
      };
    },
  };
}

/** When the first of a connection and its token ends. `exp`: seconds since 1970, as of RFC 7519. */
function sooner(connection: Date | null, exp: number | undefined): Date | null {
  if (exp === undefined) return connection;
  const token = new Date(exp * 1_000);
  return connection !== null && connection < token ? connection : token;
}
