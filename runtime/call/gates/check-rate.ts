import type { FoundCall } from '../call.js';
import type { Refusal } from '../refusal.js';

export async function checkRate(_call: FoundCall): Promise<Refusal | null> {
  return null;
}
