import { Gitlab } from '@gitbeaker/rest';
import { type GitProvider, type OAuthClient, providerTitles } from './providers.js';
import { challengeOf, inTime, postForm, requestTokens } from './token-request.js';

export interface GitLabPlaces {
  /** `https://gitlab.com` */
  readonly web: string;
  readonly issuer: string;
}

/** GitLab's OAuth with PKCE (https://docs.gitlab.com/api/oauth2/) and its API through Gitbeaker. */
export function createGitLab({ web, issuer }: GitLabPlaces, client: OAuthClient): GitProvider {
  const credentials = { client_id: client.id, client_secret: client.secret };
  const tokens = `${web}/oauth/token`;
  return {
    name: 'gitlab',
    title: providerTitles.gitlab,
    issuer,
    web,
    authorizationUrl({ state, verifier, redirectUri }) {
      const query = new URLSearchParams({
        client_id: client.id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'read_user read_repository',
        state,
        code_challenge: challengeOf(verifier),
        code_challenge_method: 'S256',
      });
      return `${web}/oauth/authorize?${query}`;
    },
    exchange: (code, { redirectUri, verifier }, signal) =>
      requestTokens(
        tokens,
        { ...credentials, grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
        signal,
      ),
    refresh: (refreshToken, signal) =>
      requestTokens(tokens, { ...credentials, grant_type: 'refresh_token', refresh_token: refreshToken }, signal),
    async revoke(accessToken, signal) {
      // Answers 200 to a token that it does not know as well (RFC 7009).
      const { status } = await postForm(`${web}/oauth/revoke`, { ...credentials, token: accessToken }, signal);
      if (status !== 200) throw new Error(`GitLab does not revoke and answers with status ${status}.`);
    },
    async whoAmI(accessToken, signal) {
      const api = new Gitlab({ host: web, oauthToken: accessToken });
      const { username } = await untilOver(api.Users.showCurrentUser(), inTime(signal)).catch((error) => {
        // The library's errors carry the request, and with it the token: nothing of them is kept.
        throw new Error(`GitLab's API fails with ${error.cause?.response?.status ?? error.name}.`);
      });
      return username;
    },
  };
}

/** The library takes no signal. */
function untilOver<T>(work: Promise<T>, over: AbortSignal): Promise<T> {
  const left = new Promise<never>((_, reject) => {
    over.addEventListener('abort', () => reject(over.reason), { once: true });
  });
  return Promise.race([work, left]);
}
