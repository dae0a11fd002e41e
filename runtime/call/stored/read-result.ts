import { note } from '../audit/note.js';
import type { Answer, CallRequest, CheckedCall, FoundCall, Kernel } from '../call.js';
import { refuse } from '../error-table.js';
import { find } from '../find.js';
import { gates as allGates } from '../gates.js';
import { makeAnswer } from '../output/make-answer.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { unexpected } from '../unexpected.js';
import { readPointer } from './pointer.js';
import { openResult, ownTenant } from './store-result.js';

/** Who reads, and by what pointer: the part of its address behind `tool-result/`. */
export type ReadRequest = Omit<CallRequest, 'arguments'>;

/**
 * The whole of an answer that was too large to be sent. The rights are asked again, of now: whoever may not call the
 * tool any more does not get its answer either, and what is read is shaped for the caller of now. A pointer that was
 * made for somebody else, changed, or has expired is as unknown as any other address. Always audited; never rejects.
 */
export async function readStoredResult(kernel: Kernel, request: ReadRequest, text: string): Promise<Answer | Refusal> {
  const startedAt = performance.now();
  const reading: CallRequest = { ...request, arguments: {} };
  const end = (outcome: Answer | Refusal, call: FoundCall | CheckedCall | null = null) => {
    note(kernel, call?.request ?? reading, call, { outcome, startedAt, facts: ['stored result'] });
    return outcome;
  };
  const unknown = () => refuse(kernel.server, 'UNKNOWN_RESOURCE', { gate: 'find', values: { uri: request.name } });
  try {
    const id = readPointer(kernel, request.principal, text);
    const stored = id === null ? null : await kernel.host.store.results.find(id, kernel.now());
    if (stored === null || stored.connectionId !== request.principal.connection.id) return end(unknown());

    const { arguments: sent, ...kept } = openResult(kernel, stored.id, stored.sealed);
    const found = await find(kernel, { ...reading, name: stored.tool, arguments: sent });
    if (isRefusal(found)) return end(found);
    const call: CheckedCall = { ...found, ...kept };
    if (ownTenant(call) !== stored.tenantId) return end(unknown(), call);

    return end(refusalOf(call) ?? makeAnswer({ ...call, ...kept }), call);
  } catch (error) {
    return end(unexpected(kernel, reading, null, error));
  }
}

/** The gates that say who may; those that say how often, or whether anything may be written, have been passed. */
function refusalOf(call: CheckedCall): Refusal | null {
  const gates = call.kernel.gates ?? allGates;
  return (
    gates.context(call) ??
    gates.audience(call) ??
    gates.allow_list(call) ??
    gates.scope(call) ??
    gates.privilege(call) ??
    gates.privilege_by_argument(call)
  );
}
