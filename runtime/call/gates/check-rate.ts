import { createHash } from 'node:crypto';
import { type Rate, type RateWindow, SECONDS } from '../../store/limiter.js';
import type { FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import type { Refusal } from '../refusal.js';
import { tenantOf } from '../tenant-of.js';

/**
 * The caller's window of the tool takes one more call. The rate is the connection's own where it has one, else the tool's,
 * else the server's, which by default is none. A window is a principal's, tenant's and tool's, so that more connections give no more
 * calls and one tenant's work costs another nothing; that of a connection's own rate is the connection's. Where that rate is
 * the slower one both count: what a connection is made to do without, others of its person have not gained. Every call
 * that comes this far counts: refused later, as a dry run, or answered again.
 */
export async function checkRate(call: FoundCall): Promise<RateWindow | Refusal | null> {
  const { kernel, request, tool } = call;
  if (request.parent !== undefined) return null;
  const { connection } = request.principal;
  const declared = tool.limits?.rate ?? kernel.server.limits.rate;
  const own = connection.rate;
  const shared = own === undefined || (declared && perSecond(own) <= perSecond(declared)) ? declared : undefined;
  const windows = [own && (await take(call, own, connection.id)), shared && (await take(call, shared, null))];
  const counted = windows.filter((window) => window != null);
  const refused = counted.find(({ allowed }) => !allowed);
  if (refused === undefined) return counted.sort((left, right) => left.remaining - right.remaining)[0] ?? null;
  const facts = { limit: refused.limit, retry_after_seconds: Math.max(1, Math.ceil(refused.resetMs / 1000)) };
  const refusal = refuse(kernel.server, 'RATE_LIMITED', { gate: 'rate', tool, values: facts, data: facts });
  return { ...refusal, rate: refused };
}

function take({ kernel, request, tool }: FoundCall, rate: Rate, connection: string | null): Promise<RateWindow | null> {
  const parts = [request.principal.id, tenantOf(kernel.server, request.principal), tool.name];
  // Hashed: as short as every store wants it, and nobody reads in it who called what.
  const text = JSON.stringify(connection === null ? parts : [...parts, connection]);
  return kernel.host.store.limiter.take(createHash('sha256').update(text).digest('base64url'), rate);
}

function perSecond({ calls, per }: Rate): number {
  return calls / SECONDS[per];
}
