import type { Money } from '../../generated/types/marketplace.js';
import { currencyCodes, currencyOf, findCurrency } from './currencies.js';

/** An integer of minor units in the words of the wire: 11880 GBP is `{ amount: '118.80', currency: 'GBP' }`. */
export function toMoney(minor: number, currency: string): Money {
  return { amount: writeAmount(minor, currencyOf(currency).decimals), currency };
}

/** The same in one line, for people: `118.80 GBP`. */
export function showMoney(minor: number, currency: string): string {
  const { amount } = toMoney(minor, currency);
  return `${amount} ${currency}`;
}

/** The same as a number, for bodies that print money so: 11880 GBP is `118.8`. Exact to the minor unit. */
export function toDecimal(minor: number, currency: string): number {
  return Number(writeAmount(minor, currencyOf(currency).decimals));
}

function writeAmount(minor: number, decimals: number): string {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** Why words of the wire are no amount that can be had, in a word for programs and in a sentence for people. */
export interface MoneyProblem {
  readonly code: 'unknown_currency' | 'not_an_amount' | 'too_many_decimals' | 'too_large';
  readonly reason: string;
}

/** The minor units of an amount, digit by digit and exact, or why it has none. Negative ones are amounts too. */
export function readMoney({ amount, currency: code }: Money): { readonly minor: number } | MoneyProblem {
  const currency = findCurrency(code);
  if (currency === null) {
    return { code: 'unknown_currency', reason: `${code} is not taken. Take one of ${currencyCodes.join(', ')}.` };
  }
  const { decimals } = currency;
  const parts = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(amount);
  if (parts === null) {
    return {
      code: 'not_an_amount',
      reason: `'${amount}' is no amount. Write it like ${writeAmount(11_880, decimals)}.`,
    };
  }
  const [, sign = '', whole = '', fraction = ''] = parts;
  if (fraction.length > decimals) {
    const most = decimals === 0 ? 'no decimals' : `at most ${decimals} decimals`;
    return { code: 'too_many_decimals', reason: `${amount} cannot be paid: ${code} has ${most}.` };
  }
  const minor = Number(sign + whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(minor)) return { code: 'too_large', reason: `${amount} is more than anything costs.` };
  return { minor: minor === 0 ? 0 : minor };
}
