import { describe, expect, test } from 'vitest';
import { planted, trialsOf } from '../../runtime/testing/breakage.js';
import { stringOfLength, validValue } from '../../runtime/testing/valid-value.js';
import { violations } from '../../runtime/testing/violations.js';
import type { Shape } from '../../runtime/tool.js';

const shape: Shape = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '^prj_[a-z0-9_]{1,40}$', maxLength: 44 },
    mail: { type: 'string', format: 'email', maxLength: 254 },
    role: { type: 'string', enum: ['owner', 'viewer'] },
    size: { type: 'integer', minimum: 2, maximum: 9 },
    tags: { type: 'array', items: { type: 'string', maxLength: 8 }, minItems: 1, maxItems: 3, uniqueItems: true },
    within: {
      type: 'object',
      properties: { when: { type: ['string', 'null'], format: 'date-time' } },
      additionalProperties: false,
    },
  },
  required: ['id', 'size'],
  additionalProperties: false,
};
const base = { id: 'prj_a', size: 3, tags: ['x'] };
const { breaks, keeps } = trialsOf(shape);

test('a valid value is made of the schema alone', () => {
  expect(violations(shape as Record<string, unknown>, validValue(shape))).toEqual([]);
});

test.for(breaks)('breaking $keyword at $path is a violation just there', ({ path, value }) => {
  const found = violations(shape as Record<string, unknown>, planted(base, shape, path, value));
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(found.map((pointer) => pointer.split('/')[1]))).toEqual(new Set([String(path[0])]));
});

test.for(keeps)('the edge of $keyword at $path is none', ({ path, value }) => {
  expect(violations(shape as Record<string, unknown>, planted(base, shape, path, value))).toEqual([]);
});

test('every constraint is tried', () => {
  const tried = breaks.map(({ path, keyword }) => `${path.join('.')} ${keyword}`).sort();
  expect(tried).toEqual(
    [
      ...['id maxLength', 'id null', 'id pattern', 'id required', 'id type'],
      ...['mail format', 'mail maxLength', 'mail null', 'mail type'],
      ...['role enum', 'role null', 'role type'],
      ...['size maximum', 'size minimum', 'size null', 'size required', 'size type'],
      ...['tags maxItems', 'tags minItems', 'tags null', 'tags type', 'tags uniqueItems'],
      ...['tags.0 maxLength', 'tags.0 null', 'tags.0 type'],
      ...[
        'within null',
        'within type',
        'within.toolwright_unknown additionalProperties',
        'within.when format',
        'within.when type',
      ],
    ].sort(),
  );
});

describe('a string of a length', () => {
  test('grows within its pattern', () => {
    const text = stringOfLength({ type: 'string', pattern: '^prj_[a-z0-9_]{1,40}$', maxLength: 44 }, 44) ?? '';
    expect(text).toMatch(/^prj_[a-z0-9_]{40}$/);
  });
  test('is null where the pattern has none', () => {
    expect(stringOfLength({ type: 'string', pattern: '^ab$' }, 5)).toBeNull();
  });
});
