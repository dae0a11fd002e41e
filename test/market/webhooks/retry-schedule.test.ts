import { describe, expect, it } from 'vitest';
import { readRetryAfter, secondsToRetry } from '../../../runtime/market/webhooks/retry-schedule.js';

const HOUR = 3600;
const pauses = (random: number) =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((number) => secondsToRetry({ number, retryAfter: null, random }));

describe('the pauses between attempts', () => {
  it('grow over a good day and then end', () => {
    expect(pauses(0)).toEqual([5, 300, 1800, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR, null]);
    expect(pauses(1)).toEqual([6, 360, 2160, 2.4 * HOUR, 6 * HOUR, 12 * HOUR, 12 * HOUR, null]);
  });

  it('are as long as the receiver asks, up to a day, never shorter', () => {
    const waited = (retryAfter: number) => secondsToRetry({ number: 2, retryAfter, random: 0 });
    expect([waited(10), waited(900), waited(1_000_000)]).toEqual([300, 900, 24 * HOUR]);
    expect(secondsToRetry({ number: 8, retryAfter: 900, random: 0 })).toBeNull();
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-21T10:00:00Z');
  it.each([
    [undefined, null],
    ['120', 120],
    ['Sat, 21 Nov 2026 10:01:30 GMT', 90],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
  ])('of %s', (header, seconds) => {
    expect(readRetryAfter(header, now)).toBe(seconds);
  });
});
