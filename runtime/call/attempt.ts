import type { CallOutcome, CheckedCall } from './call.js';

/** An attempt's end, not yet in the audit unless `audited`. `stale`: the caller has to be identified again. */
export type Attempt = {
  readonly outcome: CallOutcome | 'stale';
  readonly audited?: boolean;
  readonly systemReasons?: readonly string[];
  /** Once its arguments have been read. */
  readonly call?: CheckedCall;
  readonly replayed?: boolean;
  /** False where the call ended before its resolver ran. */
  readonly begun?: boolean;
};
