import { expect, it } from 'vitest';
import { isDay, lastDayOf, spanNotes, usageSpan } from '../../runtime/store/usage-span.js';

const now = new Date('2026-11-21T23:59:59.999Z');
const days = (asked: Parameters<typeof usageSpan>[0]) => {
  const { from, until } = usageSpan(asked, now);
  return [from.toISOString(), until.toISOString(), lastDayOf({ until })];
};

it.each([
  [{}, '2026-11-15', '2026-11-22', '2026-11-21'],
  [{ days: 1 }, '2026-11-21', '2026-11-22', '2026-11-21'],
  [{ days: 3, until: '2026-03-01' }, '2026-02-27', '2026-03-02', '2026-03-01'],
  [{ from: '2026-11-21' }, '2026-11-21', '2026-11-22', '2026-11-21'],
  [{ from: '2026-08-24' }, '2026-08-24', '2026-11-22', '2026-11-21'],
  [{ from: '2026-10-01', until: '2026-10-01' }, '2026-10-01', '2026-10-02', '2026-10-01'],
])('%j', (asked, from, until, last) => {
  expect(days(asked)).toEqual([`${from}T00:00:00.000Z`, `${until}T00:00:00.000Z`, last]);
});

it.each([
  [{ from: '2026-11-21', until: '2026-11-20' }, 'The first day, 2026-11-21, is after the last, 2026-11-20.'],
  [{ from: '2026-11-22' }, 'The first day, 2026-11-22, is after the last, 2026-11-21.'],
  [{ from: '2026-11-15', days: 7 }, 'Say how many days or from which day on, not both.'],
  [{ days: 91 }, 'A report is of at most 90 days: the audit is not kept for longer.'],
  [{ from: '2026-08-23' }, 'A report is of at most 90 days: the audit is not kept for longer.'],
])('refuses %j', (asked, told) => {
  expect(() => days(asked)).toThrow(told);
});

it.each([
  [{ until: '2026-11-20' }, []],
  [{ days: 90 }, ['2026-11-21 is not over yet.']],
  [{ until: '2026-11-23' }, ['Days after 2026-11-21 are still to come.']],
  [{ from: '2026-08-23', until: '2026-08-25' }, []],
  [{ from: '2026-08-22', until: '2026-08-25' }, ['Days before 2026-08-23 are no longer kept.']],
])('tells what figures of %j cannot have', (asked, told) => {
  expect(spanNotes(usageSpan(asked, now), now)).toEqual(told);
});

it('knows which days there are', () => {
  expect(['2026-11-21', '2024-02-29', '1999-12-31'].filter((text) => !isDay(text))).toEqual([]);
  const none = [
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '21.11.2026',
    '0026-01-01',
    '',
    '2026-11-21T00:00:00Z',
    '2026-11-21\n',
  ];
  expect(none.filter(isDay)).toEqual([]);
});
