import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../generator/compile.js';
import { formatDiagnostics } from '../../generator/diagnostic/format-diagnostic.js';
import type { Source } from '../../generator/read/source.js';
import { scenarioNames, scenarioSources } from './scenario.js';

const path = 'spec/shop/orders/get_order.yaml';

/** The files of a scenario that is accepted, one of them replaced. */
function withFile(bytes: Uint8Array): readonly Source[] {
  return [...scenarioSources('a-small-tool').filter((source) => source.path !== path), { path, bytes }];
}

/** Every mistake has a place in a file that is there, and can be shown. */
function expectSane(sources: readonly Source[]): void {
  const { program, diagnostics } = compile(sources);
  const paths = new Set([...sources.map((source) => source.path), 'spec/server.yaml']);
  for (const { span } of diagnostics) {
    expect(paths).toContain(span.file);
    expect(Math.min(span.line, span.column, span.length)).toBeGreaterThanOrEqual(1);
  }
  expect(program === null).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  for (const format of ['text', 'json', 'github'] as const) formatDiagnostics(diagnostics, sources, format);
}

describe('a hostile file', () => {
  it.each([
    ['ten megabytes', Buffer.alloc(10 * 1024 * 1024, 'a: b\n'), ['file-too-large']],
    ['a hundred thousand brackets', Buffer.from('['.repeat(100_000)), ['nesting-too-deep']],
    ['a hundred thousand dashes', Buffer.from('- '.repeat(100_000)), ['nesting-too-deep']],
    ['UTF-16', Buffer.from('title: A\n', 'utf16le'), ['not-text']],
    ['a lone continuation byte', Buffer.from([0x61, 0x3a, 0x20, 0x80]), ['not-text']],
    ['nothing', Buffer.alloc(0), ['empty-file']],
    ['only a byte order mark', Buffer.from([0xef, 0xbb, 0xbf]), ['empty-file']],
  ])('%s gets one diagnostic', (_, bytes, codes) => {
    expect(compile(withFile(bytes)).diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it('may call anything __proto__ or constructor', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      for (const scenario of scenarioNames()) {
        expectSane(
          scenarioSources(scenario).map((source) => ({
            ...source,
            bytes: Buffer.from(
              Buffer.from(source.bytes)
                .toString()
                .replace(/\b(number|order|owner|member|org|shop|state|total)\b(?=:)/g, name),
            ),
          })),
        );
      }
    }
  });

  it('never makes the compiler throw, however its characters are mangled', () => {
    const scenarios = scenarioNames().map(scenarioSources);
    const junk = [
      '',
      ' ',
      '\n',
      '\t',
      ':',
      '- ',
      '? ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a ',
      '!t ',
      '|',
      '>',
      '"',
      "'",
      '#',
      '$',
      'null',
      '-1',
      '.inf',
      'é',
      '\u0000',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...scenarios),
        fc.nat(),
        fc.nat(),
        fc.nat(60),
        fc.constantFrom(...junk),
        (sources, which, start, length, insert) => {
          const chosen = sources[which % sources.length]!;
          const text = Buffer.from(chosen.bytes).toString('latin1');
          const from = start % (text.length + 1);
          const bytes = Buffer.from(text.slice(0, from) + insert + text.slice(from + length), 'latin1');
          expectSane(sources.map((source) => (source === chosen ? { ...source, bytes } : source)));
        },
      ),
      { numRuns: 1000, seed: 20_261_121 },
    );
  });
});
