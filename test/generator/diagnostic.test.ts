import { describe, expect, it } from 'vitest';
import { createLog, type Diagnostic, sortDiagnostics } from '../../generator/diagnostic/diagnostic.js';
import { formatDiagnostics } from '../../generator/diagnostic/format-diagnostic.js';
import { suggestionFor } from '../../generator/diagnostic/suggestion.js';
import type { Span } from '../../generator/read/node.js';
import type { Source } from '../../generator/read/source.js';

const at = (file: string, line: number, column: number, length: number): Span => ({ file, line, column, length });
const source = (path: string, text: string): Source => ({ path, bytes: Buffer.from(text) });

function one(run: (log: ReturnType<typeof createLog>) => void): Diagnostic {
  const log = createLog();
  run(log);
  return log.diagnostics[0]!;
}

describe('report', () => {
  it('fills the sentence, suggests the nearest name and points at its declaration', () => {
    const declared = at('spec/shop/types/ids.yaml', 1, 1, 7);
    const diagnostic = one((log) =>
      log.report(
        'unknown-type',
        at('a.yaml', 1, 1, 3),
        { name: 'OrderID' },
        { candidates: ['OrderId', 'Order'], declared: (name) => (name === 'OrderId' ? declared : undefined) },
      ),
    );
    expect(diagnostic).toEqual({
      code: 'unknown-type',
      severity: 'error',
      span: at('a.yaml', 1, 1, 3),
      message: "Type 'OrderID' is not declared. Did you mean 'OrderId'?",
      related: [{ span: declared, message: "'OrderId' is declared here." }],
    });
  });

  it('does not compile with a code or parameter that is not in the table', () => {
    const log = createLog();
    const span = at('a.yaml', 1, 1, 1);
    // @ts-expect-error: no such code
    expect(() => log.report('no-such-code', span, {})).toThrow();
    // @ts-expect-error: the sentence needs a name
    log.report('unknown-type', span, {});
    // @ts-expect-error: the sentence has no such hole
    log.report('tab', span, { name: 'x' });
  });

  it('shortens what a hostile file calls a name', () => {
    const diagnostic = one((log) => log.report('unknown-tool', at('a.yaml', 1, 1, 1), { name: 'x'.repeat(100_000) }));
    expect(diagnostic.message).toBe(`There is no tool '${'x'.repeat(299)}…'.`);
  });
});

describe('suggestionFor', () => {
  it.each([
    ['write_modes', ['write_mode', 'title'], 'write_mode'],
    ['Orderid', ['OrderId'], 'OrderId'],
    ['ab', ['ac'], 'ac'],
    ['colour', ['title', 'format'], undefined],
    ['b', ['a'], undefined],
    ['x', [], undefined],
  ])('%s among %j is %s', (name, candidates, expected) => {
    expect(suggestionFor(name, candidates)).toBe(expected);
  });
});

describe('sortDiagnostics', () => {
  it('goes by file, line, column and code, and keeps each mistake once', () => {
    const log = createLog();
    log.report('tab', at('b.yaml', 1, 1, 1), {});
    log.report('tab', at('a.yaml', 10, 1, 1), {});
    log.report('tab', at('a.yaml', 9, 2, 1), {});
    log.report('tab', at('a.yaml', 9, 1, 1), {});
    log.report('empty-file', at('a.yaml', 9, 1, 1), {});
    log.report('tab', at('a.yaml', 9, 1, 1), {});
    const order = sortDiagnostics(log.diagnostics).map(
      ({ code, span }) => `${span.file}:${span.line}:${span.column} ${code}`,
    );
    expect(order).toEqual([
      'a.yaml:9:1 empty-file',
      'a.yaml:9:1 tab',
      'a.yaml:9:2 tab',
      'a.yaml:10:1 tab',
      'b.yaml:1:1 tab',
    ]);
  });
});

