import type { Applied } from './discounts.js';
import type { TaxRate } from './tax-rates.js';

export interface Line {
  readonly amount: number;
  readonly description: string;
  /** Not what settles a period that has begun: that is settled at what it cost. */
  readonly discountable: boolean;
  readonly period: { readonly start: number; readonly end: number };
  readonly [key: string]: unknown;
}

interface Taken {
  readonly amount: number;
  readonly discount: string;
}

interface Tax {
  readonly amount: number;
  readonly taxable_amount: number;
  readonly tax_rate_details: { readonly tax_rate: string };
  readonly [key: string]: unknown;
}

/** An invoice's lines with what is taken off and added to them, and what they come to, as Stripe calls it. */
export interface Amounts {
  readonly lines: readonly (Line & { readonly discount_amounts: readonly Taken[]; readonly taxes: readonly Tax[] })[];
  readonly subtotal: number;
  readonly total_discount_amounts: readonly Taken[];
  readonly total_excluding_tax: number;
  readonly total_taxes: readonly Tax[];
  readonly total: number;
}

/** Discounts come off one after the other; taxes come on what they leave, rounded line by line, half away from 0. */
export function amountsOf(lines: readonly Line[], discounts: readonly Applied[], rates: readonly TaxRate[]): Amounts {
  const taken = lines.map((): Taken[] => []);
  const left = lines.map(({ amount }) => amount);
  for (const { discount, coupon } of discounts) {
    const open = lines.map(({ discountable }, index) => (discountable ? Math.max(left[index] ?? 0, 0) : 0));
    const parts =
      coupon.percent_off === null
        ? spread(Math.min(coupon.amount_off ?? 0, sum(open)), open)
        : open.map((amount) => percentOf(amount, coupon.percent_off ?? 0));
    parts.forEach((amount, index) => {
      if (open[index] === 0) return;
      taken[index]?.push({ amount, discount: discount.id });
      left[index] = (left[index] ?? 0) - amount;
    });
  }
  const priced = lines.map((line, index) => ({
    ...line,
    subtotal: line.amount,
    discount_amounts: taken[index] ?? [],
    taxes: rates.map((rate) => taxOn(left[index] ?? 0, rate)),
  }));
  const total_taxes = rates.map((rate, index) => {
    const each = priced.map(({ taxes }) => taxes[index] as Tax);
    return { ...taxOn(0, rate), amount: sum(each.map(({ amount }) => amount)), taxable_amount: sum(left) };
  });
  return {
    lines: priced,
    subtotal: sum(lines.map(({ amount }) => amount)),
    total_discount_amounts: discounts.flatMap(({ discount: { id } }) => {
      const each = taken.flat().filter(({ discount }) => discount === id);
      return each.length === 0 ? [] : [{ amount: sum(each.map(({ amount }) => amount)), discount: id }];
    }),
    total_excluding_tax: sum(left),
    total_taxes,
    total: sum(left) + sum(total_taxes.map(({ amount }) => amount)),
  };
}

function taxOn(taxable: number, { id, percentage }: TaxRate): Tax {
  return {
    amount: percentOf(taxable, percentage),
    tax_behavior: 'exclusive',
    tax_rate_details: { tax_rate: id },
    taxability_reason: 'not_available',
    taxable_amount: taxable,
    type: 'tax_rate_details',
  };
}

/** Parts of an amount in proportion to the weights, of which they are at most all; they add up to it. */
function spread(amount: number, weights: readonly number[]): readonly number[] {
  const whole = sum(weights);
  let [before, given] = [0, 0];
  return weights.map((weight) => {
    before += weight;
    const part = whole === 0 ? 0 : Math.round((amount * before) / whole) - given;
    given += part;
    return part;
  });
}

/** Of a percentage with at most 4 decimal places: in whole numbers until the division, so that a half is one. */
function percentOf(amount: number, percentage: number): number {
  return rounded((amount * Math.round(percentage * 10_000)) / 1_000_000);
}

/** To a whole number, halves away from 0. */
export function rounded(amount: number): number {
  return amount < 0 ? -Math.round(-amount) : Math.round(amount);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
