import { describe, expect, test } from 'vitest';
import { coerce } from '../../runtime/call/input/coerce.js';
import type { Shape, Tool } from '../../runtime/tool.js';
import { Desk, object, tool } from './desk.js';

/** What the resolver of a tool with this input is given, or the body of the refusal. */
async function read(input: Shape, sent: unknown, more: Partial<Tool> = {}): Promise<unknown> {
  let given: unknown;
  const desk = new Desk(tool({ input, ...more }), async (value) => {
    given = value;
    return { done: true };
  });
  const outcome = await desk.call(sent);
  return outcome.refused ? outcome.body : given;
}

const invalid = (...wrong: [path: string, says: string, expected: string, received: string][]) => {
  const sentences = new Map<string, string[]>();
  for (const [path, says] of wrong) {
    const field = path.slice(1).replaceAll('/', '.') || 'arguments';
    sentences.set(field, [...(sentences.get(field) ?? []), `The ${field} field ${says}`]);
  }
  // Entries, since a field may be called `__proto__`.
  const details = Object.fromEntries(sentences);
  const pointers = wrong.map(([pointer, , expected, received]) => ({ pointer, expected, received }));
  return { error: 'Validation failed', code: 'VALIDATION_ERROR', details, pointers };
};

describe('coercion, where nothing is lost', () => {
  const integer: Shape = { type: 'integer' };
  const number: Shape = { type: 'number' };
  const boolean: Shape = { type: 'boolean' };
  const list: Shape = { type: 'array', items: integer };
  const record = object({ a: integer }, []);
  test.each<[unknown, Shape, unknown]>([
    ['5', integer, 5],
    ['-12', integer, -12],
    ['0', integer, 0],
    ['5.0', integer, 5],
    ['1e3', integer, 1000],
    ['9007199254740991', integer, 9007199254740991],
    ['0.1', number, 0.1],
    ['-1.5e-3', number, -0.0015],
    ['5', { type: ['integer', 'null'] }, 5],
    ['2', { type: 'integer', enum: [1, 2] }, 2],
    ['2', { enum: [1, 2] }, 2],
    ['true', boolean, true],
    ['false', boolean, false],
    ['[1,"2"]', list, [1, 2]],
    [' {"a": "3"} ', record, { a: 3 }],
    ['{"b":1}', { type: 'object', accepts: 'json_string', additionalProperties: true }, { b: 1 }],
    ['[{"b":1}]', { accepts: 'json_string' }, [{ b: 1 }]],
    [['1', '2'], list, [1, 2]],
    [{ x: '1' }, { type: 'object', additionalProperties: integer }, { x: 1 }],
  ])('%j for %j is %j', (value, shape, expected) => {
    expect(coerce(value, shape)).toEqual(expected);
  });

  test.each<[unknown, Shape]>([
    ['', integer],
    ['', boolean],
    [' 5 ', integer],
    ['5 ', integer],
    ['+5', integer],
    ['05', integer],
    ['.5', number],
    ['5.', number],
    ['0x10', integer],
    ['0b1', integer],
    ['1_000', integer],
    ['1,000', integer],
    ['1e400', number],
    ['1e-400', number],
    ['-0', integer],
    ['9007199254740993', integer],
    ['0.1000000000000000055', number],
    ['NaN', number],
    ['Infinity', number],
    ['٥', integer],
    ['True', boolean],
    ['1', boolean],
    ['yes', boolean],
    [1, boolean],
    [0, boolean],
    [5, { type: 'string' }],
    [true, { type: 'string' }],
    [null, integer],
    [null, boolean],
    [null, { type: 'string' }],
    ['null', { type: ['integer', 'null'] }],
    ['5', { type: ['integer', 'string'] }],
    ['[1]', { type: 'string' }],
    ['[1]', record],
    ['{"a":1}', list],
    ['[1', list],
    ['1', list],
    ['"text"', { accepts: 'json_string' }],
    ['[1]', {}],
    [[5], integer],
  ])('%j for %j stays what it is', (value, shape) => {
    expect(coerce(value, shape)).toBe(value);
  });

  test('does not change what it was given', () => {
    const given = { a: '5', b: ['1'] };
    coerce(given, object({ a: integer, b: list, c: { type: 'integer', default: 1 } }));
    expect(given).toEqual({ a: '5', b: ['1'] });
  });
});

