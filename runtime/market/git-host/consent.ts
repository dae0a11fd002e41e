import { accountOf, hostAccounts } from './accounts.js';
import type { Asked } from './grants.js';
import { type Host, type HostExchange, readFields } from './host.js';
import { showHostPage } from './host-page.js';

/** The scopes of both providers that an application here asks for, in words. */
const meaning: Readonly<Record<string, string>> = {
  repo: 'Read your repositories, private ones too',
  read_api: 'Read your projects, private ones too',
  read_user: 'See who you are',
  read_repository: 'Read the code of your projects, private ones too',
};

/** `GET …/authorize`: what an application asks for, to be answered by a person. */
export async function askConsent(host: Host, exchange: HostExchange): Promise<void> {
  const { provider, client, callback, grants } = host;
  const query = exchange.URL.searchParams;
  const of = (name: string) => query.get(name) ?? '';
  // Who is not known is not sent anywhere.
  if (of('client_id') !== client.id || of('redirect_uri') !== callback()) {
    const message = `${host.title} does not know the application that sent you here. Go back and begin again.`;
    return showHostPage(host, exchange, { status: 400, title: 'Who asks?', message });
  }
  const challenge = query.get('code_challenge');
  const proven = challenge === null ? provider === 'github' : of('code_challenge_method') === 'S256';
  const rightType = provider === 'github' || of('response_type') === 'code';
  const asked = { client_id: client.id, redirect_uri: callback(), scope: of('scope'), state: of('state'), challenge };
  if (!proven || !rightType) return sendBack(exchange, asked, { error: 'invalid_request' });
  const id = await grants.ask(asked);
  await showHostPage(host, exchange, {
    title: `Connect your ${host.title} account?`,
    question: {
      id,
      accounts: hostAccounts.map((account, index) => ({ ...account, first: index === 0 })),
      scopes: asked.scope.split(/\s+/).map((scope) => meaning[scope] ?? scope),
      application: new URL(asked.redirect_uri).origin,
    },
  });
}

/** `POST /consent`: the person's answer, once. */
export async function answerConsent(host: Host, exchange: HostExchange): Promise<void> {
  const { consent = '', decision, account = '' } = await readFields(exchange);
  if (decision === 'authorize' && accountOf(account) !== null) {
    const agreed = await host.grants.agree(consent, account);
    if (agreed !== null) return sendBack(exchange, agreed.asked, { code: agreed.code });
  } else {
    const declined = await host.grants.decline(consent);
    const answer = { error: 'access_denied', error_description: 'The user has denied your application access.' };
    if (declined !== null) return sendBack(exchange, declined, answer);
  }
  const message = 'This has been answered already, or it took longer than ten minutes. Go back and begin again.';
  await showHostPage(host, exchange, { status: 410, title: 'This is over', message });
}

function sendBack(exchange: HostExchange, asked: Asked, answer: Readonly<Record<string, string>>): void {
  const url = new URL(asked.redirect_uri);
  for (const [name, value] of Object.entries({ ...answer, state: asked.state })) url.searchParams.set(name, value);
  exchange.status = 303;
  exchange.redirect(url.href);
}
