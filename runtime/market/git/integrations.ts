import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { GitIntegration } from '../../../generated/types/marketplace.js';
import type { Vault } from '../vault.js';
import type { Authorization, GitProviderName, GitTokens } from './providers.js';

export type IntegrationStatus = GitIntegration['status'];

export interface IntegrationRow {
  readonly id: string;
  readonly customer_id: string;
  readonly provider: GitProviderName;
  readonly status: IntegrationStatus;
  readonly reason: string | null;
  readonly issuer: string | null;
  readonly account: string | null;
  readonly sealed_access: string | null;
  readonly sealed_refresh: string | null;
  readonly token_expires_at: Date | null;
  readonly state_used_at: Date | null;
  readonly sealed_request: string | null;
  readonly expires_at: Date | null;
  readonly connected_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** What an integration is now: one that nobody came back to in time has expired. */
export function statusOf({ status, expires_at }: IntegrationRow, now: Date): IntegrationStatus {
  return status === 'pending' && expires_at !== null && expires_at <= now ? 'expired' : status;
}

export function toIntegration(row: IntegrationRow, now: Date): GitIntegration {
  return {
    integration_id: row.id,
    provider: row.provider,
    status: statusOf(row, now),
    account: row.account,
    reason: row.reason,
    connected_at: row.connected_at?.toISOString() ?? null,
    updated_at: row.updated_at.toISOString(),
  };
}

export function integrationsOf(db: Knex, customerId: string): Promise<IntegrationRow[]> {
  return db('git_integration').where({ customer_id: customerId }).orderBy('provider');
}

export async function findIntegration(db: Knex, customerId: string, id: string): Promise<IntegrationRow | null> {
  return (await db('git_integration').where({ id, customer_id: customerId }).first()) ?? null;
}

/** What goes when an integration ends, however it does; whose it was is kept. */
export const forgotten = {
  issuer: null,
  sealed_access: null,
  sealed_refresh: null,
  token_expires_at: null,
  refreshing_until: null,
  connected_at: null,
} as const;

/** What becomes of an integration that its person ends. */
export function revoked(now: Date) {
  const asked = { state_hash: null, state_used_at: null, sealed_request: null, expires_at: null };
  return { ...forgotten, ...asked, status: 'revoked', reason: 'Its person disconnected it.', updated_at: now } as const;
}

/** Columns of a token. */
export function sealTokens(vault: Vault, id: string, { access, refresh, expiresAt }: GitTokens) {
  return {
    sealed_access: vault.seal(access, sealedAs(id, 'access')),
    sealed_refresh: refresh === null ? null : vault.seal(refresh, sealedAs(id, 'refresh')),
    token_expires_at: expiresAt,
  };
}

export function openAccess(vault: Vault, { id, sealed_access }: IntegrationRow): string | null {
  return sealed_access === null ? null : vault.open(sealed_access, sealedAs(id, 'access'));
}

export function openRefresh(vault: Vault, { id, sealed_refresh }: IntegrationRow): string | null {
  return sealed_refresh === null ? null : vault.open(sealed_refresh, sealedAs(id, 'refresh'));
}

/** Of a pending integration: what its person was sent to the provider with. */
export function sealRequest(vault: Vault, id: string, request: Authorization) {
  const sealed_request = vault.seal(JSON.stringify(request), sealedAs(id, 'request'));
  return { state_hash: hashOf(request.state), state_used_at: null, sealed_request };
}

export function openRequest(vault: Vault, { id, sealed_request }: IntegrationRow): Authorization {
  return JSON.parse(vault.open(sealed_request ?? '', sealedAs(id, 'request'))) as Authorization;
}

/** As states are looked up. */
export function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}

function sealedAs(id: string, what: 'access' | 'refresh' | 'request'): string {
  return `git_integration ${id} ${what}`;
}
