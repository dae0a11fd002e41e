import type { CallRequest, CheckedCall, FoundCall, Kernel } from '../call.js';
import { confirmationOf } from '../confirmation.js';
import { isDryRun } from '../input/is-dry-run.js';
import { isRecord } from '../is-record.js';
import { shortText } from '../output/clean-text.js';
import type { Gate } from '../refusal.js';
import { tenantOf } from '../tenant-of.js';
import type { AuditRow } from './audit.js';
import { newAuditId } from './audit-id.js';
import { redact } from './redact.js';
import { redactText } from './redact-text.js';

/** How a call ended, as the audit tells it. */
export interface Ending {
  /** `ok`, or the error code. */
  readonly outcome: string;
  readonly gate: Gate | null;
  readonly systemReasons: readonly string[];
  /** Whether the answer was kept from an earlier call. */
  readonly replayed?: boolean;
  /** What else is to be remembered. */
  readonly facts?: readonly string[];
  /** `performance.now()` at the call's beginning. */
  readonly startedAt: number;
}

/** The audit row of a call whose tool is known. */
export function auditRow(call: FoundCall | CheckedCall, ending: Ending): AuditRow {
  const { kernel, request, tool, action } = call;
  const { writeMode } = action === null ? tool : (tool.actions?.[action] ?? tool);
  const kept = redact(call.arguments, tool.input) ?? null;
  const { auditId: id } = call;
  const dryRun = asksDryRun(call);
  const waived = 'input' in call && confirmationOf(call) === 'waived' ? ['confirmation waived'] : [];
  const facts = ending.facts?.length ? ending.facts : waived;
  const row = ended(kernel, request, ending);
  return Object.assign(row, { id, tool: tool.name, action, writeMode, arguments: kept, dryRun, facts });
}

/** The audit row of a call whose tool is not known: nobody has declared what of its arguments is sensitive. */
export function unfoundRow(kernel: Kernel, request: CallRequest, ending: Ending): AuditRow {
  const tool = redactText(shortText(request.name, 100));
  const none = { action: null, writeMode: null, arguments: null, dryRun: false };
  return { ...ended(kernel, request, ending), id: newAuditId(), tool, ...none };
}

/** Of a call that was refused before its arguments were read, what they say as sent. */
function asksDryRun(call: FoundCall | CheckedCall): boolean {
  if ('dryRun' in call) return call.dryRun;
  return isDryRun(call.tool, isRecord(call.arguments) ? call.arguments : {});
}

function ended(kernel: Kernel, request: CallRequest, ending: Ending) {
  const { outcome, gate, systemReasons, startedAt, replayed = false, facts = [] } = ending;
  const { principal, traceId, spanId = null, wire, parent } = request;
  return {
    at: kernel.now(),
    parentId: parent?.auditId ?? null,
    traceId,
    spanId,
    principalId: principal.id,
    connectionId: principal.connection.id,
    tenantId: tenantOf(kernel.server, principal),
    wire,
    durationMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
    replayed,
    facts,
    outcome,
    gate,
    systemReasons,
  };
}
