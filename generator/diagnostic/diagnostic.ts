import type { Place } from '../model.js';
import type { Span } from '../read/node.js';
import { diagnosticTable } from './diagnostic-table.js';
import { suggestionFor } from './suggestion.js';

export type Severity = 'error' | 'warning';
export type Code = keyof typeof diagnosticTable;

type Placeholder<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** What a code's message needs, read off its template: a wrong or missing parameter does not compile. */
export type Parameters<C extends Code> = Holes<Placeholder<(typeof diagnosticTable)[C]['message']>>;

type Holes<Name extends string> = [Name] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [N in Name]: string | number };

/** Another place that belongs to a diagnostic: the first of two duplicates, the declaration that was meant. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly Related[];
}

/** `candidates` are names among which the meant one may be; the nearest is suggested, and `declared` says where it stands. */
export interface Extras {
  readonly candidates?: Iterable<string>;
  readonly declared?: (name: string) => Span | undefined;
  readonly related?: readonly Related[];
}

/** Collects all mistakes of a run. */
export interface Log {
  report<C extends Code>(code: C, span: Span, parameters: Parameters<C>, extras?: Extras): void;
  /** Takes over what another log collected. */
  add(diagnostics: readonly Diagnostic[]): void;
  readonly diagnostics: readonly Diagnostic[];
}

export function createLog(): Log {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    add: (more) => void diagnostics.push(...more),
    report(code, span, parameters, extras = {}) {
      const { severity, message } = diagnosticTable[code];
      const suggestion = extras.candidates && suggestionFor(String(Object.values(parameters)[0]), extras.candidates);
      const meant = suggestion === undefined ? undefined : extras.declared?.(suggestion);
      diagnostics.push({
        code,
        severity,
        span,
        message: fill(message, parameters) + (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
        related: [
          ...(meant ? [{ span: meant, message: `'${suggestion}' is declared here.` }] : []),
          ...(extras.related ?? []),
        ],
      });
    },
  };
}

/** By file, line, column and code, each mistake once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const unique = new Map(diagnostics.map((one) => [JSON.stringify([one.span, one.code, one.message]), one]));
  return [...unique.values()].sort(
    (a, b) => comparePlaces(a.span, b.span) || compareText(a.code, b.code) || compareText(a.message, b.message),
  );
}

export function comparePlaces(a: Place, b: Place): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** By code unit, whatever the machine's locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function fill(template: string, parameters: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => shorten(String(parameters[name])));
}

/** A hostile file may hold a name of a megabyte, or one that a terminal would obey. */
function shorten(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
  return shown.length > 300 ? `${shown.slice(0, 299)}…` : shown;
}
