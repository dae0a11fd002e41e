import type { Money } from '../../generated/types/marketplace.js';

/** An integer of minor units in the words of the wire: 11880 GBP is `{ amount: '118.80', currency: 'GBP' }`. */
export function toMoney(minor: number, currency: string): Money {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  const sign = minor < 0 ? '-' : '';
  return { amount: `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`, currency };
}
