import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyCodes, currencyOf, findCurrency } from '../../runtime/market/currencies.js';
import { readMoney, showMoney, toMoney } from '../../runtime/market/money.js';

describe('money on the wire', () => {
  test('has the decimals of its currency', () => {
    expect(toMoney(11_880, 'GBP')).toEqual({ amount: '118.80', currency: 'GBP' });
    expect(toMoney(-5, 'EUR')).toEqual({ amount: '-0.05', currency: 'EUR' });
    expect(toMoney(500, 'JPY')).toEqual({ amount: '500', currency: 'JPY' });
    expect(toMoney(0, 'JPY')).toEqual({ amount: '0', currency: 'JPY' });
    expect(showMoney(17_500, 'HUF')).toBe('175.00 HUF');
    expect(() => toMoney(1, 'XTS')).toThrow('XTS is no currency that prices are taken in.');
  });

  test('is read exactly', () => {
    expect(readMoney({ amount: '118.8', currency: 'GBP' })).toEqual({ minor: 11_880 });
    expect(readMoney({ amount: '1.15', currency: 'EUR' })).toEqual({ minor: 115 });
    expect(readMoney({ amount: '-1', currency: 'EUR' })).toEqual({ minor: -100 });
    expect(readMoney({ amount: '-0.00', currency: 'EUR' })).toEqual({ minor: 0 });
    expect(readMoney({ amount: '500', currency: 'JPY' })).toEqual({ minor: 500 });
  });

  test('that cannot be had is refused with a sentence', () => {
    expect(readMoney({ amount: '0.001', currency: 'GBP' })).toEqual({
      code: 'too_many_decimals',
      reason: '0.001 cannot be paid: GBP has at most 2 decimals.',
    });
    expect(readMoney({ amount: '1.0', currency: 'JPY' })).toEqual({
      code: 'too_many_decimals',
      reason: '1.0 cannot be paid: JPY has no decimals.',
    });
    expect(readMoney({ amount: '1', currency: 'XTS' })).toMatchObject({ code: 'unknown_currency' });
    for (const amount of ['', '1,50', '.5', '5.', '1e3', '0x10', '+1', ' 1', '١']) {
      expect(readMoney({ amount, currency: 'GBP' })).toEqual({
        code: 'not_an_amount',
        reason: `'${amount}' is no amount. Write it like 118.80.`,
      });
    }
    expect(readMoney({ amount: '1', currency: 'GBP' })).not.toHaveProperty('code');
    expect(readMoney({ amount: '9'.repeat(20), currency: 'GBP' })).toMatchObject({ code: 'too_large' });
  });

  test('comes back as it went', () => {
    const minors = fc.integer({ min: -2_147_483_648, max: 2_147_483_647 });
    fc.assert(
      fc.property(minors, fc.constantFrom(...currencyCodes), (minor, currency) => {
        expect(readMoney(toMoney(minor, currency))).toEqual({ minor });
      }),
    );
  });
});

test('a currency is taken in capitals alone, with a least charge', () => {
  expect(findCurrency('gbp')).toBeNull();
  expect(currencyOf('JPY')).toEqual({ decimals: 0, leastMinor: 50 });
  expect(currencyCodes.every((code) => /^[A-Z]{3}$/.test(code) && currencyOf(code).leastMinor > 0)).toBe(true);
});
