import type { CallRequest, FoundCall, Kernel } from '../call.js';
import { shortText } from '../output/clean-text.js';
import type { Gate } from '../refusal.js';
import type { AuditRow } from './audit.js';
import { redact } from './redact.js';
import { redactText } from './redact-text.js';

/** How a call ended, as the audit tells it. */
export interface Ending {
  /** `ok`, or the error code. */
  readonly outcome: string;
  readonly gate: Gate | null;
  readonly systemReasons: readonly string[];
  /** `performance.now()` at the call's beginning. */
  readonly startedAt: number;
}

/** The audit row of a call whose tool is known. */
export function auditRow(call: FoundCall, ending: Ending): AuditRow {
  const { kernel, request, tool, action } = call;
  const { writeMode } = action === null ? tool : (tool.actions?.[action] ?? tool);
  const kept = redact(call.arguments, tool.input) ?? null;
  return { ...ended(kernel, request, ending), tool: tool.name, action, writeMode, arguments: kept };
}

/** The audit row of a call whose tool is not known: nobody has declared what of its arguments is sensitive. */
export function unfoundRow(kernel: Kernel, request: CallRequest, ending: Ending): AuditRow {
  const tool = redactText(shortText(request.name, 100));
  return { ...ended(kernel, request, ending), tool, action: null, writeMode: null, arguments: null };
}

function ended(kernel: Kernel, request: CallRequest, { startedAt, ...ending }: Ending) {
  const { principal, traceId, wire } = request;
  return {
    at: kernel.now(),
    traceId,
    principalId: principal.id,
    connectionId: principal.connection.id,
    tenantId: tenantOf(kernel, request),
    wire,
    durationMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
    ...ending,
  };
}

function tenantOf({ server }: Kernel, { principal }: CallRequest): string | null {
  const tenant = Object.keys(server.contexts).find((name) => server.contexts[name]?.tenant);
  return tenant === undefined ? null : (principal.active.contexts[tenant] ?? null);
}
