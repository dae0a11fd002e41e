import type { Span } from '../read/node.js';
import type { Source } from '../read/source.js';
import type { Diagnostic } from './diagnostic.js';

export type DiagnosticFormat = 'text' | 'json' | 'github';

const maxShown = 200;
const maxWidth = 160;

/** All diagnostics of a run, as a person, a program or a GitHub workflow reads them; ends in a newline unless empty. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  format: DiagnosticFormat = 'text',
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(diagnostics.map(plain), null, 2)}\n`;
    case 'github':
      return diagnostics.map((one) => `${annotation(one)}\n`).join('');
    case 'text':
      return diagnostics.length === 0 ? '' : `${text(diagnostics, sources)}\n`;
  }
}

function text(diagnostics: readonly Diagnostic[], sources: readonly Source[]): string {
  const lines = new Lines(sources);
  const shown = diagnostics
    .slice(0, maxShown)
    .flatMap((one) => [
      `${where(one.span)} - ${one.severity} ${one.code}: ${one.message}`,
      ...lines.frame(one.span, '  '),
      ...one.related.flatMap(({ span, message }) => [`  ${where(span)} - ${message}`, ...lines.frame(span, '    ')]),
    ]);
  const more = diagnostics.length - maxShown;
  return [...shown, ...(more > 0 ? [`… and ${more} more.`] : []), summary(diagnostics)].join('\n');
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  return `${parts.join(' and ')}.${errors > 0 ? ' Nothing was written.' : ''}`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function where({ file, line, column }: Span): string {
  return `${file}:${line}:${column}`;
}

/** Lines of the sources, split when first asked for. A terminal must not obey what a hostile file holds. */
class Lines {
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #split = new Map<string, readonly string[]>();

  constructor(sources: readonly Source[]) {
    this.#sources = new Map(sources.map((source) => [source.path, source]));
  }

  /** The line with carets beneath what is meant; empty where there is no such line, or nothing that can be shown. */
  frame(span: Span, indent: string): readonly string[] {
    const line = this.#lines(span.file)[span.line - 1];
    if (line === undefined || line.trim() === '') return [];
    const number = String(span.line);
    const start = span.column - 1;
    const cut = Math.max(0, start + Math.min(span.length, 40) - maxWidth + 20);
    const shown = line.slice(cut, cut + maxWidth);
    const padding = shown.slice(0, start - cut).replace(/[^\t]/g, ' ');
    const carets = '^'.repeat(Math.max(1, Math.min(span.length, shown.length - (start - cut))));
    return [`${indent}${number} | ${shown}`, `${indent}${' '.repeat(number.length)} | ${padding}${carets}`];
  }

  #lines(file: string): readonly string[] {
    const known = this.#split.get(file);
    if (known) return known;
    const bytes = this.#sources.get(file)?.bytes ?? new Uint8Array();
    const decoded = new TextDecoder().decode(bytes.subarray(0, 1024 * 1024));
    const split = decoded.split(/\r\n|\n|\r/).map((line) => line.replace(/(?!\t)[\p{Cc}\p{Cf}]/gu, '\ufffd'));
    this.#split.set(file, split);
    return split;
  }
}

function plain({ code, severity, span, message, related }: Diagnostic) {
  return { code, severity, ...span, message, related: related.map((one) => ({ ...one.span, message: one.message })) };
}

/** https://docs.github.com/actions/reference/workflow-commands: data and properties have their own escapes. */
function annotation({ code, severity, span, message }: Diagnostic): string {
  const { file, line, column, length } = span;
  const properties = [
    `file=${property(file)}`,
    `line=${line}`,
    `col=${column}`,
    `endColumn=${column + length}`,
    `title=${code}`,
  ];
  return `::${severity} ${properties.join(',')}::${data(message)}`;
}

function data(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
