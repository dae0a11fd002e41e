/** What a tenant may use on one day. */
export interface Allowance {
  readonly tenant: string;
  /** The UTC day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly limit: number;
}

/** What was used of it before; `taken` is false where the cost would have gone beyond the limit. */
export interface Usage {
  readonly taken: boolean;
  readonly used: number;
}

/** Counts what tenants use in a day. */
export interface Quotas {
  /** Takes the whole cost or nothing; of calls at the same moment no two take the same. */
  take(allowance: Allowance, cost: number): Promise<Usage>;
  /** Gives back what was taken for a call that did not run. */
  giveBack(allowance: Allowance, cost: number): Promise<void>;
}
