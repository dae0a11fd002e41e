import type { CalledTools, CallingSession } from '../../store/called-tools.js';
import type { CheckedCall, FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import { planFor } from '../plan.js';
import { printedBody } from '../printed-body.js';
import type { Refusal } from '../refusal.js';
import { isAwaited } from '../tool-graph.js';
import { traceFields } from '../trace-fields.js';

interface Missing {
  readonly tool: string;
  readonly reason: string;
}

/**
 * The tools that this one waits for were called successfully in this session. The refusal says which are missing, those
 * that they in turn wait for first, and which calls would mend it.
 */
export async function checkDependencies(call: CheckedCall): Promise<Refusal | null> {
  const { kernel, request, tool } = call;
  if (tool.dependsOn?.session === undefined) return null;
  const missing = await findMissing(call, kernel.host.store.calledTools);
  if (missing.length === 0) return null;
  const names = missing.map((one) => one.tool);
  const refusal = refuse(kernel.server, 'DEPENDENCY_NOT_MET', { gate: 'dependency', tool });
  return printedBody(refusal, 'dependency_not_met', {
    missing: missing.map((one) => ({ type: 'tool_called', key: one.tool, description: one.reason })),
    suggested_order: [...names, request.name],
    plan: planFor(call, names),
  });
}

/** In the order in which they are to be called. What was called needs nothing any more, whatever it once waited for. */
async function findMissing(call: CheckedCall, calledTools: CalledTools): Promise<readonly Missing[]> {
  const { handlers } = call.kernel;
  const reasons = new Map<string, string>();
  const order: string[] = [];
  const gather = (name: string) => {
    for (const { tool, reason } of handlers.get(name)?.tool.dependsOn?.session ?? []) {
      if (reasons.has(tool)) continue;
      reasons.set(tool, reason);
      gather(tool);
      order.push(tool);
    }
  };
  gather(call.tool.name);
  const called = await calledTools.called(sessionOf(call), order);
  const open = new Set<string>();
  const need = (name: string) => {
    for (const { tool } of handlers.get(name)?.tool.dependsOn?.session ?? []) {
      if (called.has(tool) || open.has(tool)) continue;
      open.add(tool);
      need(tool);
    }
  };
  need(call.tool.name);
  return order.filter((tool) => open.has(tool)).map((tool) => ({ tool, reason: reasons.get(tool) ?? '' }));
}

/**
 * Remembers that the call succeeded, where some tool waits for it. A dry run has done nothing that anything could wait for.
 * What cannot be remembered is logged: the call itself has succeeded.
 */
export async function noteCalled(call: FoundCall & { readonly dryRun?: boolean }): Promise<void> {
  const { kernel, request, tool } = call;
  if (call.dryRun || !isAwaited(kernel.handlers, tool)) return;
  try {
    await kernel.host.store.calledTools.note(sessionOf(call), tool.name);
  } catch (error) {
    kernel.log.error({ err: error, tool: tool.name, ...traceFields(request) }, 'a call could not be remembered');
  }
}

function sessionOf({ request: { principal } }: FoundCall): CallingSession {
  const { connection } = principal;
  return { principal: principal.id, connection: connection.id, session: connection.session ?? '' };
}
