const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Seconds between an attempt that failed and the next: the schedule that Standard Webhooks names as usual, eight attempts
 * over a good day.
 */
const PAUSES: readonly number[] = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];

/** How far a pause may be longer than the schedule says, so that what failed together does not come back together. */
const JITTER = 0.2;

/** The longest that a receiver may ask to be left alone for. */
const LONGEST_WAIT = DAY;

export interface FailedAttempt {
  /** Which it was, counted from 1. */
  readonly number: number;
  /** Seconds that the receiver asked to wait; null where it did not. */
  readonly retryAfter: number | null;
  /** From 0 to 1. */
  readonly random: number;
}

/** Seconds until the next attempt; null where that was the last. */
export function secondsToRetry({ number, retryAfter, random }: FailedAttempt): number | null {
  const pause = PAUSES[number - 1];
  if (pause === undefined) return null;
  return Math.max(pause * (1 + JITTER * random), Math.min(retryAfter ?? 0, LONGEST_WAIT));
}

/** A `Retry-After` of RFC 9110, seconds or a date, as seconds from now; null where it is neither. */
export function readRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const at = / GMT$/.test(header.trim()) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, (at - now.getTime()) / 1000);
}
