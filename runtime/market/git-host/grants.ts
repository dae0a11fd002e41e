import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { GitProviderName } from '../git/providers.js';
import { type Granted, type HostToken, hashOf, issueToken } from './host-tokens.js';

/** How long a question stands, and then the code that comes of it. */
const openMs = 10 * 60_000;

/** What an application asks a person for. */
export interface Asked {
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly scope: string;
  readonly state: string;
  /** Of PKCE, by S256. */
  readonly challenge: string | null;
}

/** What one provider's stand-in has been agreed to, and the tokens that came of it. */
export interface Grants {
  ask(asked: Asked): Promise<string>;
  /** Ends the question; a code for it, if it was still open. */
  agree(consentId: string, account: string): Promise<{ readonly asked: Asked; readonly code: string } | null>;
  decline(consentId: string): Promise<Asked | null>;
  /** Null unless everything is as it was asked for. A code is over when it has been tried. */
  redeem(code: string, by: { clientId: string; redirectUri: string; verifier: string }): Promise<HostToken | null>;
  /** The token of before ends. Null for one that is unknown or was used before. */
  refresh(refreshToken: string, clientId: string): Promise<HostToken | null>;
  /** Whose a living access token is. */
  accountOf(accessToken: string): Promise<string | null>;
  /** Whether there was something to revoke. */
  revoke(accessToken: string): Promise<boolean>;
}

export interface GrantsOptions {
  readonly knex: Knex;
  readonly provider: GitProviderName;
  readonly now: () => Date;
}

export function createGrants({ knex, provider, now }: GrantsOptions): Grants {
  const table = (name: string) => knex(`git_host.${name}`);
  const later = (ms: number) => new Date(now().getTime() + ms);
  const open = (id: string) => table('consent').where({ id, provider }).where('expires_at', '>', now());

  const issue = (db: Knex, { client_id, account, scope }: Granted) =>
    issueToken(db, { provider, client_id, account, scope, at: now() });

  return {
    async ask(asked) {
      // Questions and codes that nobody came back to.
      for (const name of ['consent', 'code']) await table(name).where('expires_at', '<=', now()).delete();
      const id = randomBytes(24).toString('base64url');
      await table('consent').insert({ ...asked, id, provider, expires_at: later(openMs) });
      return id;
    },
    async agree(id, account) {
      const [asked] = await open(id).delete().returning('*');
      if (asked === undefined) return null;
      const code = randomBytes(24).toString('base64url');
      const { client_id, redirect_uri, scope, challenge } = asked;
      const row = { provider, client_id, redirect_uri, scope, challenge, account };
      await table('code').insert({ ...row, hash: hashOf(code), expires_at: later(openMs) });
      return { asked, code };
    },
    async decline(id) {
      const [asked] = await open(id).delete().returning('*');
      return asked ?? null;
    },
    async redeem(code, { clientId, redirectUri, verifier }) {
      const [found] = await table('code')
        .where({ hash: hashOf(code), provider })
        .delete()
        .returning('*');
      if (found === undefined || found.expires_at <= now()) return null;
      const right = found.client_id === clientId && found.redirect_uri === redirectUri;
      const proven = found.challenge === null || found.challenge === hashOf(verifier);
      return right && proven ? issue(knex, found) : null;
    },
    refresh: (refreshToken, clientId) =>
      knex.transaction(async (db) => {
        const [before] = await db('git_host.token')
          .where({ refresh_hash: hashOf(refreshToken), provider, client_id: clientId, revoked_at: null })
          .update({ revoked_at: now(), refresh_hash: null })
          .returning('*');
        return before === undefined ? null : issue(db, before);
      }),
    async accountOf(accessToken) {
      const found = await table('token')
        .where({ access_hash: hashOf(accessToken), provider, revoked_at: null })
        .first('account', 'expires_at');
      const living = found !== undefined && (found.expires_at === null || found.expires_at > now());
      return living ? found.account : null;
    },
    async revoke(accessToken) {
      const revoked = await table('token')
        .where({ access_hash: hashOf(accessToken), provider, revoked_at: null })
        .update({ revoked_at: now(), refresh_hash: null });
      return revoked > 0;
    },
  };
}
