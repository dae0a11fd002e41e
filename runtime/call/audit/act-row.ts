import type { WriteMode } from '../../tool.js';
import type { AuditRow } from './audit.js';
import { newAuditId } from './audit-id.js';
import { redact } from './redact.js';

/** What somebody did by other means than a call: on a page, or at the command line. */
export interface Act {
  readonly wire: 'web' | 'cli';
  /** What was done, without what differs from time to time: `POST /account/cart/remove`, `toolwright refund`. */
  readonly name: string;
  readonly writeMode: WriteMode;
  /** Which of what it was done to. Credentials never come here; what looks like one in free text is not kept. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly at: Date;
  /** `performance.now()` at its beginning. */
  readonly startedAt: number;
  readonly traceId: string;
  readonly spanId?: string;
  /** Who did it; absent where nobody is known, as at the command line. A person of whom a mailed link tells has no connection. */
  readonly principal?: Actor;
  readonly tenantId: string | null;
  /** What else is to be remembered. */
  readonly facts?: readonly string[];
}

/** Who does something, and by which way in. */
export interface Actor {
  readonly id: string;
  readonly connection: { readonly id: string } | null;
}

/** The audit row of an act. `outcome`: `ok`, or the code of what kept it from being done. */
export function actRow(act: Act, outcome: string): AuditRow {
  const { wire, name, writeMode, at, startedAt, traceId, spanId = null, principal, tenantId, facts = [] } = act;
  return {
    ...{ id: newAuditId(), parentId: null, at, traceId, spanId },
    ...{ principalId: principal?.id ?? null, connectionId: principal?.connection?.id ?? null, tenantId },
    ...{ wire, tool: name, action: null, writeMode, arguments: redact(act.arguments, {}), outcome, gate: null },
    durationMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
    ...{ dryRun: false, replayed: false, facts, systemReasons: [] },
  };
}
