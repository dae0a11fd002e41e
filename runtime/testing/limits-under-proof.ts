import type { SwitchName } from '../host.js';

/** What a server counts and times, as the proofs of limits move it. */
export interface LimitsUnderProof {
  /**
   * Whether windows of rates are kept, empty at first. Other proofs call as often as they like: while none of rates
   * runs, none are kept.
   */
  keepRates(kept: boolean): Promise<void>;
  /** The plan of the principal's tenant, and null where there is none. */
  plan(principal: string): Promise<string | null>;
  /** What the principal's tenant has used of its day. */
  used(principal: string): Promise<number>;
  /** Sets it. */
  use(principal: string, calls: number): Promise<void>;
  /** Forgets what was used, and which tools were called: after each proof. */
  forget(): Promise<void>;
}

/** The operators' switches, as `toolwright writes|tool|server` turn them. */
export interface SwitchesUnderProof {
  /** Holds as soon as the server has heard of it. */
  set(name: SwitchName, on: boolean): Promise<void>;
}
