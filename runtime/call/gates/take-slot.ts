import type { CheckedCall } from '../call.js';
import type { Release } from '../charge.js';
import { refuse } from '../error-table.js';
import type { Refusal } from '../refusal.js';
import { tenantOf } from '../tenant-of.js';

/** A process that is killed gives nothing back: its slots lapse this long after the call could have run last. */
const MARGIN_MS = 5_000;

const RETRY_AFTER_SECONDS = 1;

/**
 * One of the tool's `limits.concurrent` slots in the caller's tenant, for as long as the call runs; null where the tool has
 * no such limit. A call that finds none is refused and does not wait: its client knows better whether to. It holds for
 * dry runs and for the steps of composites too, since it is the tool that bears no more at once.
 */
export async function takeSlot(call: CheckedCall, atMostMs: number): Promise<Release | Refusal | null> {
  const { kernel, request, tool } = call;
  const slots = tool.limits?.concurrent;
  if (slots === undefined) return null;
  const tenant = tenantOf(kernel.server, request.principal) ?? request.principal.id;
  const release = await kernel.host.store.slots.take({
    tenant,
    tool: tool.name,
    slots,
    atMostMs: atMostMs + MARGIN_MS,
  });
  if (release !== null) return release;
  const facts = { limit: slots, retry_after_seconds: RETRY_AFTER_SECONDS };
  const advice = `At most ${slots === 1 ? 'one call' : `${slots} calls`} of '${tool.name}' may run at the same time.`;
  return refuse(kernel.server, 'RATE_LIMITED', { gate: 'concurrency', tool, values: facts, data: facts, advice });
}
