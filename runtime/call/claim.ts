import type { ClaimScope, StandingClaim } from '../store/claims.js';
import { argumentHash } from './argument-hash.js';
import type { CheckedCall, RanCall } from './call.js';
import { claimScope } from './claim-scope.js';
import { conflict } from './conflict.js';
import { openAnswer } from './kept-answer.js';
import type { Refusal } from './refusal.js';
import { tenantOf } from './tenant-of.js';
import { waitUntil } from './wait-until.js';

/** The call under the claim of its key. Where another call has that by now, as `findReplay` answers it. */
export async function claimKey(call: CheckedCall): Promise<CheckedCall | RanCall | Refusal> {
  const scope = claimScope(call);
  if (scope === null) return call;
  const { claims } = call.kernel.host.store;
  const hash = argumentHash(call);
  return waitUntil<CheckedCall | RanCall | Refusal>(call, async () => {
    const found = await claims.take(scope, hash, call.request.principal.connection.id);
    if ('token' in found) return { done: { ...call, claim: { ...scope, ...found } } };
    return settle(call, scope, hash, found);
  });
}

/**
 * The answer that was kept under the call's idempotency key, waited for until the tool's deadline where it is on its
 * way. Null: nobody has used the key, or whoever did has died.
 */
export async function findReplay(call: CheckedCall): Promise<RanCall | Refusal | null> {
  const scope = claimScope(call);
  if (scope === null) return null;
  const hash = argumentHash(call);
  return waitUntil<RanCall | Refusal | null>(call, async () => {
    const found = standingFor(call, scope, await call.kernel.host.store.claims.find(scope));
    if (found === undefined) return { done: null };
    const settled = settle(call, scope, hash, found);
    if ('done' in settled || found.held) return settled;
    return { done: found.tenant === scope.tenant ? null : conflict(call, 'was used elsewhere. Send a new key.') };
  });
}

/**
 * What stands under the call's key: in its own tenant, else in one that the caller has lost since. There the same
 * connection's same key is the call by which it was lost (leaving it, say), and must not go on to the next tenant.
 */
function standingFor(
  { kernel, request }: CheckedCall,
  { tenant: own }: ClaimScope,
  standing: readonly StandingClaim[],
): StandingClaim | undefined {
  const { connection, standings } = request.principal;
  const granted = new Set(standings.map((active) => tenantOf(kernel.server, { active })));
  const lost = ({ tenant, connection: by }: StandingClaim) => by === connection.id && !granted.has(tenant);
  return standing.find(({ tenant }) => tenant === own) ?? (own === '' ? undefined : standing.find(lost));
}

function settle(call: CheckedCall, scope: ClaimScope, hash: string, found: StandingClaim) {
  if (found.argumentHash !== hash) return { done: conflict(call, 'was used with other arguments. Send a new key.') };
  if (found.answer !== null) {
    const there = { ...scope, tenant: found.tenant };
    return { done: openAnswer(inTenant(call, found.tenant), there, found.answer) };
  }
  return { again: found.ended };
}

/** The call as it was when its answer was made, for the tenant that the answer names. */
function inTenant(call: CheckedCall, tenant: string): CheckedCall {
  const { kernel, request } = call;
  const { active } = request.principal;
  const name = Object.keys(kernel.server.contexts).find((context) => kernel.server.contexts[context]?.tenant);
  if (tenant === '' || name === undefined || active.contexts[name] === tenant) return call;
  const contexts = { ...active.contexts, [name]: tenant };
  return { ...call, request: { ...request, principal: { ...request.principal, active: { ...active, contexts } } } };
}
