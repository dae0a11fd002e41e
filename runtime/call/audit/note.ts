import type { CallOutcome, CallRequest, FoundCall, Kernel } from '../call.js';
import { auditRow, unfoundRow } from './audit-row.js';

/** How a call ended whose audit row is not written yet. */
export interface Noted {
  readonly outcome: CallOutcome;
  readonly startedAt: number;
  readonly systemReasons?: readonly string[];
}

/** Puts a read or a refusal into the audit, and hands its outcome on. */
export function note(kernel: Kernel, request: CallRequest, found: FoundCall | null, noted: Noted): CallOutcome {
  const { outcome, startedAt, systemReasons = [] } = noted;
  const ending = {
    outcome: outcome.refused ? outcome.code : 'ok',
    gate: outcome.refused ? outcome.gate : null,
    systemReasons,
    startedAt,
  };
  kernel.host.store.auditLater(found ? auditRow(found, ending) : unfoundRow(kernel, request, ending));
  return outcome;
}
