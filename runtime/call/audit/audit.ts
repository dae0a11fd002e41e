import type { Gate } from '../refusal.js';

/**
 * How it came: a call over MCP, over REST or from within the process; what a person did on a page; what an operator did at
 * the command line.
 */
export type AuditWire = 'mcp' | 'rest' | 'local' | 'web' | 'cli';

/**
 * One call as the audit remembers it, or what a person did on a page or at the command line. Arguments are redacted before
 * they come here: a call's by declared sensitivity.
 */
export interface AuditRow {
  /** `aud_` and 24 hex digits, made when the call begins, so that its steps can name it. */
  readonly id: string;
  /** The composite that made this call as one of its steps. */
  readonly parentId: string | null;
  readonly at: Date;
  readonly traceId: string;
  /** The call's span, 16 hex digits, where it is traced. */
  readonly spanId: string | null;
  readonly principalId: string | null;
  readonly connectionId: string | null;
  /** The tenant context's id, where there is one. */
  readonly tenantId: string | null;
  readonly wire: AuditWire;
  /** Its name; of a page what was sent to it, `POST /account/cart/remove`, and of a command its words. */
  readonly tool: string;
  readonly action: string | null;
  readonly writeMode: string | null;
  readonly arguments: unknown;
  /** `ok`, or the error code. */
  readonly outcome: string;
  /** Null where it was let through, and for pages and commands, which have no gates. */
  readonly gate: Gate | null;
  readonly durationMs: number;
  readonly dryRun: boolean;
  /** Whether it was answered from what was kept under its idempotency key. */
  readonly replayed: boolean;
  /** What else is to be remembered of how it was let through: `confirmation waived`. */
  readonly facts: readonly string[];
  /** Why a resolver went beyond the caller's tenant, if it did. */
  readonly systemReasons: readonly string[];
}
