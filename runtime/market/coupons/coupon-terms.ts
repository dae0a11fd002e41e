import { homeCurrency, mostMinor } from '../currencies.js';

/** What a coupon is asked to be. `value`: per cent, or pounds. `validUntil`: `YYYY-MM-DD`, its last day in UTC. */
export interface CouponTerms {
  readonly code: string;
  readonly type: 'percentage' | 'fixed_amount';
  readonly value: number;
  readonly duration: 'once' | 'repeating' | 'forever';
  readonly durationInMonths: number | null;
  readonly validUntil: string | null;
}

/** Why there is no such coupon, by the declared errors of the tool that makes them. */
export type TermsRefusal =
  | 'DURATION_MISMATCH'
  | 'EXPIRED_ALREADY'
  | 'INVALID_AMOUNT'
  | 'INVALID_COUPON_CODE'
  | 'INVALID_PERCENTAGE'
  | 'VALUE_TOO_PRECISE';

/** For so long goes on what is repeating and names no months. */
const usualMonths = 12;

/** What is wrong with the terms at this moment; null where nothing is. */
export function refusedTerms(terms: CouponTerms, now: Date): TermsRefusal | null {
  const { type, value } = terms;
  if (!/^[A-Z0-9_-]{1,40}$/.test(terms.code)) return 'INVALID_COUPON_CODE';
  if (type === 'percentage' && !(value >= 1 && value <= 100)) return 'INVALID_PERCENTAGE';
  if (type === 'fixed_amount' && !(value > 0 && value <= mostMinor / 100)) return 'INVALID_AMOUNT';
  if (hundredths(value) / 100 !== value) return 'VALUE_TOO_PRECISE';
  if (terms.durationInMonths !== null && terms.duration !== 'repeating') return 'DURATION_MISMATCH';
  const expires = expiryOf(terms);
  return expires !== null && expires <= now ? 'EXPIRED_ALREADY' : null;
}

/** The columns of `coupon` that say what it takes off, how long, and until when it can be redeemed. */
export function columnsOf(terms: CouponTerms) {
  const { type, value, duration } = terms;
  const off =
    type === 'percentage' ? { percent_off: value } : { amount_off_minor: hundredths(value), currency: homeCurrency };
  const months = duration === 'repeating' ? (terms.durationInMonths ?? usualMonths) : null;
  return { code: terms.code, ...off, duration, duration_in_months: months, expires_at: expiryOf(terms) };
}

function hundredths(value: number): number {
  return Math.round(value * 100);
}

/** The whole of its last day counts. */
function expiryOf({ validUntil }: CouponTerms): Date | null {
  return validUntil === null ? null : new Date(Date.parse(`${validUntil}T00:00:00Z`) + 86_400_000);
}
