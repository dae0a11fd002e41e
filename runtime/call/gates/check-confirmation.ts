import type { CheckedCall } from '../call.js';
import type { InputRequired } from '../calling-client.js';
import type { Refusal } from '../refusal.js';

export async function checkConfirmation(_call: CheckedCall): Promise<Refusal | InputRequired | null> {
  return null;
}
