import { describe, expect, test } from 'vitest';
import { mismatches, withKept } from '../../runtime/testing/match.js';

describe('what an example expects', () => {
  const answer = { id: 'prj_1', note: null, pages: 90, tags: ['a', 'b'], within: { deep: 1 } };

  test.for<[string, unknown]>([
    ['named keys', { id: 'prj_1', note: null }],
    ['$pattern', { id: { $pattern: '^prj_' } }],
    ['$length', { tags: { $length: 2 } }],
    ['$any of whatever kind', { pages: { $any: true } }],
    ['$any of a kind', { pages: { $any: 'integer' } }],
    ['$absent', { other: { $absent: true } }],
    ['$gte', { pages: { $gte: 90 } }],
    ['$approx', { pages: { $approx: 90.00000001 } }],
    ['lists item by item', { tags: ['a', { $pattern: 'b' }] }],
    ['$exact', { within: { $exact: true, deep: 1 } }],
  ])('%s matches', ([, expected]) => expect(mismatches(expected, answer)).toEqual([]));

  test.for<[string, unknown, string]>([
    ['another value', { id: 'prj_2' }, 'the answer.id should be "prj_2" and is "prj_1".'],
    ['$pattern', { id: { $pattern: '^org_' } }, 'the answer.id does not match ^org_: "prj_1".'],
    ['$length', { tags: { $length: 3 } }, 'the answer.tags is not of length 3: ["a","b"].'],
    ['$any', { missing: { $any: true } }, 'the answer.missing is not any true: absent.'],
    ['$absent', { id: { $absent: true } }, 'the answer.id should be absent: "prj_1".'],
    ['$gte', { pages: { $gte: 91 } }, 'the answer.pages is not at least 91: 90.'],
    ['$approx', { pages: { $approx: 91 } }, 'the answer.pages is not about 91: 90.'],
    ['a longer list', { tags: ['a'] }, 'the answer.tags should have 1 items and has 2.'],
    [
      '$exact',
      { within: { $exact: true } },
      "the answer.within has a key 'deep' that the example does not name, and says $exact.",
    ],
    ['an object where there is none', { note: { text: 'x' } }, 'the answer.note should be an object and is null.'],
  ])('%s does not', ([, expected, sentence]) => expect(mismatches(expected, answer)).toEqual([sentence]));
});

test('what earlier steps kept stands in for its name, at any depth', () => {
  const kept = new Map<string, unknown>([['id', 'prj_9']]);
  expect(withKept({ a: '$id', b: ['$id', '$other'], c: 5 }, kept)).toEqual({
    a: 'prj_9',
    b: ['prj_9', '$other'],
    c: 5,
  });
});
