import type { Knex } from 'knex';
import type { Log } from '../../call/call.js';
import type { Vault } from '../vault.js';
import type { IntegrationChanges } from './integration-changes.js';
import { forgotten, type IntegrationRow, openAccess, openRefresh, sealTokens } from './integrations.js';
import { type GitProvider, type GitProviderName, type GitProviders, GrantRefused } from './providers.js';

/** A token that ends sooner than this is changed for a new one first. */
const marginMs = 5 * 60_000;
/** For the process that asks for the new one; then another may. */
const leaseMs = 20_000;

type LeasedRow = IntegrationRow & { readonly refreshing_until: Date | null };

/** Tokens of people's Git integrations, ready to be used. What comes from here is never stored, logged or answered. */
export interface GitAccess {
  /**
   * The access token of a person at a provider, refreshed where it is about to expire; null without a working
   * integration. Reads and writes in transactions of its own, as the tables' owner, and may ask the provider: call it
   * within `ctx.outside`, where the call holds no connection. Rejects where the provider does not answer and the token is
   * over.
   */
  tokenFor(customerId: string, provider: GitProviderName, signal?: AbortSignal): Promise<string | null>;
}

export interface GitAccessOptions {
  /** As the tables' owner. */
  readonly knex: Knex;
  readonly vault: Vault;
  readonly providers: GitProviders;
  readonly changes: IntegrationChanges;
  readonly now?: () => Date;
  readonly log?: Log | undefined;
}

export function createGitAccess({
  knex,
  vault,
  providers,
  changes,
  now = () => new Date(),
  log,
}: GitAccessOptions): GitAccess {
  const table = () => knex<LeasedRow>('git_integration');
  const leftOf = (row: IntegrationRow) =>
    (row.token_expires_at?.getTime() ?? Number.POSITIVE_INFINITY) - now().getTime();

  /** True for one process at a time. */
  async function lease({ id, sealed_access }: IntegrationRow): Promise<boolean> {
    const leased = await table()
      .where({ id, sealed_access })
      .where((free) => free.whereNull('refreshing_until').orWhere('refreshing_until', '<=', now()))
      .update({ refreshing_until: new Date(now().getTime() + leaseMs) });
    return leased > 0;
  }

  /** A new token in the place of the row's; null where the provider wants the person again. */
  async function renew(row: IntegrationRow, provider: GitProvider, signal: AbortSignal): Promise<string | null> {
    // Only what is still the token that was changed: in the meantime its person may have revoked it or begun anew.
    const same = () => table().where({ id: row.id, sealed_access: row.sealed_access });
    try {
      const tokens = await provider.refresh(openRefresh(vault, row) ?? '', signal);
      const kept = { ...sealTokens(vault, row.id, tokens), refreshing_until: null, updated_at: now() };
      return (await same().update(kept)) > 0 ? tokens.access : null;
    } catch (error) {
      if (error instanceof GrantRefused) {
        const reason = `${provider.title} no longer accepts the connection. Connect again.`;
        await same().update({ ...forgotten, status: 'expired', reason, updated_at: now() });
        return null;
      }
      await same().update({ refreshing_until: null });
      log?.warn({ err: error, integration: row.id }, 'a Git token could not be refreshed');
      if (leftOf(row) <= 0) throw error;
      return openAccess(vault, row);
    }
  }

  return {
    async tokenFor(customerId, name, signal = new AbortController().signal) {
      const provider = providers.of(name);
      if (provider === null) return null;
      const working = {
        customer_id: customerId,
        provider: name,
        status: 'connected',
        issuer: provider.issuer,
      } as const;
      const watch = changes.watch();
      try {
        for (;;) {
          signal.throwIfAborted();
          const row = await table().where(working).first();
          if (row === undefined) return null;
          if (leftOf(row) > marginMs) return openAccess(vault, row);
          if (await lease(row)) return await renew(row, provider, signal);
          // Somebody else is at it; until they are done, what there is may still do.
          if (leftOf(row) > 0) return openAccess(vault, row);
          await watch.next(AbortSignal.any([signal, AbortSignal.timeout(leaseMs)]));
        }
      } finally {
        watch.stop();
      }
    },
  };
}
