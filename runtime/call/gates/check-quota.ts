import type { CheckedCall } from '../call.js';
import { type Charge, free } from '../charge.js';
import { refuse } from '../error-table.js';
import { printedBody } from '../printed-body.js';
import type { Refusal } from '../refusal.js';
import { tenantOf } from '../tenant-of.js';

const DAY_MS = 86_400_000;

/**
 * What is left of the tenant's calls of the UTC day, by its plan, suffices for what the tool costs, and is taken at once:
 * of calls at the same moment no two take the same. A call whose resolver begins has cost it, whatever comes of it.
 * Without tenant or plan there is no quota.
 */
export async function checkQuota({ kernel, request, tool }: CheckedCall): Promise<Charge | Refusal> {
  const { server, host, now } = kernel;
  const { plan } = request.principal.active;
  const tenant = tenantOf(server, request.principal);
  if (tenant === null || plan === undefined || request.parent !== undefined) return free;
  const limit = server.plans[plan]?.callsPerDay;
  if (limit === undefined) throw new Error(`The host names the plan '${plan}', which server.yaml does not declare.`);
  const cost = tool.limits?.quota ?? 1;
  const allowance = { tenant, day: now().toISOString().slice(0, 10), limit };
  const { taken, used } = await host.store.quotas.take(allowance, cost);
  if (taken) return { giveBack: () => host.store.quotas.giveBack(allowance, cost) };
  const refusal = refuse(server, 'QUOTA_EXCEEDED', { gate: 'quota', tool });
  return printedBody(refusal, 'quota_exceeded', { current_usage: used, limit, resets_at: nextMidnight(now()) });
}

/** As the documents print it: `2024-01-16T00:00:00+00:00`. */
function nextMidnight(now: Date): string {
  const midnight = new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS);
  return midnight.toISOString().replace('.000Z', '+00:00');
}
