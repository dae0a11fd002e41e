import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGit } from '../../../runtime/market/git/open-git.js';
import { type Authorization, type GitProvider, GrantRefused } from '../../../runtime/market/git/providers.js';
import { Visit } from '../../web/visit.js';
import { type Market, openMarket } from '../market.js';
import { consent } from './consent.js';

const signal = new AbortController().signal;

let market: Market;

beforeAll(async () => {
  market = await openMarket();
});

afterAll(() => market?.close());

const provider = (name: 'github' | 'gitlab') => market.git.providers.of(name) as GitProvider;

function authorization(change: Partial<Authorization> = {}): Authorization {
  const verifier = 'verifier-of-forty-three-signs-or-more-0123456789';
  return { state: 'state', verifier, redirectUri: `${market.url}/account/git/callback`, ...change };
}

/** The code that a person's consent gives. */
async function codeOf(name: 'github' | 'gitlab'): Promise<string> {
  const path = await consent(provider(name).authorizationUrl(authorization()));
  const query = new URL(path, market.url).searchParams;
  expect(query.get('state')).toBe('state');
  return query.get('code') ?? '';
}

describe.each(['github', 'gitlab'] as const)('the stand-in of %s', (name) => {
  test('gives tokens for a code, once', async () => {
    const code = await codeOf(name);
    const tokens = await provider(name).exchange(code, authorization(), signal);
    expect(tokens).toEqual({
      access: expect.stringMatching(name === 'github' ? /^gho_/ : /^gloas-/),
      refresh: name === 'github' ? null : expect.any(String),
      expiresAt: name === 'github' ? null : expect.any(Date),
    });
    expect(await provider(name).whoAmI(tokens.access, signal)).toBe('forge');
    await expect(provider(name).exchange(code, authorization(), signal)).rejects.toBeInstanceOf(GrantRefused);
  });

  test('gives none for another verifier or another place to come back to, and then none at all', async () => {
    for (const wrong of [{ verifier: 'another' }, { redirectUri: 'http://localhost:1/account/git/callback' }]) {
      const code = await codeOf(name);
      const exchange = (of: Authorization) => provider(name).exchange(code, of, signal);
      await expect(exchange(authorization(wrong))).rejects.toBeInstanceOf(GrantRefused);
      await expect(exchange(authorization())).rejects.toBeInstanceOf(GrantRefused);
    }
  });

  test('sends nobody to a place that it does not know', async () => {
    const url = new URL(provider(name).authorizationUrl(authorization({ redirectUri: 'https://evil.example/' })));
    const response = await new Visit(url.origin).send(url.href);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(await response.text()).toContain('does not know the application that sent you here');
  });

  test('takes each question’s answer once, and no account that is not offered', async () => {
    const url = provider(name).authorizationUrl(authorization());
    const page = new Visit(new URL(url).origin);
    const id = /name="consent" value="([^"]+)"/.exec(await (await page.send(url)).text())?.[1] ?? '';
    const declined = await page.post('/consent', { consent: id, decision: 'authorize', account: 'root' });
    expect(new URL(declined.headers.get('location') ?? '').searchParams.get('error')).toBe('access_denied');
    expect((await page.post('/consent', { consent: id, decision: 'authorize', account: 'forge' })).status).toBe(410);
  });

  test('revokes for the application alone, and says nothing of tokens that it does not know', async () => {
    const tokens = await provider(name).exchange(await codeOf(name), authorization(), signal);
    const { origin } = new URL(provider(name).authorizationUrl(authorization()));
    const thief =
      name === 'github'
        ? await fetch(`${origin}/api/v3/applications/toolwright-marketplace/token`, {
            method: 'DELETE',
            headers: { authorization: `Basic ${btoa('toolwright-marketplace:guess')}` },
            body: JSON.stringify({ access_token: tokens.access }),
          })
        : await fetch(`${origin}/oauth/revoke`, {
            method: 'POST',
            body: new URLSearchParams({
              client_id: 'toolwright-marketplace',
              client_secret: 'guess',
              token: tokens.access,
            }),
          });
    expect(thief.status).toBe(name === 'github' ? 401 : 403);
    expect(await provider(name).whoAmI(tokens.access, signal)).toBe('forge');
    const had = market.git.faults?.had('git') ?? 0;
    await provider(name).revoke(tokens.access, signal);
    await provider(name).revoke(tokens.access, signal);
    await expect(provider(name).whoAmI(tokens.access, signal)).rejects.toThrow(/API fails with 401/);
    expect(market.git.faults?.had('git')).toBe(had + 1);
  });
});

test('GitLab wants a proof of S256 and refuses without', async () => {
  const url = new URL(provider('gitlab').authorizationUrl(authorization()));
  url.searchParams.delete('code_challenge');
  const { headers } = await new Visit(url.origin).send(url.href);
  expect(new URL(headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_request');
});

test('a refresh token of GitLab’s is good once, and ends the access token of before', async () => {
  const first = await provider('gitlab').exchange(await codeOf('gitlab'), authorization(), signal);
  const second = await provider('gitlab').refresh(first.refresh ?? '', signal);
  expect(await provider('gitlab').whoAmI(second.access, signal)).toBe('forge');
  await expect(provider('gitlab').whoAmI(first.access, signal)).rejects.toThrow();
  await expect(provider('gitlab').refresh(first.refresh ?? '', signal)).rejects.toBeInstanceOf(GrantRefused);
});

describe('what is configured', () => {
  const open = (settings: Parameters<typeof openGit>[0]['settings']) =>
    openGit({ settings, knex: market.db, callback: () => '' });

  test('is asked itself, and only the other one is stood in for', async () => {
    const git = await open({ github: { id: 'Iv1.mine', secret: 'of-mine' } });
    const url = new URL(git.providers.of('github')?.authorizationUrl(authorization()) ?? '');
    expect(url.origin + url.pathname).toBe('https://github.com/login/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'Iv1.mine',
      redirect_uri: authorization().redirectUri,
      scope: 'repo',
      state: 'state',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect([git.allowed.length, Object.keys(git.aliases)]).toEqual([1, ['https://gitlab.demo.example']]);
    const owners = [
      'https://github.com/a/b',
      'https://gitlab.demo.example/a/b',
      'https://gitlab.com/a/b',
      'https://x.example/',
    ];
    expect(owners.map((address) => git.providers.owning(new URL(address)))).toEqual(['github', 'gitlab', null, null]);
    await git.close();
  });

  test('may be nothing at all where nothing stands in', async () => {
    const git = await open({ standIn: false });
    expect([git.providers.of('github'), git.providers.of('gitlab'), git.allowed, git.faults]).toEqual([
      null,
      null,
      [],
      null,
    ]);
    await git.close();
    const bare = await openMarket({ options: { git: { standIn: false } } });
    expect(await bare.succeed('acme-owner', 'start_git_integration', { provider: 'github' })).toEqual({
      integration: {
        integration_id: expect.stringMatching(/^git_/),
        provider: 'github',
        status: 'failed',
        account: null,
        reason: 'This server has no application at GitHub. Its operator can configure one.',
      },
      oauth_url: null,
      expires_at: null,
    });
    await bare.close();
  });
});
