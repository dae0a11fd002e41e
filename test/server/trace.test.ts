import { expect, test } from 'vitest';
import { newTraceId, traceIdOf } from '../../runtime/trace.js';

const id = '0af7651916cd43dd8448eb211c80319c';

test.each([
  [`00-${id}-b7ad6b7169203331-01`, id],
  [`01-${id}-b7ad6b7169203331-01-what-comes-later`, id],
  [`ff-${id}-b7ad6b7169203331-01`, null],
  [`00-${'0'.repeat(32)}-b7ad6b7169203331-01`, null],
  [`00-${id}-${'0'.repeat(16)}-01`, null],
  [`00-${id.toUpperCase()}-b7ad6b7169203331-01`, null],
  [id, null],
  ['', null],
  [undefined, null],
  [[`00-${id}-b7ad6b7169203331-01`], null],
])('%j gives %j', (value, expected) => {
  expect(traceIdOf(value)).toBe(expected);
});

test('new ones are 32 hex digits, each its own', () => {
  expect(newTraceId()).toMatch(/^[0-9a-f]{32}$/);
  expect(newTraceId()).not.toBe(newTraceId());
});
