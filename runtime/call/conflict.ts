import type { CheckedCall } from './call.js';
import { refuse } from './error-table.js';
import type { Refusal } from './refusal.js';

/** CONFLICT in the server's words: a tool that declares one of its own means something else by it. */
export function conflict({ kernel, tool }: CheckedCall, reason: string, data: object = {}): Refusal {
  const { errors: _, ...plain } = tool;
  return refuse(kernel.server, 'CONFLICT', { gate: 'claim', tool: plain, values: { reason }, data: { ...data } });
}

/** The same call is still running, elsewhere or in another attempt. */
export function stillRunning(call: CheckedCall): Refusal {
  const reason = 'belongs to a call that is still running. Send the same call again in a moment.';
  return conflict(call, reason, { in_progress: true });
}
