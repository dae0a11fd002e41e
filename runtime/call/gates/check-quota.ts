import type { CheckedCall } from '../call.js';
import type { Refusal } from '../refusal.js';

export async function checkQuota(_call: CheckedCall): Promise<Refusal | null> {
  return null;
}
