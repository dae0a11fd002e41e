import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CartLine, type Coupon, priceCart, type Tax } from '../../../runtime/market/cart/pricing.js';
import { grossMinor } from '../../../runtime/market/payments/ordered-discounts.js';

function line(packageId: string, quantity: number, unitMinor: number, vendorId = 'ven_a'): CartLine {
  const currency = unitMinor === 0 ? null : 'GBP';
  const title = packageId;
  const names = { vendor: vendorId, composerName: `a/${packageId}`, title, cadence: null };
  return { packageId, vendorId, ...names, quantity, unitMinor, currency };
}

const britain: Tax = { country: 'GB', basisPoints: 2000 };
const nowhere: Tax = { country: null, basisPoints: 0 };

function percent(percentOff: number): Coupon {
  return { id: 'cpn_p', code: 'P', percentOff, amountOffMinor: null, currency: null };
}

function amount(amountOffMinor: number, currency = 'GBP'): Coupon {
  return { id: 'cpn_a', code: 'A', percentOff: null, amountOffMinor, currency };
}

/** Subtotal, discount, tax and total of a cart and of each of its lines. */
function figures(lines: readonly CartLine[], coupon: Coupon | null, tax: Tax) {
  const cart = priceCart(lines, coupon, tax);
  return [
    [cart.subtotalMinor, cart.discountMinor, cart.taxMinor, cart.totalMinor],
    ...cart.lines.map(({ totalMinor, discountMinor, taxMinor }) => [totalMinor, discountMinor, taxMinor]),
  ];
}

