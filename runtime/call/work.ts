import { StalePrincipal } from '../host.js';
import type { CheckedCall } from './call.js';
import { type LazyTransaction, lazyTransaction } from './lazy-transaction.js';
import { readsOnly } from './operations.js';

/** What a running call has open, and what it says of itself on the way. */
export interface Work {
  /** Absent where the host has no database. */
  readonly transaction: LazyTransaction<unknown> | null;
  /** Why the resolver went beyond the caller's tenant: added to while it runs. */
  readonly systemReasons: string[];
}

export function beginWork({ kernel, request, tool, action, dryRun }: CheckedCall): Work {
  const { database } = kernel.host;
  const watch = dryRun && tool.dryRun?.by === 'rollback';
  const options = { write: !readsOnly(tool, action), signal: request.signal, ...(watch && { watch }) };
  return { transaction: database ? lazyTransaction(database, request.principal, options) : null, systemReasons: [] };
}

/** Whether the call met a principal that is not so any more, also where the resolver has swallowed it. */
export function isStale({ transaction }: Work, error?: unknown): boolean {
  return error instanceof StalePrincipal || transaction?.stale() === true;
}