describe('formatDiagnostics', () => {
  const sources = [
    source('spec/a.yaml', 'title: A\n\tinput: { type: Ordr }\r\n'),
    source('spec/b.yaml', 'Order: {}\n'),
  ];
  const log = createLog();
  log.report(
    'unknown-type',
    at('spec/a.yaml', 2, 17, 4),
    { name: 'Ordr' },
    { candidates: ['Order'], declared: () => at('spec/b.yaml', 1, 1, 5) },
  );
  log.report('no-feed', at('spec/b.yaml', 1, 1, 5), { name: '100%:a,b' });

  it('frames the place with carets, tabs kept, and counts', () => {
    expect(formatDiagnostics(log.diagnostics, sources)).toBe(
      [
        "spec/a.yaml:2:17 - error unknown-type: Type 'Ordr' is not declared. Did you mean 'Order'?",
        '  2 | \tinput: { type: Ordr }',
        '    | \t               ^^^^',
        "  spec/b.yaml:1:1 - 'Order' is declared here.",
        '    1 | Order: {}',
        '      | ^^^^^',
        "spec/b.yaml:1:1 - warning no-feed: Where does a caller get '100%:a,b' from? Say it under `feeds`.",
        '  1 | Order: {}',
        '    | ^^^^^',
        '1 error and 1 warning. Nothing was written.',
        '',
      ].join('\n'),
    );
  });

  it('says nothing of nothing', () => {
    expect([
      formatDiagnostics([], sources),
      formatDiagnostics([], sources, 'json'),
      formatDiagnostics([], sources, 'github'),
    ]).toEqual(['', '[]\n', '']);
  });

  it('shows the part of a long line that matters, and nothing that a terminal would obey', () => {
    const long = [source('spec/a.yaml', `${'x'.repeat(1000)}\u001b[31m${'y'.repeat(1000)}`)];
    const frame = formatDiagnostics([one((each) => each.report('tab', at('spec/a.yaml', 1, 1001, 5), {}))], long).split(
      '\n',
    );
    expect(frame[1]!.length).toBeLessThan(200);
    expect(frame[1]).toContain('\ufffd[31m');
    expect(frame[2]!.indexOf('^')).toBe(frame[1]!.indexOf('\ufffd'));
  });

  it('stops after two hundred', () => {
    const many = createLog();
    for (let line = 1; line <= 250; line += 1) many.report('tab', at('c.yaml', line, 1, 1), {});
    const lines = formatDiagnostics(many.diagnostics, []).trimEnd().split('\n');
    expect(lines).toHaveLength(202);
    expect(lines.slice(-2)).toEqual(['… and 50 more.', '250 errors. Nothing was written.']);
  });

  it('is JSON for programs', () => {
    expect(JSON.parse(formatDiagnostics(log.diagnostics, sources, 'json'))).toEqual([
      {
        code: 'unknown-type',
        severity: 'error',
        ...at('spec/a.yaml', 2, 17, 4),
        message: "Type 'Ordr' is not declared. Did you mean 'Order'?",
        related: [{ ...at('spec/b.yaml', 1, 1, 5), message: "'Order' is declared here." }],
      },
      {
        code: 'no-feed',
        severity: 'warning',
        ...at('spec/b.yaml', 1, 1, 5),
        message: "Where does a caller get '100%:a,b' from? Say it under `feeds`.",
        related: [],
      },
    ]);
  });

  it('is workflow commands for GitHub, escaped', () => {
    expect(formatDiagnostics(log.diagnostics, sources, 'github').split('\n')).toEqual([
      "::error file=spec/a.yaml,line=2,col=17,endColumn=21,title=unknown-type::Type 'Ordr' is not declared. Did you mean 'Order'?",
      "::warning file=spec/b.yaml,line=1,col=1,endColumn=6,title=no-feed::Where does a caller get '100%25:a,b' from? Say it under `feeds`.",
      '',
    ]);
  });
});
