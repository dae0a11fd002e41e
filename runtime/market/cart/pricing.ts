import { homeCurrency } from '../currencies.js';

/** What a position asks for, at today's price. A free package: `unitMinor` 0 and no currency. Money in minor units. */
export interface CartLine {
  readonly packageId: string;
  readonly vendorId: string;
  readonly vendor: string;
  readonly composerName: string;
  readonly title: string;
  readonly cadence: 'monthly' | 'yearly' | null;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly currency: string | null;
}

/** Takes off either a share, with two decimal places at most, or an amount; the one that it does not is null. */
export interface Coupon {
  readonly id: string;
  readonly code: string;
  readonly percentOff: number | null;
  readonly amountOffMinor: number | null;
  readonly currency: string | null;
}

/** Null and 0 where there is no billing address. 2000 basis points are 20%. */
export interface Tax {
  readonly country: string | null;
  readonly basisPoints: number;
}

/** `totalMinor` is before discount and tax; the tax is on what the discount leaves. */
export interface PricedLine extends Omit<CartLine, 'currency'> {
  readonly totalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
}

/** `totalMinor` = subtotal − discount + tax. Vendors' nets and taxes add up to it as the lines do. */
export interface PricedCart {
  readonly currency: string;
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** In the order in which they first appear. `netMinor`: what discounts leave, before tax. */
  readonly vendors: readonly VendorShare[];
  /** Null also for one of another currency, which takes nothing off. */
  readonly coupon: Coupon | null;
  readonly tax: Tax;
}

export interface VendorShare {
  readonly vendorId: string;
  readonly vendor: string;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** Prices a cart of one currency, to the minor unit. Throws where its lines have several. */
export function priceCart(lines: readonly CartLine[], coupon: Coupon | null, tax: Tax): PricedCart {
  const currency = currencyOfLines(lines) ?? coupon?.currency ?? homeCurrency;
  const counted = coupon !== null && (coupon.currency ?? currency) === currency ? coupon : null;
  const totals = lines.map(({ quantity, unitMinor }) => quantity * unitMinor);
  const discounts = spread(discountOf(counted, sum(totals)), totals);
  const priced = lines.map(({ currency: _, ...line }, index): PricedLine => {
    const totalMinor = totals[index] ?? 0;
    const discountMinor = discounts[index] ?? 0;
    const taxMinor = shareOf(totalMinor - discountMinor, tax.basisPoints, 10_000);
    return { ...line, totalMinor, discountMinor, taxMinor };
  });
  const subtotalMinor = sum(totals);
  const discountMinor = sum(discounts);
  const taxMinor = sum(priced.map((line) => line.taxMinor));
  return {
    currency,
    lines: priced,
    subtotalMinor,
    discountMinor,
    taxMinor,
    totalMinor: subtotalMinor - discountMinor + taxMinor,
    vendors: sharesOf(priced),
    coupon: counted,
    tax,
  };
}

/** The currency of what has a price; null where everything is free. */
export function currencyOfLines(lines: readonly Pick<CartLine, 'currency'>[]): string | null {
  const found = new Set(lines.flatMap(({ currency }) => currency ?? []));
  if (found.size > 1) throw new Error(`A cart has one currency, and this one has ${[...found].join(' and ')}.`);
  return found.values().next().value ?? null;
}

/** Never more than there is to take off. */
function discountOf(coupon: Coupon | null, subtotal: number): number {
  if (coupon === null) return 0;
  if (coupon.percentOff !== null) return shareOf(subtotal, Math.round(coupon.percentOff * 100), 10_000);
  return Math.min(coupon.amountOffMinor ?? 0, subtotal);
}

/** `amount × part ÷ whole` of what is not negative, rounded half up. */
function shareOf(amount: number, part: number, whole: number): number {
  return Number((2n * BigInt(amount) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)));
}

/**
 * Parts of `amount` in proportion to the weights, which add up to it: each gets its whole units, the largest remainders
 * one more, the first of equals first. No part is larger than its weight while `amount` is at most their sum.
 */
function spread(amount: number, weights: readonly number[]): readonly number[] {
  const whole = BigInt(sum(weights));
  if (whole === 0n) return weights.map(() => 0);
  const products = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const parts = products.map((product) => Number(product / whole));
  const byRemainder = products
    .map((product, index) => ({ index, remainder: product % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const more = new Set(byRemainder.slice(0, amount - sum(parts)).map(({ index }) => index));
  return parts.map((part, index) => (more.has(index) ? part + 1 : part));
}

function sharesOf(lines: readonly PricedLine[]): readonly VendorShare[] {
  const shares = new Map<string, VendorShare>();
  for (const { vendorId, vendor, totalMinor, discountMinor, taxMinor } of lines) {
    const { netMinor, taxMinor: before } = shares.get(vendorId) ?? { netMinor: 0, taxMinor: 0 };
    const share = { vendorId, vendor, netMinor: netMinor + totalMinor - discountMinor, taxMinor: before + taxMinor };
    shares.set(vendorId, share);
  }
  return [...shares.values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
