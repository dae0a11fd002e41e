/** Whose key it is: the same key of another principal, in another tenant or for another tool is another one. */
export interface ClaimScope {
  /** '' for tools outside any tenant. */
  readonly tenant: string;
  readonly principal: string;
  readonly tool: string;
  readonly key: string;
}

/** A key that was free, or whose holder has died or given it up. */
export interface TakenClaim {
  /** Stays the same through every attempt: what outward effects are known by. */
  readonly id: string;
  /** Of this attempt alone. */
  readonly token: string;
  /** Whether an earlier attempt may have got as far as its outward effects. */
  readonly again: boolean;
}

/** The right to run a call under its idempotency key: nobody else runs it meanwhile. */
export interface Claim extends ClaimScope, TakenClaim {}

/** A key that has been used. */
export interface StandingClaim {
  readonly tenant: string;
  /** The connection that used it. */
  readonly connection: string;
  readonly argumentHash: string;
  /** Sealed; null while there is none. */
  readonly answer: string | null;
  /** Whether whoever holds the key is alive. Else the same call may take it. */
  readonly held: boolean;
  /** Settles with the call that holds it, where that runs in this process. */
  readonly ended: Promise<void> | null;
}

/** Thrown where another attempt has taken the claim: what this one did must not be committed. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/** For how long a key means the call that it was first sent with. */
export const CLAIM_KEPT_MS = 24 * 3_600_000;

/** Idempotency keys and the answers kept under them. */
export interface Claims<Handle> {
  /** In every tenant that it has been used in. */
  find(scope: Omit<ClaimScope, 'tenant'>): Promise<readonly StandingClaim[]>;
  /**
   * Claims the key for one call, committed at once. A key that is free, 24 hours old, or given up by the same call is
   * taken; else what stands is answered.
   */
  take(scope: ClaimScope, argumentHash: string, connection: string): Promise<TakenClaim | StandingClaim>;
  /** Notes that outward effects begin, in a call's transaction where there is one. Rejects with `ClaimLost`. */
  reach(token: string, handle?: Handle): Promise<void>;
  /** Keeps the answer, in a call's transaction where there is one. Rejects with `ClaimLost`. */
  answer(token: string, sealed: string, handle?: Handle): Promise<void>;
  /** The call has ended and its answer is committed. */
  finish(token: string): void;
  /** The call has ended without one: its key is free again or, once effects began, the same call's to try again. */
  release(token: string): Promise<void>;
}
