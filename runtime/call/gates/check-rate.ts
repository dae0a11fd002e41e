import { createHash } from 'node:crypto';
import type { RateWindow } from '../../store/limiter.js';
import type { FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import type { Refusal } from '../refusal.js';
import { tenantOf } from '../tenant-of.js';

/**
 * The caller's window of the tool takes one more call. It is the connection's own rate where it has one, else the tool's,
 * else the server's, which by default is none; counted by principal, tenant and tool, so that more connections give no more calls and one tenant's work costs
 * another nothing. Every call that comes this far counts: refused later, as a dry run, or answered again.
 */
export async function checkRate(call: FoundCall): Promise<RateWindow | Refusal | null> {
  const { kernel, request, tool } = call;
  const rate = request.principal.connection.rate ?? tool.limits?.rate ?? kernel.server.limits.rate;
  if (rate === undefined || request.parent !== undefined) return null;
  const window = await kernel.host.store.limiter.take(windowKey(call), rate);
  if (window === null || window.allowed) return window;
  const facts = { limit: window.limit, retry_after_seconds: Math.max(1, Math.ceil(window.resetMs / 1000)) };
  const refusal = refuse(kernel.server, 'RATE_LIMITED', { gate: 'rate', tool, values: facts, data: facts });
  return { ...refusal, rate: window };
}

/** Hashed: as short as every store wants it, and nobody reads in it who called what. */
function windowKey({ kernel, request: { principal }, tool }: FoundCall): string {
  const parts = [principal.id, tenantOf(kernel.server, principal), tool.name];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
