import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createIntegrationChanges, type IntegrationChanges } from '../../../runtime/market/git/integration-changes.js';
import { createMarketplace, type Marketplace } from '../../../runtime/market/marketplace.js';
import { GIT_CHANNEL } from '../../../runtime/market/migrations/010-git-integrations.js';
import { waitForGitIntegration } from '../../../runtime/resolvers/marketplace/git/wait_for_git_integration.js';
import { listen, type Notices } from '../../../runtime/store/postgres/notices.js';
import { poolSize } from '../../store/pool-size.js';
import { log, type Market, openMarket, secrets } from '../market.js';
import { consent, pageAt, signedIn } from './consent.js';

let market: Market;
/** Another process on the same database. */
let other: Marketplace;
let otherUrl: string;
let notices: Notices;

/** Sees when the tool has looked and begins to wait, and how often it does. */
const watched = watchWaits();

beforeAll(async () => {
  market = await openMarket({
    replace: {
      wait_for_git_integration: (input, ctx) =>
        waitForGitIntegration({ integrationChanges: watched.changes })(input as never, ctx as never),
    },
  });
  notices = listen(market.source, [GIT_CHANNEL], () => {});
  await notices.ready();
  other = await createMarketplace({ source: market.source, poolSize, secrets, demo: true, log, work: false });
  otherUrl = (await other.listen(0, '127.0.0.1')).url;
});

afterAll(async () => {
  await other?.close();
  await notices?.close();
  await market?.close();
});

interface Started {
  readonly integration: { readonly integration_id: string; readonly status: string };
  readonly oauth_url: string;
  readonly expires_at: string;
}

const start = (principal: string, provider: string): Promise<Started> =>
  market.succeed(principal, 'start_git_integration', { provider });
const listed = async (principal: string) =>
  (await market.succeed(principal, 'list_git_integrations', { response_format: 'detailed' })).integrations;
const waited = (principal: string, integration_id: string, timeout_seconds = 1) =>
  market.succeed(principal, 'wait_for_git_integration', { integration_id, timeout_seconds });