describe('a cart is priced', () => {
  test('line by line, with tax on what the discount leaves', () => {
    expect(figures([line('one', 2, 4900), line('two', 1, 1999, 'ven_b')], percent(10), britain)).toEqual([
      [11_799, 1180, 2124, 12_743],
      [9800, 980, 1764],
      [1999, 200, 360],
    ]);
  });

  test('in the words of the orders', () => {
    expect(priceCart([line('one', 2, 4900), line('two', 1, 1999, 'ven_b')], percent(10), britain)).toMatchObject({
      currency: 'GBP',
      vendors: [
        { vendorId: 'ven_a', vendor: 'ven_a', netMinor: 8820, taxMinor: 1764 },
        { vendorId: 'ven_b', vendor: 'ven_b', netMinor: 1799, taxMinor: 360 },
      ],
      coupon: percent(10),
      tax: britain,
    });
  });

  test('with the odd pennies of a discount where the remainders are largest', () => {
    const thirds = [line('one', 1, 100), line('two', 1, 100), line('three', 1, 100)];
    expect(figures(thirds, amount(100), nowhere)).toEqual([
      [300, 100, 0, 200],
      [100, 34, 0],
      [100, 33, 0],
      [100, 33, 0],
    ]);
    expect(figures([line('one', 1, 101), line('two', 1, 199)], amount(100), nowhere).slice(1)).toEqual([
      [101, 34, 0],
      [199, 66, 0],
    ]);
  });

  test('with halves rounded up', () => {
    expect(figures([line('one', 1, 5)], percent(50), { country: 'NO', basisPoints: 2500 })[0]).toEqual([5, 3, 1, 3]);
  });

  test('with no more taken off than there is, and nothing by a coupon of another currency', () => {
    expect(figures([line('one', 1, 4900)], amount(5000), britain)[0]).toEqual([4900, 4900, 0, 0]);
    expect(figures([line('one', 1, 4900)], amount(5000, 'EUR'), nowhere)[0]).toEqual([4900, 0, 0, 4900]);
    expect(priceCart([line('one', 1, 4900)], amount(5000, 'EUR'), nowhere).coupon).toBeNull();
  });

  test('when there is nothing in it, and when everything is free', () => {
    expect(priceCart([], percent(10), britain)).toMatchObject({
      currency: 'GBP',
      lines: [],
      vendors: [],
      totalMinor: 0,
    });
    expect(figures([line('free', 3, 0)], percent(10), britain)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test('in one currency only', () => {
    const lines = [line('one', 1, 100), { ...line('two', 1, 100), currency: 'EUR' }];
    expect(() => priceCart(lines, null, nowhere)).toThrow('A cart has one currency, and this one has GBP and EUR.');
  });
});

test('whatever is in it, a cart adds up to the minor unit', () => {
  const lines = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 99 }),
      vendor: fc.constantFrom('ven_a', 'ven_b', 'ven_c'),
      quantity: fc.integer({ min: 1, max: 1000 }),
      unit: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 99_999_999 })),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  );
  const coupons = fc.oneof(
    fc.constant(null),
    fc.integer({ min: 100, max: 10_000 }).map((hundredths) => percent(hundredths / 100)),
    fc.integer({ min: 1, max: 2_000_000_000 }).map((minor) => amount(minor)),
  );
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  fc.assert(
    fc.property(lines, coupons, fc.integer({ min: 0, max: 10_000 }), (drawn, coupon, basisPoints) => {
      const cart = priceCart(
        drawn.map(({ id, vendor, quantity, unit }) => line(`pkg_${id}`, quantity, unit, vendor)),
        coupon,
        { country: 'XX', basisPoints },
      );
      expect(cart.subtotalMinor).toBe(sum(drawn.map(({ quantity, unit }) => quantity * unit)));
      expect(cart.discountMinor).toBe(sum(cart.lines.map((each) => each.discountMinor)));
      expect(cart.taxMinor).toBe(sum(cart.lines.map((each) => each.taxMinor)));
      expect(cart.totalMinor).toBe(cart.subtotalMinor - cart.discountMinor + cart.taxMinor);
      expect(cart.totalMinor).toBe(sum(cart.vendors.map(({ netMinor, taxMinor }) => netMinor + taxMinor)));
      if (coupon?.percentOff) {
        // Half a unit at most, computed in whole numbers.
        const share = 2n * BigInt(cart.subtotalMinor) * BigInt(Math.round(coupon.percentOff * 100));
        expect(Math.abs(Number(20_000n * BigInt(cart.discountMinor) - share))).toBeLessThanOrEqual(10_000);
      }
      if (coupon?.amountOffMinor) expect(cart.discountMinor).toBe(Math.min(coupon.amountOffMinor, cart.subtotalMinor));
      for (const { totalMinor, discountMinor, taxMinor } of cart.lines) {
        expect(discountMinor).toBeGreaterThanOrEqual(0);
        expect(discountMinor).toBeLessThanOrEqual(totalMinor);
        // Half a unit at most, computed in whole numbers.
        expect(
          Math.abs(Number(20_000n * BigInt(taxMinor) - 2n * BigInt(totalMinor - discountMinor) * BigInt(basisPoints))),
        ).toBeLessThanOrEqual(10_000);
        if (cart.subtotalMinor > 0) {
          const exact = Number((BigInt(cart.discountMinor) * BigInt(totalMinor)) / BigInt(cart.subtotalMinor));
          expect([exact, exact + 1]).toContain(discountMinor);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('whatever its coupon, what a renewal is told to cost is what its line did, to the minor unit', () => {
  const coupons = fc.oneof(
    fc.integer({ min: 100, max: 10_000 }).map((hundredths) => percent(hundredths / 100)),
    fc.integer({ min: 1, max: 200_000 }).map((minor) => amount(minor)),
  );
  const units = fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(units, fc.integer({ min: 1, max: 20 }), coupons, fc.nat(3_000), (prices, quantity, coupon, tax) => {
      const lines = prices.map((unit, index) => line(`pkg_${index}`, quantity, unit));
      const { lines: priced } = priceCart(lines, coupon, { country: 'XX', basisPoints: tax });
      for (const { unitMinor, totalMinor, discountMinor, taxMinor } of priced) {
        const of = { unit_minor: unitMinor, quantity };
        const off = grossMinor(of, tax) - grossMinor(of, tax, discountMinor);
        expect(grossMinor(of, tax) - off).toBe(totalMinor - discountMinor + taxMinor);
        // Stripe takes no coupon of nothing.
        if (discountMinor > 0) expect(off).toBeGreaterThanOrEqual(discountMinor);
      }
    }),
  );
});
