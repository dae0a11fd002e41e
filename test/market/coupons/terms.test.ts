import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CouponTerms, columnsOf, refusedTerms } from '../../../runtime/market/coupons/coupon-terms.js';

const now = new Date('2027-02-28T23:59:59.999Z');
const terms = (of: Partial<CouponTerms>): CouponTerms => ({
  ...{ code: 'A', type: 'percentage', value: 10, duration: 'once', durationInMonths: null, validUntil: null },
  ...of,
});

test('what has two decimal places is kept to the hundredth, and nothing else is taken', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (hundredths) => {
      const value = hundredths / 100;
      const pounds = terms({ type: 'fixed_amount', value });
      expect(refusedTerms(pounds, now)).toBeNull();
      expect(columnsOf(pounds)).toMatchObject({ amount_off_minor: hundredths, currency: 'GBP' });
      const share = refusedTerms(terms({ value }), now);
      expect(share).toBe(hundredths < 100 || hundredths > 10_000 ? 'INVALID_PERCENTAGE' : null);
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: 1, max: 100, noNaN: true }), (value) => {
      const exact = Number(value.toFixed(2)) === value;
      expect(refusedTerms(terms({ value }), now)).toBe(exact ? null : 'VALUE_TOO_PRECISE');
    }),
  );
});

test('a day counts to its last millisecond, whichever it is', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2024-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
      (moment) => {
        const validUntil = moment.toISOString().slice(0, 10);
        const { expires_at } = columnsOf(terms({ validUntil }));
        const over = expires_at ?? new Date(0);
        expect(new Date(over.getTime() - 1).toISOString()).toBe(`${validUntil}T23:59:59.999Z`);
        expect(refusedTerms(terms({ validUntil }), new Date(over.getTime() - 1))).toBeNull();
        expect(refusedTerms(terms({ validUntil }), over)).toBe('EXPIRED_ALREADY');
      },
    ),
  );
});

test('a code is of its forty signs alone', () => {
  const signs = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-'];
  const good = fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 40 }).map((each) => each.join(''));
  fc.assert(
    fc.property(good, (code) => {
      expect(refusedTerms(terms({ code }), now)).toBeNull();
    }),
  );
  const odd = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((sign) => !signs.includes(sign));
  fc.assert(
    fc.property(good, odd, fc.nat(39), (code, sign, at) => {
      const spoiled = `${code.slice(0, at)}${sign}${code.slice(at)}`;
      expect(refusedTerms(terms({ code: spoiled }), now)).toBe('INVALID_COUPON_CODE');
    }),
  );
  expect(refusedTerms(terms({ code: 'A'.repeat(41) }), now)).toBe('INVALID_COUPON_CODE');
});
