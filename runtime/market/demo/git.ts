import type { Knex } from 'knex';
import { sealTokens } from '../git/integrations.js';
import { demoOrigins } from '../git-host/demo-origins.js';
import { hostClientId, issueToken } from '../git-host/host-tokens.js';
import type { Vault } from '../vault.js';
import { demoCustomerId } from './people.js';

/** Forge's vendor is at home at GitHub, Globex's owner at GitLab; Anvil's has declined; nobody else has begun. */
const demoIntegrations = [
  { id: 'git_demo_forge', by: 'forge-vendor', provider: 'github', account: 'forge', at: '2026-01-10T09:00:00Z' },
  { id: 'git_demo_globex', by: 'globex-owner', provider: 'gitlab', account: 'globex', at: '2026-02-01T09:00:00Z' },
] as const;

/** With tokens that the local Git host knows. */
export async function seedGit(db: Knex, vault: Vault, now: Date): Promise<void> {
  for (const { id, by, provider, account, at } of demoIntegrations) {
    const token = await issueToken(db, { provider, account, client_id: hostClientId, scope: 'demo', at: now });
    const { access_token: access, refresh_token: refresh, expires_in: seconds } = token;
    const expiresAt = seconds === null ? null : new Date(now.getTime() + seconds * 1000);
    await db('git_integration').insert({
      ...sealTokens(vault, id, { access, refresh, expiresAt }),
      id,
      customer_id: demoCustomerId(by),
      provider,
      account,
      issuer: demoOrigins[provider],
      status: 'connected',
      connected_at: at,
      created_at: at,
      updated_at: at,
    });
  }
  const declined = '2026-02-11T09:00:00Z';
  await db('git_integration').insert({
    id: 'git_demo_anvil',
    customer_id: demoCustomerId('anvil-vendor'),
    provider: 'gitlab',
    status: 'failed',
    reason: 'The person declined at GitLab.',
    created_at: declined,
    updated_at: declined,
  });
}
