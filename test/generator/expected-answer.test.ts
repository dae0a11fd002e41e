import { expect, test } from 'vitest';
import { expectedAnswer } from '../../generator/emit/docs/expected-answer.js';

test('matchers stand in words, the rest as it is', () => {
  expect(
    JSON.parse(
      expectedAnswer({
        $exact: true,
        id: { $pattern: '^prj_' },
        key: { $absent: true },
        note: { $absent: false },
        name: { $any: 'string', $length: 3 },
        whatever: { $any: true },
        items: [{ count: { $gte: 2 } }, { share: { $approx: 0.5 } }, null, 'as it is'],
      }),
    ),
  ).toEqual({
    id: '‹matches ^prj_›',
    key: '‹absent›',
    note: '‹present›',
    name: '‹any string, 3 long›',
    whatever: '‹anything›',
    items: [{ count: '‹at least 2›' }, { share: '‹about 0.5›' }, null, 'as it is'],
  });
});