describe.each([
  ['github', 'acme-owner', 'GitHub'],
  ['gitlab', 'acme-admin', 'GitLab'],
] as const)('%s', (provider, principal, title) => {
  test('is connected by consent, and its tokens are sealed', async () => {
    const { integration, oauth_url } = await start(principal, provider);
    const person = await signedIn(market.url, principal);
    const path = await consent(oauth_url, { account: 'globex' });
    const page = await pageAt(person, path);
    expect([page.status, page.title]).toEqual([200, `${title} is connected`]);
    expect(page.text).toContain('<code>globex</code>');
    expect(await waited(principal, integration.integration_id)).toEqual({
      integration: {
        integration_id: integration.integration_id,
        provider,
        status: 'connected',
        account: 'globex',
        reason: null,
      },
      done: true,
    });
    expect(await listed(principal)).toEqual([
      {
        integration_id: integration.integration_id,
        provider,
        status: 'connected',
        account: 'globex',
        reason: null,
        connected_at: expect.stringMatching(/Z$/),
        updated_at: expect.stringMatching(/Z$/),
      },
    ]);
    const [row] = await market.db('git_integration').where({ id: integration.integration_id });
    expect(row.sealed_access).toMatch(/^[\w-]{8}\.[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(row.sealed_refresh === null).toBe(provider === 'github');
    const again = await start(principal, provider);
    expect([again.integration.status, again.oauth_url, again.expires_at]).toEqual(['connected', null, null]);
  });

  test('is revoked there and forgotten here; a dry run and other people change nothing', async () => {
    const [{ integration_id }] = await listed(principal);
    const had = market.git.faults?.had('git') ?? 0;
    expect((await market.call('acme-viewer', 'revoke_integration', { integration_id })).body.code).toBe(
      'INTEGRATION_NOT_FOUND',
    );
    expect((await market.call(principal, 'revoke_integration', { integration_id }, '_ask')).body.code).toBe(
      'CONFIRMATION_REQUIRED',
    );
    const reason = 'Its person disconnected it.';
    const end = { integration_id, provider, status: 'revoked', account: 'globex', reason };
    expect(await market.succeed(principal, 'revoke_integration', { integration_id, dry_run: true })).toEqual(end);
    expect([await listed(principal), market.git.faults?.had('git')]).toMatchObject([[{ status: 'connected' }], had]);
    expect(await market.succeed(principal, 'revoke_integration', { integration_id })).toEqual(end);
    expect(market.git.faults?.had('git')).toBe(had + 1);
    expect(await market.db('git_integration').where({ id: integration_id }).first()).toMatchObject({
      status: 'revoked',
      sealed_access: null,
      sealed_refresh: null,
      sealed_request: null,
      state_hash: null,
    });
    expect(await market.succeed(principal, 'revoke_integration', { integration_id })).toEqual(end);
    expect(market.git.faults?.had('git')).toBe(had + 1);
  });

  test('is revoked also where the provider does not know the token any more', async () => {
    const { integration, oauth_url } = await start(principal, provider);
    await (await signedIn(market.url, principal)).send(await consent(oauth_url));
    await market.db('git_host.token').where({ provider }).update({ revoked_at: new Date() });
    const { integration_id } = integration;
    expect(await market.succeed(principal, 'revoke_integration', { integration_id })).toMatchObject({
      status: 'revoked',
    });
  });
});

describe('coming back', () => {
  test('declined: a page says so, whoever waits is told why, and it can be begun anew', async () => {
    const { integration, oauth_url } = await start('newcomer', 'github');
    const page = await pageAt(await signedIn(market.url, 'newcomer'), await consent(oauth_url, { decision: 'cancel' }));
    expect([page.status, page.title]).toEqual([403, 'You have declined']);
    expect(await waited('newcomer', integration.integration_id)).toMatchObject({
      integration: { status: 'failed', reason: 'The person declined at GitHub.' },
      done: true,
    });
    const again = await start('newcomer', 'github');
    expect(again).toMatchObject({
      integration: {
        integration_id: integration.integration_id,
        status: 'pending',
        reason: 'The person declined at GitHub.',
      },
    });
    expect(again.oauth_url).not.toBe(oauth_url);
  });

  test('twice, forged, as somebody else, or signed out', async () => {
    const { oauth_url } = await start('acme-developer', 'github');
    const path = await consent(oauth_url);
    const stranger = await signedIn(market.url, 'acme-viewer');
    expect(await pageAt(stranger, path)).toMatchObject({ status: 403, title: 'This was not begun by you' });
    const person = await signedIn(market.url, 'acme-developer');
    const forged = path.replace(/state=[^&]+/, 'state=forged');
    expect(await pageAt(person, forged)).toMatchObject({ status: 403, title: 'This was not begun by you' });
    expect(await pageAt(person, '/account/git/callback')).toMatchObject({ status: 403 });

    // None of it has used the state up.
    await person.post('/account/sign-out', { token: await person.token('/account/') });
    const sent = await person.send(path);
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      `/account/sign-in?next=${encodeURIComponent(path)}`,
    ]);
    const signingIn = await person.signIn('acme-developer', { next: path });
    expect(signingIn.headers.get('location')).toBe(path);
    expect(await pageAt(person, path)).toMatchObject({ status: 200, title: 'GitHub is connected' });
    expect(await pageAt(person, path)).toMatchObject({ status: 409, title: 'This has been used already' });
    expect(await listed('acme-developer')).toMatchObject([{ status: 'connected' }]);
    expect(await listed('acme-viewer')).toEqual([]);
  });

  test('at the same time from two windows connects once', async () => {
    const { integration, oauth_url } = await start('acme-billing', 'gitlab');
    const person = await signedIn(market.url, 'acme-billing');
    const path = await consent(oauth_url);
    const window = async () => {
      const { status, title } = await pageAt(person, path);
      return { status, body: title };
    };
    const lock = `select 1 from git_integration where id = '${integration.integration_id}' for update`;
    const pages = await market.race(lock, [window, window]);
    expect(pages.map(({ body }) => body).sort()).toEqual(['GitLab is connected', 'This has been used already']);
    expect(await listed('acme-billing')).toMatchObject([{ status: 'connected' }]);
  });

  test('with a code that the provider does not take', async () => {
    const { integration, oauth_url } = await start('acme-viewer', 'gitlab');
    const path = (await consent(oauth_url)).replace(/code=[^&]+/, 'code=made-up');
    expect(await pageAt(await signedIn(market.url, 'acme-viewer'), path)).toMatchObject({
      status: 502,
      title: 'GitLab did not confirm',
    });
    expect(await waited('acme-viewer', integration.integration_id)).toMatchObject({
      integration: { status: 'failed', reason: 'GitLab did not confirm the connection. Connect again.' },
      done: true,
    });
  });

  test('after it was called off connects nothing', async () => {
    const { integration, oauth_url } = await start('anvil-vendor', 'github');
    const path = await consent(oauth_url);
    await market.succeed('anvil-vendor', 'revoke_integration', { integration_id: integration.integration_id });
    expect(await pageAt(await signedIn(market.url, 'anvil-vendor'), path)).toMatchObject({ status: 403 });
    expect(await listed('anvil-vendor')).toMatchObject([{ status: 'revoked' }, { provider: 'gitlab' }]);
  });

  test('after ten minutes', async () => {
    const began = market.now();
    const { integration, oauth_url, expires_at } = await start('anvil-vendor', 'gitlab');
    expect(new Date(expires_at).getTime() - began.getTime()).toBe(600_000);
    const path = await consent(oauth_url);
    market.setNow(new Date(began.getTime() + 600_000));
    const page = await pageAt(await signedIn(market.url, 'anvil-vendor'), path);
    const end = await waited('anvil-vendor', integration.integration_id);
    const again = await start('anvil-vendor', 'gitlab');
    market.setNow(began);
    expect([page.status, page.title]).toEqual([410, 'This took too long']);
    expect(end).toMatchObject({ integration: { status: 'expired' }, done: true });
    expect(again.oauth_url).not.toBe(oauth_url);
  });
});

