import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGitAccess, type GitAccess } from '../../../runtime/market/git/git-access.js';
import { createIntegrationChanges } from '../../../runtime/market/git/integration-changes.js';
import { type GitProvider, GrantRefused } from '../../../runtime/market/git/providers.js';
import { GIT_CHANNEL } from '../../../runtime/market/migrations/010-git-integrations.js';
import { createVault } from '../../../runtime/market/vault.js';
import { listen, type Notices } from '../../../runtime/store/postgres/notices.js';
import { type Market, openMarket, secrets } from '../market.js';

const globex = 'cus_demo_globex_owner';
const HOUR = 3_600_000;

let market: Market;
let notices: Notices;
/** By table, what the demo has. */
const pristine = new Map<string, object[]>([
  ['git_integration', []],
  ['git_host.token', []],
]);

beforeAll(async () => {
  market = await openMarket();
  notices = listen(market.source, [GIT_CHANNEL], () => {});
  await notices.ready();
  for (const table of pristine.keys()) pristine.set(table, await market.db(table));
});

afterAll(async () => {
  await notices?.close();
  await market?.close();
});

beforeEach(async () => {
  for (const [table, rows] of pristine) {
    await market.db(table).delete();
    await market.db(table).insert(rows);
  }
});

const real = () => market.git.providers.of('gitlab') as GitProvider;

/** As another process would have it, with what stands in the way of its requests. */
function access(provider: GitProvider | null = real()): GitAccess {
  return createGitAccess({
    knex: market.db,
    vault: createVault(secrets),
    providers: { of: (name) => (name === 'gitlab' ? provider : market.git.providers.of(name)), owning: () => null },
    changes: createIntegrationChanges(notices),
    now: market.now,
  });
}

/** Moves the demo's token towards its end, here and at the provider. */
async function endsIn(ms: number): Promise<void> {
  const end = new Date(market.now().getTime() + ms);
  await market.db('git_integration').where({ id: 'git_demo_globex' }).update({ token_expires_at: end });
}

const row = () => market.db('git_integration').where({ id: 'git_demo_globex' }).first();

describe('the token of a person', () => {
  test('is the one that there is, as long as it lives', async () => {
    const token = await access().tokenFor(globex, 'gitlab');
    expect(await real().whoAmI(token ?? '', new AbortController().signal)).toBe('globex');
    expect(await access().tokenFor(globex, 'gitlab')).toBe(token);
  });

  test('is not there without an integration, with another provider’s, or with what another issuer gave', async () => {
    expect(await access().tokenFor('cus_demo_acme_owner', 'gitlab')).toBeNull();
    expect(await access().tokenFor(globex, 'github')).toBeNull();
    expect(await access(null).tokenFor(globex, 'gitlab')).toBeNull();
    expect(await access({ ...real(), issuer: 'https://gitlab.com' }).tokenFor(globex, 'gitlab')).toBeNull();
  });

  test('is a new one where it is about to end, once for all who ask, and goes on being refreshed', async () => {
    const [first] = [await access().tokenFor(globex, 'gitlab')];
    for (let round = 0; round < 2; round += 1) {
      await endsIn(-1);
      let refreshes = 0;
      const counting: GitProvider = {
        ...real(),
        refresh(token, signal) {
          refreshes += 1;
          return real().refresh(token, signal);
        },
      };
      const tokens = await Promise.all([1, 2, 3, 4].map(() => access(counting).tokenFor(globex, 'gitlab')));
      expect(new Set(tokens).size).toBe(1);
      expect([refreshes, tokens[0] === first]).toEqual([1, false]);
      expect(await real().whoAmI(tokens[0] ?? '', new AbortController().signal)).toBe('globex');
      expect((await row()).token_expires_at.getTime()).toBeGreaterThan(market.now().getTime() + HOUR);
    }
    await expect(real().whoAmI(first ?? '', new AbortController().signal)).rejects.toThrow(
      "GitLab's API fails with 401.",
    );
  });

  test('stays the old one while it lives, where the provider does not answer', async () => {
    const down: GitProvider = { ...real(), refresh: () => Promise.reject(new Error('The provider is down.')) };
    const first = await access().tokenFor(globex, 'gitlab');
    await endsIn(60_000);
    expect(await access(down).tokenFor(globex, 'gitlab')).toBe(first);
    await endsIn(-1);
    await expect(access(down).tokenFor(globex, 'gitlab')).rejects.toThrow('The provider is down.');
    // And whoever asks next may try at once.
    expect(await access().tokenFor(globex, 'gitlab')).not.toBeNull();
  });

  test('is gone where the provider wants its person again', async () => {
    const refusing: GitProvider = { ...real(), refresh: () => Promise.reject(new GrantRefused('No.')) };
    await endsIn(-1);
    expect(await access(refusing).tokenFor(globex, 'gitlab')).toBeNull();
    expect(await row()).toMatchObject({
      status: 'expired',
      reason: 'GitLab no longer accepts the connection. Connect again.',
      sealed_access: null,
      sealed_refresh: null,
    });
    const { oauth_url } = await market.succeed('globex-owner', 'start_git_integration', { provider: 'gitlab' });
    expect(oauth_url).toMatch(/\/oauth\/authorize\?/);
  });

  test('is not put back by a refresh that ends after it was revoked', async () => {
    let answer = () => {};
    const slow: GitProvider = {
      ...real(),
      async refresh(token, signal) {
        await new Promise<void>((resolve) => {
          answer = resolve;
          asked();
        });
        return real().refresh(token, signal);
      },
    };
    let asked = () => {};
    const begun = new Promise<void>((resolve) => {
      asked = resolve;
    });
    await endsIn(-1);
    const token = access(slow).tokenFor(globex, 'gitlab');
    await begun;
    await market.succeed('globex-owner', 'revoke_integration', { integration_id: 'git_demo_globex' });
    answer();
    expect(await token).toBeNull();
    expect(await row()).toMatchObject({ status: 'revoked', sealed_access: null });
  });

  test('is not waited for by whoever leaves', async () => {
    await endsIn(-1);
    await market.db('git_integration').update({ refreshing_until: new Date(market.now().getTime() + 20_000) });
    const leaving = new AbortController();
    const token = access().tokenFor(globex, 'gitlab', leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(token).rejects.toThrow('gone');
  });
});
