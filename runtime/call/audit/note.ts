import type { CallOutcome, CallRequest, CheckedCall, FoundCall, Kernel } from '../call.js';
import { auditRow, unfoundRow } from './audit-row.js';

/** How a call ended whose audit row is not written yet. */
export interface Noted {
  readonly outcome: CallOutcome;
  readonly startedAt: number;
  readonly systemReasons?: readonly string[];
  readonly replayed?: boolean;
  /** What else the audit is to remember. */
  readonly facts?: readonly string[];
}

/** Puts a read or a refusal into the audit, and hands its outcome on. */
export function note(
  kernel: Kernel,
  request: CallRequest,
  call: FoundCall | CheckedCall | null,
  noted: Noted,
): CallOutcome {
  const { outcome, startedAt, systemReasons = [], replayed = false, facts = [] } = noted;
  const ending = {
    outcome: outcome.refused ? outcome.code : outcome.inputRequired ? 'input_required' : 'ok',
    gate: outcome.refused ? outcome.gate : null,
    systemReasons,
    replayed,
    facts,
    startedAt,
  };
  kernel.host.store.auditLater(call ? auditRow(call, ending) : unfoundRow(kernel, request, ending));
  return outcome;
}
