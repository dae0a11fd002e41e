import type { CheckedCall, RanCall } from './call.js';
import type { Refusal } from './refusal.js';

/** The answer that was kept under the call's idempotency key. */
export async function findReplay(_call: CheckedCall): Promise<RanCall | Refusal | null> {
  return null;
}
