/** How often: `30/min`. */
export interface Rate {
  readonly calls: number;
  readonly per: 'second' | 'minute' | 'hour';
}

/** How a window stands after a call has been counted in it. */
export interface RateWindow {
  /** Calls that the window takes. */
  readonly limit: number;
  /** Calls that it still takes. */
  readonly remaining: number;
  /** Milliseconds until it begins anew. */
  readonly resetMs: number;
  /** False: the call was one too many. */
  readonly allowed: boolean;
}

/** Counts calls in windows that begin with their first call. */
export interface Limiter {
  /** Counts one call under a key of at most 100 characters. Null: nothing is limited here. */
  take(key: string, rate: Rate): Promise<RateWindow | null>;
}

/** Limits nothing: for a server behind a gateway that does it already. */
export const noLimiter: Limiter = { take: async () => null };

export const SECONDS = { second: 1, minute: 60, hour: 3_600 } as const;
