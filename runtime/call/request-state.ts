import { randomUUID } from 'node:crypto';
import { argumentHash } from './argument-hash.js';
import type { CheckedCall } from './call.js';
import type { Rounds } from './calling-client.js';
import { refuse } from './error-table.js';
import { isRefusal, type Refusal } from './refusal.js';
import { tenantOf } from './tenant-of.js';

/** What a call that asks a person hands to its client, to be sent back with the replies. */
export interface RequestState {
  /** Set while the person is asked whether the call may run: the approval that an accepting reply grants. */
  readonly approval?: string;
  /** Of a round that comes after the confirmation gate, as every question of a resolver does: nobody is asked again. */
  readonly confirmed?: true;
  /** Accepted answers of earlier rounds, by the key of their question. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The keys of what was asked with this state: replies to anything else count for nothing. */
  readonly asked?: readonly string[];
}

interface Sealed extends RequestState {
  readonly nonce: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** How long a person has for one round of questions. */
export const stateLifetimeMs = 600_000;

const uses = new WeakMap<Rounds, Promise<boolean>>();

/**
 * Encrypts and authenticates the state for this caller, connection, tenant, tool and arguments: nobody reads it, and for
 * any other call it does not open. It holds for ten minutes and for one use.
 */
export function sealState(call: CheckedCall, state: RequestState): string {
  const sealed: Sealed = { ...state, nonce: randomUUID(), until: call.kernel.now().getTime() + stateLifetimeMs };
  return call.kernel.keys.requestStates.seal(JSON.stringify(sealed), boundTo(call));
}

/**
 * The state that the call came with: null without one, a refusal where it is not this very call's, has expired or been
 * used. However many stages ask, and also when the call begins anew for a stale caller, one request uses it once.
 */
export async function openState(call: CheckedCall): Promise<RequestState | Refusal | null> {
  const { rounds } = call.request.client ?? {};
  if (rounds === undefined || rounds.state === null) return null;
  const sealed = unseal(call, rounds.state);
  if (isRefusal(sealed)) return sealed;
  const { nonce, until, ...state } = sealed;
  if (call.kernel.now().getTime() >= until) return refuseState(call, 'has expired');
  const used = uses.get(rounds) ?? call.kernel.host.store.useOnce(`state:${nonce}`, new Date(until));
  uses.set(rounds, used);
  return (await used) ? state : refuseState(call, 'has been used already');
}

function unseal(call: CheckedCall, sealed: string): Sealed | Refusal {
  try {
    return JSON.parse(call.kernel.keys.requestStates.open(sealed, boundTo(call))) as Sealed;
  } catch {
    // Which of them it was would help only whoever tries.
    return refuseState(call, 'was not made for this caller, tool and arguments, or was changed on its way');
  }
}

/** `reason` goes on after "This request state". */
function refuseState({ kernel, tool }: CheckedCall, reason: string): Refusal {
  return refuse(kernel.server, 'INVALID_REQUEST_STATE', { gate: 'confirmation', tool, values: { reason } });
}

function boundTo(call: CheckedCall): string {
  const { kernel, request, tool } = call;
  const { id, connection } = request.principal;
  return JSON.stringify([id, connection.id, tenantOf(kernel.server, request.principal), tool.name, argumentHash(call)]);
}
