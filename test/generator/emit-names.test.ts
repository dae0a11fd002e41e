import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Code, printValue, Spread } from '../../generator/emit/print-value.js';
import type { Json } from '../../generator/model.js';
import {
  camelCase,
  commentText,
  docText,
  literalKey,
  memberKey,
  NameSpace,
  pascalCase,
  quote,
  toolIdentifier,
} from '../../generator/program/names.js';

const evaluate = (expression: string): unknown => new Function(`return (${expression});`)();
const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom("'", '"', '`', '\\', '\n', '\r', '\u2028', '\u202e', '*/', '${', '\ud800', '👩‍💻'),
  ),
});

describe('quote', () => {
  it('evaluates to the text it was given, on one line of visible characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const quoted = quote(text);
        expect(evaluate(quoted)).toBe(text);
        expect(quoted).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u);
      }),
    );
  });

  it('takes the mark that needs fewer escapes', () => {
    expect(quote('plain')).toBe("'plain'");
    expect(quote("it's")).toBe('"it\'s"');
    expect(quote(`it's "so"`)).toBe(`'it\\'s "so"'`);
    expect(quote('a\nb\u202e')).toBe("'a\\nb\\u202e'");
  });
});

describe('comments', () => {
  it('cannot be ended or given a tag by any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const comment = commentText(text);
        expect(comment).not.toContain('*/');
        expect(comment).not.toMatch(/(^|\s)@/);
        expect(comment.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e]/u);
      }),
    );
  });

  it('neutralises what would end it and keeps the rest readable', () => {
    expect(commentText('ends */ here\r\n@deprecated by `x`, mail a@b.c')).toBe(
      'ends *\\/ here\n\\@deprecated by `x`, mail a@b.c',
    );
  });

  it('stay on a line while they fit and wrap at words otherwise', () => {
    expect(docText('short', 20)).toBe('short');
    expect(docText('some words that do not fit', 17)).toBe('\nsome words\nthat do not\nfit');
    expect(docText('one\n\ntwo', 40)).toBe('\none\n\ntwo');
  });
});

describe('identifiers', () => {
  it('come from stems of every style', () => {
    expect(
      ['rotate_credentials', 'entity-read', 'catalog.product.get', 'URLList', 'URL', 'ProjectId', 'a2b'].map(camelCase),
    ).toEqual([...['rotateCredentials', 'entityRead', 'catalogProductGet', 'urlList', 'url', 'projectId', 'a2b']]);
    expect(['cancel-it', 'ProjectId', '2fa'].map(pascalCase)).toEqual(['CancelIt', 'ProjectId', 'N2fa']);
  });

  it('are never reserved words nor what a tool file declares besides', () => {
    expect(['delete', 'await', 'examples', 'input_schema', 'resolve', 'deliver'].map(toolIdentifier)).toEqual([
      ...['deleteTool', 'awaitTool', 'examplesTool', 'inputSchemaTool', 'resolveTool', 'deliver'],
    ]);
  });

  it('are distinct within a file', () => {
    const names = new NameSpace(['a']);
    expect([names.claim('a', 'b'), names.claim('a', 'b'), names.claim('a', 'b'), names.claim('class', 'd')]).toEqual([
      'b',
      'b2',
      'b3',
      'd',
    ]);
  });

  it('quote property names only where they must', () => {
    expect(['name', '$x', 'http-basic', '1st', "o'k", '__proto__', 'constructor'].map(literalKey)).toEqual([
      ...['name', '$x', "'http-basic'", "'1st'", '"o\'k"', "['__proto__']", 'constructor'],
    ]);
    expect(memberKey('__proto__')).toBe('__proto__');
  });
});

describe('printValue', () => {
  it('evaluates to the value it was given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(evaluate(printValue(value as Json))).toEqual(value);
      }),
    );
  });

  it('keeps own __proto__ members', () => {
    const value = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}');
    const evaluated = evaluate(printValue(value)) as object;
    expect(Object.keys(evaluated)).toEqual(['__proto__', 'constructor']);
    expect(JSON.stringify(evaluated)).toBe('{"__proto__":{"polluted":true},"constructor":1}');
  });

  it('writes short things on a line, long ones a member a line, long texts on a line of their own', () => {
    const long = 'word '.repeat(23).trim();
    expect(printValue({ a: 1, 'b-c': ['x', null], d: {} })).toBe("{ a: 1, 'b-c': ['x', null], d: {} }");
    expect(printValue({ text: long, list: [{ a: long }] })).toBe(
      `{\n  text:\n    '${long}',\n  list: [\n    {\n      a: '${long}',\n    },\n  ],\n}`.replace(
        `a: '${long}'`,
        `a:\n        '${long}'`,
      ),
    );
  });

  it('names constants, spreads them and uses shorthand', () => {
    expect(printValue({ a: new Code('a'), b: new Code('c'), d: new Spread('e', { f: 1 }) })).toBe(
      '{ a, b: c, d: { ...e, f: 1 } }',
    );
  });
});
