import type Router from '@koa/router';
import { accountOf } from './accounts.js';
import { askConsent } from './consent.js';
import { basicOf, bearerOf, type Host, type HostExchange, mayRead, readFields, revoke } from './host.js';

/**
 * The slice of GitHub that is used, as https://docs.github.com/en/apps/oauth-apps and its REST API have it: signing in, who
 * one is, a repository, the end of a token.
 */
export function routeGitHub(router: Router, host: Host): void {
  router.get('/login/oauth/authorize', (exchange) => askConsent(host, exchange));
  router.post('/login/oauth/access_token', (exchange) => redeem(host, exchange));
  router.delete('/api/v3/applications/:client/token', (exchange) => endToken(host, exchange));
  router.get('/api/v3/user', async (exchange) => {
    const account = await signedIn(host, exchange);
    if (account !== null) exchange.body = { ...account, type: 'User' };
  });
  router.get('/api/v3/repos/:owner/:name', async (exchange) => {
    const { owner, name } = exchange.params;
    const account = exchange.get('authorization') === '' ? null : await signedIn(host, exchange);
    const found = host.repositories.find(({ path }) => path === `${owner}/${name}`);
    if (exchange.status === 401) return;
    if (found === undefined || !mayRead(found, account?.login ?? null)) return refuse(exchange, 404, 'Not Found');
    exchange.body = {
      full_name: found.path,
      private: found.private === true,
      default_branch: 'main',
      clone_url: `${host.origin()}/${found.path}.git`,
    };
  });
}

/** GitHub answers 200 to a code that it does not take. */
async function redeem({ grants, client }: Host, exchange: HostExchange): Promise<void> {
  const { client_id, client_secret, code = '', redirect_uri = '', code_verifier = '' } = await readFields(exchange);
  if (client_id !== client.id || client_secret !== client.secret) {
    exchange.body = { error: 'incorrect_client_credentials', error_description: 'The client_id or secret is wrong.' };
    return;
  }
  const by = { clientId: client.id, redirectUri: redirect_uri, verifier: code_verifier };
  const token = await grants.redeem(code, by);
  exchange.body =
    token === null
      ? { error: 'bad_verification_code', error_description: 'The code passed is incorrect or expired.' }
      : { access_token: token.access_token, token_type: 'bearer', scope: token.scope };
}

async function endToken(host: Host, exchange: HostExchange): Promise<void> {
  const basic = basicOf(exchange);
  const { id, secret } = host.client;
  const ours = exchange.params.client === id && basic?.user === id && basic.password === secret;
  if (!ours) return refuse(exchange, 401, 'Bad credentials');
  const { access_token = '' } = await readFields(exchange);
  await revoke(host, exchange, access_token, (had) => {
    if (had) exchange.status = 204;
    else refuse(exchange, 404, 'Not Found');
  });
}

async function signedIn({ grants }: Host, exchange: HostExchange) {
  const login = await grants.accountOf(bearerOf(exchange));
  if (login === null) refuse(exchange, 401, 'Bad credentials');
  return login === null ? null : accountOf(login);
}

function refuse(exchange: HostExchange, status: number, message: string): void {
  exchange.status = status;
  exchange.body = { message, documentation_url: 'https://docs.github.com/rest' };
}
