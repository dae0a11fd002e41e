import type { GitProviderName } from './providers.js';

/** Tokens of people's Git integrations, ready to be used. What comes from here is never stored, logged or answered. */
export interface GitAccess {
  /**
   * The access token of a person at a provider, refreshed where it is about to expire; null without a working
   * integration. Reads and writes in transactions of its own, as the tables' owner, and may ask the provider: call it
   * within `ctx.outside`, where the call holds no connection.
   */
  tokenFor(customerId: string, provider: GitProviderName, signal?: AbortSignal): Promise<string | null>;
}