describe('defaults', () => {
  const nested = object({ c: { type: 'integer', default: 3 } }, []);
  const input = object({ a: { type: 'integer', default: 1 }, b: nested, l: { type: 'array', default: [] } }, []);

  test('fill what is missing, at any depth that was given', async () => {
    expect(await read(input, undefined)).toEqual({ a: 1, l: [] });
    expect(await read(input, { a: 2, b: {} })).toEqual({ a: 2, b: { c: 3 }, l: [] });
  });

  test('are made anew for each call', async () => {
    const first = (await read(input, {})) as { l: unknown[] };
    first.l.push('kept');
    expect(await read(input, {})).toEqual({ a: 1, l: [] });
  });

  test('do not stand in for null', async () => {
    expect(await read(input, { a: null })).toEqual(invalid(['/a', 'must be an integer', 'integer', 'null']));
  });
});

describe('validation', () => {
  const note = object(
    {
      query: { type: 'string', minLength: 2, maxLength: 5, pattern: '^[a-z]*$' },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
      state: { type: 'string', enum: ['open', 'closed'] },
      due: { type: 'string', format: 'date' },
      mail: { type: 'string', format: 'email', sensitivity: 'pii' },
      tags: { type: 'array', items: { type: 'string' }, maxItems: 2, uniqueItems: true },
      note: { type: ['string', 'null'] },
      inner: object({ step: { type: 'number', multipleOf: 0.5, exclusiveMinimum: 0 } }),
    },
    ['query'],
  );

  test('what is missing', async () => {
    expect(await read(note, {})).toEqual(invalid(['/query', 'is required', 'string', 'nothing']));
  });

  test('everything at once', async () => {
    expect(await read(note, { limit: 0, state: 'ajar', inner: { step: 0.7 }, tags: ['a', 'a', 5] })).toEqual(
      invalid(
        ['/query', 'is required', 'string', 'nothing'],
        ['/limit', 'must be at least 1', 'at least 1', '0'],
        ['/state', 'must be one of: open, closed', 'one of: open, closed', '"ajar"'],
        ['/tags', 'must have at most 2 items', 'at most 2 items', 'a list of 3'],
        ['/tags/2', 'must be a string', 'string', '5'],
        ['/tags', 'must have no item twice', 'no item twice', 'a list of 3'],
        ['/inner/step', 'must be a multiple of 0.5', 'a multiple of 0.5', '0.7'],
      ),
    );
  });

  test.each<[object, Parameters<typeof invalid>[number]]>([
    [{ query: 'a' }, ['/query', 'must have at least 2 characters', 'at least 2 characters', '"a"']],
    [{ query: 'abcdef' }, ['/query', 'must have at most 5 characters', 'at most 5 characters', '"abcdef"']],
    [{ query: 'AB' }, ['/query', 'must match the pattern ^[a-z]*$', 'the pattern ^[a-z]*$', '"AB"']],
    [{ query: 5 }, ['/query', 'must be a string', 'string', '5']],
    [{ query: {} }, ['/query', 'must be a string', 'string', 'an object']],
    [{ query: 'ab', limit: 101 }, ['/limit', 'must be at most 100', 'at most 100', '101']],
    [{ query: 'ab', limit: 1.5 }, ['/limit', 'must be an integer', 'integer', '1.5']],
    [{ query: 'ab', limit: 'many' }, ['/limit', 'must be an integer', 'integer', '"many"']],
    [{ query: 'ab', limit: '' }, ['/limit', 'must be an integer', 'integer', '""']],
    [
      { query: 'ab', due: '2026-02-30' },
      ['/due', 'must be a date, as 2026-01-31', 'a date, as 2026-01-31', '"2026-02-30"'],
    ],
    [{ query: 'ab', note: 5 }, ['/note', 'must be a string or null', 'string or null', '5']],
    [{ query: 'ab', state: null }, ['/state', 'must be a string', 'string', 'null']],
    [{ query: 'ab', inner: { step: 0 } }, ['/inner/step', 'must be more than 0', 'more than 0', '0']],
    [{ query: 'ab', inner: {} }, ['/inner/step', 'is required', 'number', 'nothing']],
    [{ query: 'ab', limti: 5 }, ['/limti', 'is not known; did you mean limit?', 'limit', 'an unknown field']],
    [{ query: 'ab', 'a/b~c': 5 }, ['/a~1b~0c', 'is not known', 'nothing', 'an unknown field']],
    [{ query: 'ab', inner: { step: 1, x: 1 } }, ['/inner/x', 'is not known', 'nothing', 'an unknown field']],
  ])('%j', async (sent, wrong) => {
    const body = invalid(wrong);
    if (wrong[0] === '/a~1b~0c') body.details = { 'a/b~c': ['The a/b~c field is not known'] };
    expect(await read(note, sent)).toEqual(body);
  });

  test.each([[5], ['text'], [[]], [true]])('arguments that are no object: %j', async (sent) => {
    expect((await read(note, sent)) as object).toMatchObject({
      details: { arguments: ['The arguments field must be an object'] },
    });
  });

  test('no arguments at all are an empty object', async () => {
    expect(await read(object({}), undefined)).toEqual({});
    expect(await read(object({}), null)).toEqual({});
  });

  test('an integer that a double would round is refused, not rounded', async () => {
    const body = (await read(object({ offset: { type: 'integer', minimum: 0 } }), { offset: 1e300 })) as object;
    expect(body).toEqual(
      invalid(['/offset', 'must be at most 9007199254740991', 'at most 9007199254740991', '1e+300']),
    );
  });

  test('at most fifty findings', async () => {
    const sent = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field_${index}`, 1]));
    const body = (await read(object({}), sent)) as { pointers: unknown[] };
    expect(body.pointers).toHaveLength(50);
  });

  test('a verbatim schema is enforced as it is', async () => {
    const verbatim: Shape = {
      raw: {
        type: 'object',
        properties: { a: { $ref: '#/$defs/small' } },
        $defs: { small: { oneOf: [{ const: 1 }, { const: 2 }] } },
      },
    };
    expect(await read(verbatim, { a: 2 })).toEqual({ a: 2 });
    expect(await read(verbatim, { a: 3 })).toMatchObject({ code: 'VALIDATION_ERROR' });
  });
});

describe('what is echoed', () => {
  const secret = object(
    { token: { type: 'string', maxLength: 3, sensitivity: 'secret' }, free: { type: 'string', maxLength: 3 } },
    [],
  );

  test('is never a sensitive value', async () => {
    expect(await read(secret, { token: 'swordfish' })).toEqual(
      invalid(['/token', 'must have at most 3 characters', 'at most 3 characters', 'a string']),
    );
  });

  test('nor what is within one, nor under an unknown name', async () => {
    const nested = object(
      { vault: { ...object({ pin: { type: 'integer', minimum: 10 } }), sensitivity: 'secret' } },
      [],
    );
    expect(JSON.stringify(await read(nested, { vault: { pin: 7 } }))).toContain('a number');
    expect(JSON.stringify(await read(secret, { tokne: 'swordfish' }))).not.toContain('swordfish');
  });

  test('nor a credential in the wrong field, and short', async () => {
    expect(JSON.stringify(await read(secret, { free: 'sk_demo_acme-owner' }))).not.toContain('acme');
    const body = (await read(secret, { free: 'x'.repeat(9_000) })) as { pointers: { received: string }[] };
    expect(body.pointers[0]?.received).toBe(`"${'x'.repeat(39)}…"`);
  });
});

describe('rules between arguments', () => {
  const action = { requires: [], writeMode: 'read', destructive: false, idempotent: true } as const;
  const acting: Partial<Tool> = {
    actions: { attach: { ...action, needs: ['id'] }, cancel: { ...action, refuses: ['id'] } },
  };
  const input = object({ action: { type: 'string', enum: ['attach', 'cancel'] }, id: { type: 'string' } }, ['action']);

  test('what an action needs and refuses', async () => {
    expect(await read(input, { action: 'attach', id: 'x' }, acting)).toEqual({ action: 'attach', id: 'x' });
    expect(await read(input, { action: 'cancel' }, acting)).toEqual({ action: 'cancel' });
    expect(await read(input, { action: 'attach' }, acting)).toEqual(
      invalid(['/id', 'is required for the action attach', 'a value', 'nothing']),
    );
    expect(await read(input, { action: 'cancel', id: 'x' }, acting)).toEqual(
      invalid(['/id', 'must not be given for the action cancel', 'nothing', '"x"']),
    );
  });

  test('at least one group, here and within', async () => {
    const groups: Shape = {
      ...object({ a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } }, []),
      oneOfRequired: [['a'], ['b', 'c']],
    };
    const wrong = (path: string): Parameters<typeof invalid> => [
      [`${path}/a`, 'is missing: give a, or b and c', 'a, or b and c', 'nothing'],
      [`${path}/b`, 'is missing: give a, or b and c', 'a, or b and c', 'nothing'],
    ];
    expect(await read(groups, { a: '' })).toEqual({ a: '' });
    expect(await read(groups, { b: '', c: '' })).toEqual({ b: '', c: '' });
    expect(await read(groups, {})).toEqual(invalid(...wrong('')));
    expect(await read(groups, { c: '' })).toEqual(invalid(...wrong('')));
    const list = object({ items: { type: 'array', items: groups } });
    expect(await read(list, { items: [{ a: '' }, {}] })).toEqual(invalid(...wrong('/items/1')));
  });

  test('a range that begins after its end', async () => {
    const moment: Shape = { type: 'string', format: 'date-time' };
    const filters = object(
      {
        at: object({ from: moment, to: moment }, []),
        n: object({ from: { type: 'number' }, to: { type: 'number' } }, []),
      },
      [],
    );
    const more: Partial<Tool> = { filters: { at: ['from', 'to'], n: ['from', 'to'] } };
    const sent = (at: object) => ({ filters: { at } });
    const fine = { from: '2026-01-01T01:00:00+02:00', to: '2026-01-01T00:00:00Z' };
    expect(await read(object({ filters }), sent(fine), more)).toEqual(sent(fine));
    expect(await read(object({ filters }), { filters: { n: { from: 2, to: 2 } } }, more)).toEqual({
      filters: { n: { from: 2, to: 2 } },
    });
    const wrong = { from: '2026-01-01T01:00:00-02:00', to: '2026-01-01T00:00:00Z' };
    expect(await read(object({ filters }), sent(wrong), more)).toEqual(
      invalid(['/filters/at/from', 'must not be after filters.at.to', `at most "${wrong.to}"`, `"${wrong.from}"`]),
    );
    expect(await read(object({ filters }), { filters: { n: { from: 3, to: 2 } } }, more)).toMatchObject({
      code: 'VALIDATION_ERROR',
    });
  });
});

describe('hostile input', () => {
  const open: Shape = {
    type: 'object',
    properties: { a: {}, l: { type: 'array', uniqueItems: true } },
    additionalProperties: true,
  };
  const nest = (levels: number, leaf: unknown = 1): unknown =>
    JSON.parse(`${'[['.repeat(levels / 2)}${JSON.stringify(leaf)}${']]'.repeat(levels / 2)}`);

  test.each([
    [{ a: nest(200_000) }],
    [{ l: [nest(50_000), nest(50_000)] }],
    [{ unknown: nest(100_000) }],
    [nest(100_000)],
  ])('nesting beyond any declared shape', async (sent) => {
    expect(await read(open, sent)).toMatchObject({ code: 'VALIDATION_ERROR' });
  });

  test('nesting that a string hides', async () => {
    expect(await read(object({ l: { type: 'array' } }), { l: JSON.stringify(nest(2_000)) })).toEqual(
      invalid(['/l', 'must be nested at most 64 levels deep', 'at most 64 levels', 'more levels']),
    );
  });

  test('nesting within the limit passes', async () => {
    expect(await read(open, { a: nest(60) })).toEqual({ a: nest(60) });
  });

  test('__proto__ is an unknown field, wherever', async () => {
    expect(await read(object({}), JSON.parse('{"__proto__": {"admin": true}}'))).toEqual(
      invalid(['/__proto__', 'is not known', 'nothing', 'an unknown field']),
    );
    const deep = JSON.parse('{"a": [{"__proto__": 1}]}');
    expect(await read(open, deep)).toEqual(invalid(['/a/0/__proto__', 'is not known', 'nothing', 'an unknown field']));
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  test.each([['constructor'], ['toString'], ['hasOwnProperty']])(
    '%s is no property that a shape has by birth',
    async (name) => {
      expect(await read(object({}), { [name]: 1 })).toEqual(
        invalid([`/${name}`, 'is not known', 'nothing', 'an unknown field']),
      );
    },
  );

  test.each([['\0'], ['a\ud800b'], ['\udc00']])('text that no database keeps', async (text) => {
    const says = 'must be without NUL characters and unpaired surrogates';
    const wrong: Parameters<typeof invalid>[number] = [
      '/a',
      says,
      'text without NUL characters and unpaired surrogates',
      'text with one',
    ];
    expect(await read(object({ a: { type: 'string' } }), { a: text })).toEqual(invalid(wrong));
    expect(await read(open, { a: { [text]: 1 } })).toMatchObject({ code: 'VALIDATION_ERROR' });
  });

  test('paired surrogates are ordinary text', async () => {
    expect(await read(object({ a: { type: 'string', maxLength: 1 } }), { a: '😀' })).toEqual({ a: '😀' });
  });

  test('a huge list is refused by its length', async () => {
    const body = await read(object({ l: { type: 'array', items: { type: 'integer' }, maxItems: 1000 } }), {
      l: new Array(100_000).fill('x'),
    });
    expect(body).toMatchObject({ code: 'VALIDATION_ERROR' });
  });
});
