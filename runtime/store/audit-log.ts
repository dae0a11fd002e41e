import type { AuditWire } from '../call/audit/audit.js';
import type { Gate } from '../call/refusal.js';
import type { AuditRecord } from './audit-sink.js';

/**
 * How a call went, in a word: `asked`, it waits for what it has asked its client; `refused`, it was not let through; `failed`, it
 * was, and did not succeed.
 */
export type AuditEnd = 'ok' | 'asked' | 'refused' | 'failed';

/** Which rows. All that is given holds of each of them. */
export interface AuditFilter {
  /** Whose; null: everybody's, also nobody's, for those who run the platform. */
  readonly principalId: string | null;
  /** Of these, those of nobody who is known: callers that were turned away, and the command line. */
  readonly unknown?: true;
  /** Only what usage counts: calls of somebody who is known, no steps, dry runs or replays; and `tool` is a whole name. */
  readonly counted?: true;
  readonly connectionId?: string;
  readonly tenantId?: string;
  readonly wire?: AuditWire;
  /** Within the tool's name, in either case. */
  readonly tool?: string;
  readonly end?: AuditEnd;
  readonly gate?: Gate;
  readonly mode?: 'read' | 'write';
  /** The first moment, and the first that is too late. */
  readonly from?: Date;
  readonly until?: Date;
  readonly traceId?: string;
}

/** Where a page ends: what follows it is older, or as old with a lesser id. */
export interface AuditPlace {
  readonly at: Date;
  readonly id: string;
}

/** Rows, the newest first. */
export interface AuditPage {
  readonly rows: readonly AuditRecord[];
  /**
   * Null: there is nothing older. There may be one under few rows, or none: no page looks at more than `LOOKED_AT` rows for
   * those that are wanted.
   */
  readonly next: AuditPlace | null;
}

/** How many rows a page looks at, at most. */
export const LOOKED_AT = 10_000;

/** A row, the call that it is a step of, and its own steps in their order (at most 1,000). */
export interface AuditEntry {
  readonly row: AuditRecord;
  readonly parent: AuditRecord | null;
  readonly steps: readonly AuditRecord[];
}

/** The audit as people read it. The last rows may be missing for 200 ms: they are written behind the calls. */
export interface AuditLog {
  /** At most `limit` rows, those after a place. Rows that come meanwhile are newer: paging on neither skips nor repeats any. */
  page(filter: AuditFilter, options: { readonly limit: number; readonly after?: AuditPlace }): Promise<AuditPage>;
  /** A row of somebody's; `principalId` null: of anybody's. */
  find(id: string, principalId: string | null): Promise<AuditEntry | null>;
}

const STREAM_PAGE = 1_000;

/** All rows of a filter, the newest first. Nothing is held between two pages, neither a connection nor a transaction. */
export async function* streamAudit(log: AuditLog, filter: AuditFilter): AsyncGenerator<AuditRecord, void, undefined> {
  let after: AuditPlace | null = null;
  do {
    const page: AuditPage = await log.page(filter, { limit: STREAM_PAGE, ...(after && { after }) });
    yield* page.rows;
    after = page.next;
  } while (after !== null);
}

/** How the call of a row went. What a filter's `end` means in SQL stands in `postgres/audit-filter.ts`. */
export function auditEnd({ outcome, gate }: Pick<AuditRecord, 'outcome' | 'gate'>): AuditEnd {
  if (outcome === 'ok') return 'ok';
  if (outcome === 'input_required') return 'asked';
  return gate === 'run' || gate === 'output' || outcome === 'INTERNAL_ERROR' ? 'failed' : 'refused';
}