describe('two processes', () => {
  test('begun in one and ended in the other, which wakes whoever waits in the first', async () => {
    const { integration, oauth_url } = await start('forge-vendor', 'gitlab');
    const path = await consent(oauth_url);
    const elsewhere = await signedIn(otherUrl, 'forge-vendor');
    const answer = waited('forge-vendor', integration.integration_id, 60);
    await watched.first();
    expect(await pageAt(elsewhere, path)).toMatchObject({ status: 200 });
    expect(await answer).toMatchObject({ integration: { status: 'connected', account: 'forge' }, done: true });
    // Once the state was taken, once it was connected: nobody looked in between.
    expect(watched.waits()).toBeLessThanOrEqual(2);
  });

  test('the same address is answered by both while it waits', async () => {
    const here = await start('globex-owner', 'github');
    const response = await fetch(`${otherUrl}/mcp/tools/call`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_demo_globex-owner', 'content-type': 'application/json' },
      body: JSON.stringify({ tool: 'start_git_integration', arguments: { provider: 'github' } }),
    });
    const there = (await response.json()) as Started;
    const query = (url: string) => new URL(url).search.replace(/client_id=[^&]+/, '');
    expect(query(there.oauth_url)).toBe(query(here.oauth_url));
  });
});

function watchWaits(): { readonly changes: IntegrationChanges; first(): Promise<void>; waits(): number } {
  let waits = 0;
  let begun = () => {};
  return {
    changes: {
      watch(id) {
        const { next, stop } = createIntegrationChanges(notices).watch(id);
        return {
          next(over) {
            waits += 1;
            begun();
            return next(over);
          },
          stop,
        };
      },
    },
    first() {
      waits = 0;
      return new Promise((resolve) => {
        begun = resolve;
      });
    },
    waits: () => waits,
  };
}
