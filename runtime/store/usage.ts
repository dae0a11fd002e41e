import type { Gate } from '../call/refusal.js';

/**
 * What a report counts: calls of tools, resources and prompts, by whatever way they came, between two midnights of UTC. What people
 * do on pages by themselves and operators at the command line is in the audit, and in no report.
 */
export interface UsageFilter {
  /** The first moment, and the first that is too late. */
  readonly from: Date;
  readonly until: Date;
  readonly tenantId?: string;
  /** By its whole name. */
  readonly tool?: string;
}

/** How calls went, in the words of `auditEnd`. A row that stands for many counts as many. */
export interface Counts {
  readonly calls: number;
  readonly ok: number;
  readonly asked: number;
  readonly refused: number;
  readonly failed: number;
}

/** Milliseconds of what ran, done or failed, interpolated between neighbours as `percentile_cont` does. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Figures extends Counts {
  /** Null where nothing ran. */
  readonly latency: Latency | null;
}

export interface DayFigures extends Figures {
  /** As `2026-11-21`. */
  readonly day: string;
}

/** Of a tool that there was: names that nobody serves are counted with the gate `find` alone. */
export interface ToolFigures extends Figures {
  readonly tool: string;
  /** Those with which it failed most, at most three. */
  readonly codes: readonly { readonly code: string; readonly calls: number }[];
}

export interface TenantFigures extends Counts {
  /** Null: of whoever works in none. */
  readonly tenantId: string | null;
}

export interface GateFigures {
  readonly gate: Gate;
  readonly calls: number;
}

/** Lists have the most calls first, equal ones by name. */
export interface Usage {
  readonly total: Figures;
  /** What is in no other figure. Each has one reason, the first of these that holds. */
  readonly apart: {
    /** Requests that were turned away before anybody was known: a flood of them would hide everything else. */
    readonly unknown: number;
    /** Calls that composites made. */
    readonly steps: number;
    readonly dryRuns: number;
    /** Answered from what was kept under their idempotency key. */
    readonly replayed: number;
  };
  readonly gates: readonly GateFigures[];
  readonly tools: readonly ToolFigures[];
  /** At most `MOST_TENANTS`. */
  readonly tenants: readonly TenantFigures[];
  /** How many tenants there are beyond these. */
  readonly moreTenants: number;
  /** Every day of the span, also without a call. */
  readonly days: readonly DayFigures[];
}

export const MOST_TENANTS = 100;

/** Rejects with `UsageTooSlow` where there is more to count than time for it. */
export type ReadUsage = (filter: UsageFilter) => Promise<Usage>;

export class UsageTooSlow extends Error {
  override readonly name = 'UsageTooSlow';
  constructor(timeoutMs: number) {
    super(
      `Counting took longer than ${timeoutMs / 1_000} seconds and was ended. Ask for fewer days, or for one tenant.`,
    );
  }
}

/** The part that failed of the calls that were let through and have ended; null where there are none. */
export function errorRate({ ok, failed }: Counts): number | null {
  return ok + failed === 0 ? null : failed / (ok + failed);
}
