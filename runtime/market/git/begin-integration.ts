import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { newId } from '../ids.js';
import type { Vault } from '../vault.js';
import { forgotten, type IntegrationRow, openRequest, sealRequest, statusOf } from './integrations.js';
import { type GitProviderName, type GitProviders, providerTitles } from './providers.js';

/** How long a person has for agreeing at the provider. */
const pendingMs = 10 * 60_000;

/** An integration that has been begun, and where its person goes now: null where nobody need go, or can. */
export interface Begun {
  readonly row: IntegrationRow;
  readonly oauthUrl: string | null;
}

/**
 * Begins a person's integration with a provider. One that waits for its person goes on, with the same address to go to; one
 * that works stays; every other one begins anew under its id, and says why it has ended until it works. With a provider that is not configured here it has failed.
 */
export type BeginIntegration = (
  db: Knex,
  asked: { readonly customerId: string; readonly provider: GitProviderName; readonly now: Date },
) => Promise<Begun>;

export function integrationsBegunBy(app: {
  readonly vault: Vault;
  readonly providers: GitProviders;
  /** Where people come back to. */
  readonly callback: () => string;
}): BeginIntegration {
  const { vault, providers, callback } = app;
  return async (db, { customerId, provider: name, now }) => {
    const own = { customer_id: customerId, provider: name };
    const pending = { status: 'pending', expires_at: new Date(now.getTime() + pendingMs) } as const;
    const first = { id: newId('git'), ...own, ...pending, created_at: now, updated_at: now };
    await db('git_integration').insert(first).onConflict(['customer_id', 'provider']).ignore();
    const row: IntegrationRow = await db('git_integration').where(own).forUpdate().first();
    const change = async (columns: object): Promise<IntegrationRow> => {
      const anew = { ...forgotten, account: null, ...columns, updated_at: now };
      return (await db('git_integration').where({ id: row.id }).update(anew).returning('*'))[0];
    };

    const provider = providers.of(name);
    if (provider === null) {
      const reason = `This server has no application at ${providerTitles[name]}. Its operator can configure one.`;
      return { row: await change({ status: 'failed', reason }), oauthUrl: null };
    }
    if (row.status === 'connected' && row.issuer === provider.issuer) return { row, oauthUrl: null };
    if (statusOf(row, now) === 'pending' && row.sealed_request !== null && row.state_used_at === null) {
      return { row, oauthUrl: provider.authorizationUrl(openRequest(vault, row)) };
    }
    const request = { state: secret(), verifier: secret(), redirectUri: callback() };
    const begun = await change({ ...pending, ...sealRequest(vault, row.id, request) });
    return { row: begun, oauthUrl: provider.authorizationUrl(request) };
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
