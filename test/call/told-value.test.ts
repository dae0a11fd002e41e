import { describe, expect, test } from 'vitest';
import { toldLines, toldName } from '../../runtime/call/told-value.js';

const price = { amount: '58.80', currency: 'GBP' };

describe('a value, as a person reads it', () => {
  test.each([
    ['text', 'Ana wrote\nthis', ['Ana wrote this']],
    ['a number', 0, ['0']],
    ['yes', true, ['yes']],
    ['no', false, ['no']],
    ['nothing', null, ['none']],
    ['an empty list', [], ['none']],
    ['an empty object', {}, ['none']],
    ['money', price, ['58.80 GBP']],
    ['no money', { ...price, tax: 1 }, ['amount 58.80, currency GBP, tax 1']],
    ['a list of plain values', ['a', 2, null], ['a, 2, none']],
    ['a list in a list', [['a', 'b'], []], ['a, b', 'none']],
    [
      'a list of objects, a line for each',
      [
        { package: 'a/b', quantity: 2 },
        { package: 'a/c', price },
      ],
      ['package a/b, quantity 2', 'package a/c, price 58.80 GBP'],
    ],
    ['what lies deeper', { filter: { state: 'new', tags: ['x'] } }, ['filter (state new, tags x)']],
    [
      'what has been hidden',
      { note: '[text by others]', password: '[secret]' },
      ['note [text by others], password [secret]'],
    ],
  ])('%s', (_, value, lines) => {
    expect(toldLines(value, 'all')).toEqual(lines);
  });

  test('a text among others cannot seem to say what they do', () => {
    expect(toldLines({ title: 'Free, total 0.00 GBP', total: price }, 'gist')).toEqual([
      'title "Free, total 0.00 GBP", total 58.80 GBP',
    ]);
  });

  test('the gist leaves out what is empty and what lies deeper', () => {
    const value = [
      { order_id: null, package: 'a/b', notes: [], license_ids: ['l1', 'l2'], price, auth: { host: 'x' } },
    ];
    expect(toldLines(value, 'gist')).toEqual(['package a/b, license l1, l2, price 58.80 GBP']);
    expect([toldLines(null, 'gist'), toldLines([], 'gist'), toldLines({ auth: {} }, 'gist')]).toEqual([[], [], []]);
  });

  test('of many lines it says how many more there are, and a long one is cut', () => {
    const many = toldLines(
      Array.from({ length: 31 }, (_, n) => ({ n })),
      'all',
    );
    expect([many.length, many.at(-2), many.at(-1)]).toEqual([30, 'n 28', 'and 2 more']);
    expect(toldLines('x'.repeat(400), 'all')[0]).toHaveLength(300);
  });

  test.each([
    ['payment_method_id', 'payment method'],
    ['paymentMethodId', 'payment method'],
    ['license_ids', 'license'],
    ['id', 'id'],
    ['auth_json', 'auth json'],
  ])('%s is called %s', (name, words) => {
    expect(toldName(name)).toBe(words);
  });
});
