import { randomBytes } from 'node:crypto';
import type { Also } from './connections.js';

/** One call as a person agrees to it: any other caller, connection, tenant, tool or argument is another call. */
export interface ApprovedCall {
  readonly principalId: string;
  readonly connectionId: string;
  readonly tenantId: string | null;
  readonly tool: string;
  /** See `argumentHash`. */
  readonly argumentHash: string;
}

/** What a person is shown. Nothing sensitive, nothing by strangers. */
export interface ApprovalSummary {
  readonly title: string;
  readonly action: string | null;
  /** The tenant that the call works in: its name where the host tells it, and its id. */
  readonly tenant: { readonly id: string; readonly name: string | null; readonly label: string } | null;
  /** What a dry run would have written; null where nobody knows. */
  readonly changes: readonly ApprovedChange[] | null;
  /** What a dry run answered, of tools whose resolver answers it. */
  readonly outcome: readonly ShownValue[] | null;
  readonly arguments: readonly ShownValue[];
}

/** One line, or one for each item of a list. */
export interface ShownValue {
  readonly name: string;
  readonly lines: readonly string[];
}

export interface ApprovedChange {
  /** The table or entity. */
  readonly entity: string;
  readonly operation: string;
  readonly ids: readonly string[];
}

export interface Approval extends ApprovedCall {
  /** `apr_` and 32 hex digits. */
  readonly id: string;
  readonly summary: ApprovalSummary;
  readonly decision: Decision | null;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  /** When the decision answered a call: it answers one. */
  readonly usedAt: Date | null;
}

export type Decision = 'approved' | 'declined';

/** What people are asked, and what they answered. Every method is one atomic step, whichever process takes it. */
export interface Approvals {
  /** The approval of this very call that still waits for an answer or for its use; null where there is none. */
  open(call: ApprovedCall, now: Date): Promise<Approval | null>;
  /** Asks for approval of a call, or answers what is open of it already: one question, however often the call comes. */
  request(call: ApprovedCall, summary: ApprovalSummary, times: ApprovalTimes): Promise<Approval>;
  /** Uses up the decision on this very call. Null: nobody has decided, or it has expired or been used. */
  take(call: ApprovedCall, now: Date): Promise<Decision | null>;
  /** Of this principal alone; null for everybody else's. */
  find(id: string, principalId: string): Promise<Approval | null>;
  /** What waits for this principal's answer, the oldest first. */
  pending(principalId: string, now: Date): Promise<readonly Approval[]>;
  /** The principal's decision. False where there is nothing (any more) to decide. */
  decide(
    id: string,
    principalId: string,
    answer: { readonly decision: Decision; readonly now: Date },
    also?: Also,
  ): Promise<boolean>;
}

export interface ApprovalTimes {
  readonly now: Date;
  readonly expiresAt: Date;
}

/** Whether an approval awaits its principal's answer. */
export function isPending({ decision, expiresAt }: Approval, now: Date): boolean {
  return decision === null && now < expiresAt;
}

export function newApprovalId(): string {
  return `apr_${randomBytes(16).toString('hex')}`;
}
