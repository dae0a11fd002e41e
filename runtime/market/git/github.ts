import { Octokit } from '@octokit/rest';
import { type GitProvider, type OAuthClient, providerTitles } from './providers.js';
import { challengeOf, inTime, requestTokens } from './token-request.js';

export interface GitHubPlaces {
  /** Where people and tokens are: `https://github.com`. */
  readonly web: string;
  /** Where its REST API is: `https://api.github.com`. */
  readonly api: string;
  readonly issuer: string;
}

/** GitHub's OAuth for applications (https://docs.github.com/en/apps/oauth-apps) and its API through Octokit. */
export function createGitHub({ web, api, issuer }: GitHubPlaces, client: OAuthClient): GitProvider {
  const credentials = { client_id: client.id, client_secret: client.secret };
  const tokens = `${web}/login/oauth/access_token`;
  return {
    name: 'github',
    title: providerTitles.github,
    issuer,
    web,
    authorizationUrl({ state, verifier, redirectUri }) {
      const query = new URLSearchParams({
        client_id: client.id,
        redirect_uri: redirectUri,
        // The narrowest that reads private repositories.
        scope: 'repo',
        state,
        code_challenge: challengeOf(verifier),
        code_challenge_method: 'S256',
      });
      return `${web}/login/oauth/authorize?${query}`;
    },
    exchange: (code, { redirectUri, verifier }, signal) =>
      requestTokens(tokens, { ...credentials, code, redirect_uri: redirectUri, code_verifier: verifier }, signal),
    refresh: (refreshToken, signal) =>
      requestTokens(tokens, { ...credentials, grant_type: 'refresh_token', refresh_token: refreshToken }, signal),
    async revoke(accessToken, signal) {
      const authorization = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
      const { rest } = new Octokit({ baseUrl: api, log: silent });
      await rest.apps
        .deleteToken({
          client_id: client.id,
          access_token: accessToken,
          headers: { authorization },
          request: { signal: inTime(signal) },
        })
        .catch((error) => {
          // 404 and 422: it knows no such token.
          if (error.status !== 404 && error.status !== 422) throw failed(error);
        });
    },
    async whoAmI(accessToken, signal) {
      const { rest } = new Octokit({ baseUrl: api, auth: accessToken, log: silent });
      const { data } = await rest.users.getAuthenticated({ request: { signal: inTime(signal) } }).catch((error) => {
        throw failed(error);
      });
      return data.login;
    },
  };
}

/** The library would write to the console. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The library's errors carry the request, and with it the token: nothing of them is kept. */
function failed(error: { readonly status?: number; readonly name?: string }): Error {
  return new Error(`GitHub's API fails with ${error.status ?? error.name}.`);
}
