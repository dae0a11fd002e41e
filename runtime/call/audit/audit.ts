import type { Gate } from '../refusal.js';

/** One call as the audit remembers it. Arguments are redacted by declared sensitivity before they come here. */
export interface AuditRow {
  readonly at: Date;
  readonly traceId: string;
  readonly principalId: string | null;
  readonly connectionId: string | null;
  /** The tenant context's id, where there is one. */
  readonly tenantId: string | null;
  readonly wire: 'mcp' | 'rest' | 'local';
  readonly tool: string;
  readonly action: string | null;
  readonly writeMode: string | null;
  readonly arguments: unknown;
  /** `ok`, or the error code. */
  readonly outcome: string;
  readonly gate: Gate | null;
  readonly durationMs: number;
  /** Why a resolver went beyond the caller's tenant, if it did. */
  readonly systemReasons: readonly string[];
}
