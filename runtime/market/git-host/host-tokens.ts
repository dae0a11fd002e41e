import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { GitProviderName } from '../git/providers.js';

/** Only GitLab's access tokens expire, as they do there. */
const accessMs = 120 * 60_000;

/** The stand-ins' only application. */
export const hostClientId = 'toolwright-marketplace';

/** As both providers answer it. */
export interface HostToken {
  readonly access_token: string;
  readonly refresh_token: string | null;
  readonly expires_in: number | null;
  readonly scope: string;
}

/** Whom a token is for. */
export interface Granted {
  readonly client_id: string;
  readonly account: string;
  readonly scope: string;
}

/** A new token, kept as a hash; `at` is when it begins. */
export async function issueToken(
  db: Knex,
  { provider, at, ...granted }: Granted & { readonly provider: GitProviderName; readonly at: Date },
): Promise<HostToken> {
  const token = newToken(provider);
  await db('git_host.token').insert({
    ...granted,
    provider,
    access_hash: hashOf(token.access_token),
    refresh_hash: token.refresh_token && hashOf(token.refresh_token),
    expires_at: token.expires_in === null ? null : new Date(at.getTime() + accessMs),
    created_at: at,
  });
  return { ...token, scope: granted.scope };
}

/** With the prefixes by which scanners of secrets know them. */
function newToken(provider: GitProviderName): Omit<HostToken, 'scope'> {
  const letters = () => randomBytes(24).toString('base64url');
  return provider === 'github'
    ? { access_token: `gho_${letters()}`, refresh_token: null, expires_in: null }
    : { access_token: `gloas-${letters()}`, refresh_token: letters(), expires_in: accessMs / 1000 };
}

/** SHA-256 in base64url: as kept here, and as PKCE's S256 has it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
