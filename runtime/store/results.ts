/** An answer that was too large to be sent, kept for an hour for whoever got its pointer. */
export interface StoredResult {
  readonly id: string;
  readonly principalId: string;
  readonly connectionId: string;
  /** '' for tools outside any tenant. */
  readonly tenantId: string;
  readonly tool: string;
  /** What the resolver answered, whole; nobody reads it who has not the server's secret. */
  readonly sealed: string;
  readonly expiresAt: Date;
}

/** How many a connection may have at once; the oldest make room. */
export const RESULTS_KEPT = 50;

export interface Results {
  keep(result: StoredResult): Promise<void>;
  /** Null for one that is unknown or has expired. */
  find(id: string, now: Date): Promise<StoredResult | null>;
}
