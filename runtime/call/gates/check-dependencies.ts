import type { CheckedCall } from '../call.js';
import type { Refusal } from '../refusal.js';

export async function checkDependencies(_call: CheckedCall): Promise<Refusal | null> {
  return null;
}
