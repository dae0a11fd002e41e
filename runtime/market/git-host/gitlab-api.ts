import type Router from '@koa/router';
import { accountOf } from './accounts.js';
import { askConsent } from './consent.js';

import { bearerOf, type Host, type HostExchange, mayRead, readFields, revoke } from './host.js';
import type { HostToken } from './host-tokens.js';

/**
 * The slice of GitLab that is used, as https://docs.gitlab.com/api/oauth2/ and its REST API have it: signing in with PKCE,
 * new tokens for old, who one is, a project, the end of a token.
 */
export function routeGitLab(router: Router, host: Host): void {
  router.get('/oauth/authorize', (exchange) => askConsent(host, exchange));
  router.post('/oauth/token', (exchange) => issue(host, exchange));
  router.post('/oauth/revoke', async (exchange) => {
    const fields = await readFields(exchange);
    if (!isClient(host, fields)) return refuse(exchange, 403, { error: 'unauthorized_client' });
    await revoke(host, exchange, fields.token ?? '', () => {
      exchange.body = {};
    });
  });
  router.get('/api/v4/user', async (exchange) => {
    const account = await signedIn(host, exchange);
    if (account === null) return refuse(exchange, 401, { message: '401 Unauthorized' });
    exchange.body = { id: account.id, username: account.login, name: account.name, state: 'active' };
  });
  router.get('/api/v4/projects/:path', async (exchange) => {
    const account = await signedIn(host, exchange);
    const found = host.repositories.find(({ path }) => path === exchange.params.path);
    if (found === undefined || !mayRead(found, account?.login ?? null)) {
      return refuse(exchange, 404, { message: '404 Project Not Found' });
    }
    exchange.body = {
      path_with_namespace: found.path,
      visibility: found.private === true ? 'private' : 'public',
      default_branch: 'main',
      http_url_to_repo: `${host.origin()}/${found.path}.git`,
    };
  });
}

async function issue(host: Host, exchange: HostExchange): Promise<void> {
  const fields = await readFields(exchange);
  if (!isClient(host, fields)) return refuse(exchange, 401, { error: 'invalid_client' });
  const token = await tokenFor(host, fields);
  if (token === null) {
    const error_description = 'The grant is invalid, expired, revoked, or does not match the redirection URI.';
    return refuse(exchange, 400, { error: 'invalid_grant', error_description });
  }
  exchange.body = { ...token, token_type: 'Bearer', created_at: Math.floor(Date.now() / 1000) };
}

async function tokenFor({ grants, client }: Host, fields: Readonly<Record<string, string>>): Promise<HostToken | null> {
  const { grant_type, code = '', redirect_uri = '', code_verifier = '', refresh_token = '' } = fields;
  if (grant_type === 'refresh_token') return grants.refresh(refresh_token, client.id);
  return grants.redeem(code, { clientId: client.id, redirectUri: redirect_uri, verifier: code_verifier });
}

function isClient({ client }: Host, { client_id, client_secret }: Readonly<Record<string, string>>): boolean {
  return client_id === client.id && client_secret === client.secret;
}

async function signedIn({ grants }: Host, exchange: HostExchange) {
  const login = await grants.accountOf(bearerOf(exchange));
  return login === null ? null : accountOf(login);
}

function refuse(exchange: HostExchange, status: number, body: object): void {
  exchange.status = status;
  exchange.body = body;
}
