import type { Knex } from 'knex';
import type { Log } from '../../call/call.js';
import type { Vault } from '../vault.js';
import { hashOf, type IntegrationRow, openRequest, sealTokens, statusOf } from './integrations.js';
import type { GitProvider, GitProviders } from './providers.js';

/** What a person comes back with, as it stands in the address. */
export interface ComingBack {
  readonly customerId: string;
  readonly state: string;
  readonly code: string;
  /** What the provider reports in the place of a code; empty otherwise. */
  readonly error: string;
}

export type Completion =
  | { readonly end: 'connected'; readonly title: string; readonly account: string }
  | { readonly end: 'unknown' | 'used' | 'expired' }
  | { readonly end: 'declined' | 'failed'; readonly title: string };

export interface Completing {
  /** As the tables' owner: every statement here says whose row it means. */
  readonly knex: Knex;
  readonly vault: Vault;
  readonly providers: GitProviders;
  readonly now: () => Date;
  readonly log: Log;
  /** Written with what has come of it, in its transaction: `ok`, `DECLINED` or `NOT_CONNECTED`. */
  readonly witness: (db: Knex, row: IntegrationRow, outcome: string) => Promise<void>;
}

/**
 * Ends what `beginIntegration` began, once: `unknown` for a state that this person was never given, `used` and `expired` for
 * one that is over. Waits for the provider without a transaction.
 */
export async function completeIntegration(app: Completing, back: ComingBack, signal: AbortSignal): Promise<Completion> {
  const { knex, now } = app;
  const own = { customer_id: back.customerId, state_hash: hashOf(back.state) };
  const row: IntegrationRow | undefined = await knex('git_integration').where(own).first();
  const provider = row && app.providers.of(row.provider);
  if (!row || !provider) return { end: 'unknown' };
  if (row.state_used_at !== null) return { end: 'used' };
  if (statusOf(row, now()) !== 'pending') return { end: 'expired' };
  const taken = await knex('git_integration')
    .where({ ...own, state_used_at: null, status: 'pending' })
    .update({ state_used_at: now() });
  if (taken === 0) return { end: 'used' };
  if (back.error !== '') return decline(app, row, { provider, error: back.error });
  try {
    return await connect(app, row, { provider, code: back.code, signal });
  } catch (error) {
    app.log.warn({ err: error, integration: row.id }, 'a Git integration could not be completed');
    return fail(app, row, provider, `${provider.title} did not confirm the connection. Connect again.`);
  }
}

interface Connecting {
  readonly provider: GitProvider;
  readonly code: string;
  readonly signal: AbortSignal;
}

async function connect(
  app: Completing,
  row: IntegrationRow,
  { provider, code, signal }: Connecting,
): Promise<Completion> {
  const { vault, now } = app;
  const tokens = await provider.exchange(code, openRequest(vault, row), signal);
  try {
    const account = await provider.whoAmI(tokens.access, signal);
    const connected = await end(app, row, 'ok', {
      ...sealTokens(vault, row.id, tokens),
      ...{ status: 'connected', issuer: provider.issuer, account, reason: null },
      ...{ expires_at: null, connected_at: now() },
    });
    if (connected) return { end: 'connected', title: provider.title, account };
  } catch (error) {
    await provider.revoke(tokens.access, signal).catch(() => {});
    throw error;
  }
  // Called off while the provider was asked: nobody may have what it gave.
  await provider.revoke(tokens.access, signal);
  return { end: 'expired' };
}

async function decline(
  app: Completing,
  row: IntegrationRow,
  { provider, error }: { readonly provider: GitProvider; readonly error: string },
): Promise<Completion> {
  const { title } = provider;
  if (error !== 'access_denied') return fail(app, row, provider, `${title} refused the request. Connect again.`);
  await end(app, row, 'DECLINED', { status: 'failed', reason: `The person declined at ${title}.` });
  return { end: 'declined', title };
}

async function fail(app: Completing, row: IntegrationRow, provider: GitProvider, reason: string): Promise<Completion> {
  await end(app, row, 'NOT_CONNECTED', { status: 'failed', reason });
  return { end: 'failed', title: provider.title };
}

/** Ends the integration, unless it has been called off or begun anew since: then nothing is written. */
function end(
  { knex, now, witness }: Completing,
  row: IntegrationRow,
  outcome: string,
  values: object,
): Promise<boolean> {
  const { id, sealed_request } = row;
  return knex.transaction(async (db) => {
    const changed = await db('git_integration')
      .where({ id, sealed_request, status: 'pending' })
      .update({ ...values, sealed_request: null, updated_at: now() });
    if (changed > 0) await witness(db, row, outcome);
    return changed > 0;
  });
}
