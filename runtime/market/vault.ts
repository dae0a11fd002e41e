import { createVault as createKernelVault, type Vault } from '../auth/vault.js';

export type { Vault };

/** What the marketplace must be able to show again: project credentials, tokens of Git hosts, webhook secrets. */
export function createVault(secrets: readonly string[]): Vault {
  return createKernelVault(secrets, 'toolwright market vault');
}
