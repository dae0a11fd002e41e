import { note } from './audit/note.js';
import type { CallOutcome, CallRequest, Kernel } from './call.js';
import { refuse } from './error-table.js';
import type { Refusal } from './refusal.js';
import { unexpected } from './unexpected.js';

type Attempt = (request: CallRequest) => Promise<CallOutcome | 'stale'>;

/** A second attempt for the caller as identified anew. Who is nobody any more, or stale again, is refused. */
export async function restart(
  kernel: Kernel,
  request: CallRequest,
  startedAt: number,
  attempt: Attempt,
): Promise<CallOutcome> {
  const end = (outcome: Refusal) => note(kernel, request, null, { outcome, startedAt });
  try {
    const principal = (await request.refresh?.()) ?? null;
    const outcome = principal === null ? 'stale' : await attempt({ ...request, principal });
    return outcome === 'stale' ? end(refuse(kernel.server, 'UNAUTHORIZED', { gate: 'find' })) : outcome;
  } catch (error) {
    return end(unexpected(kernel, request, null, error));
  }
}
