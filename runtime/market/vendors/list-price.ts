import { type DeclaredFailure, failure } from 'toolwright/runtime';
import { currencyOf, mostMinor } from '../currencies.js';
import { readMoney, showMoney } from '../money.js';

/** A price as a vendor says it. */
export interface SaidPrice {
  readonly free?: boolean;
  readonly amount?: string;
  readonly currency?: string;
  readonly cadence: 'once' | 'monthly' | 'yearly';
}

/** As a package has it: all of it null where it is free. */
export interface ListPrice {
  readonly price_minor: number | null;
  readonly currency: string | null;
  readonly cadence: 'monthly' | 'yearly' | null;
}

type PriceFailure =
  | Refusal<'FREE_OR_PRICED'>
  | Refusal<'UNKNOWN_CURRENCY'>
  | Refusal<'INVALID_AMOUNT'>
  | Refusal<'AMOUNT_NOT_POSITIVE'>
  | DeclaredFailure<'AMOUNT_TOO_PRECISE', { readonly decimals: number }>
  | DeclaredFailure<'AMOUNT_TOO_SMALL', { readonly minimum: string }>
  | DeclaredFailure<'AMOUNT_TOO_LARGE', { readonly maximum: string }>;

type Refusal<Code extends string> = DeclaredFailure<Code, Record<string, never>>;

const freeOfCharge: ListPrice = { price_minor: null, currency: null, cadence: null };

/** What a vendor asks for a package, if it can be paid through Stripe. */
export function readListPrice(said: SaidPrice): ListPrice | PriceFailure {
  const { free = false, amount, currency: code, cadence } = said;
  const priced = amount !== undefined && code !== undefined;
  if (free === priced || (free && (amount ?? code) !== undefined)) return failure('FREE_OR_PRICED');
  if (!priced) return freeOfCharge;
  const currency = code.toUpperCase();
  const read = readMoney({ amount, currency });
  if ('code' in read) {
    if (read.code === 'unknown_currency') return failure('UNKNOWN_CURRENCY');
    const { decimals } = currencyOf(currency);
    if (read.code === 'too_many_decimals') return failure('AMOUNT_TOO_PRECISE', { decimals });
    if (read.code === 'too_large') return failure('AMOUNT_TOO_LARGE', { maximum: showMoney(mostMinor, currency) });
    return failure('INVALID_AMOUNT');
  }
  const { minor } = read;
  const { leastMinor } = currencyOf(currency);
  if (minor <= 0) return failure('AMOUNT_NOT_POSITIVE');
  if (minor < leastMinor) return failure('AMOUNT_TOO_SMALL', { minimum: showMoney(leastMinor, currency) });
  if (minor > mostMinor) return failure('AMOUNT_TOO_LARGE', { maximum: showMoney(mostMinor, currency) });
  return { price_minor: minor, currency, cadence: cadence === 'once' ? null : cadence };
}
