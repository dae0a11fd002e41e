import type { ClaimScope, StandingClaim, TakenClaim } from '../store/claims.js';
import { argumentHash } from './argument-hash.js';
import type { CheckedCall, RanCall } from './call.js';
import { claimScope } from './claim-scope.js';
import { conflict } from './conflict.js';
import { openAnswer } from './kept-answer.js';
import type { Refusal } from './refusal.js';
import { waitUntil } from './wait-until.js';

/** The right to run a call under its idempotency key: nobody else runs it meanwhile. */
export interface Claim extends ClaimScope, TakenClaim {}

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
    const found = await call.kernel.host.store.claims.find(scope);
    if (found === null) return { done: null };
    const settled = settle(call, scope, hash, found);
    return 'done' in settled || found.held ? settled : { done: null };
  });
}

function settle(call: CheckedCall, scope: ClaimScope, hash: string, found: StandingClaim) {
  if (found.argumentHash !== hash) return { done: conflict(call, 'was used with other arguments. Send a new key.') };
  if (found.answer !== null) return { done: openAnswer(call, scope, found.answer) };
  return { again: found.ended };
}
