export { type Compilation, compile } from './compile.js';
export type { Code, Diagnostic, Related, Severity } from './diagnostic/diagnostic.js';
export { diagnosticTable } from './diagnostic/diagnostic-table.js';
export { type DiagnosticFormat, formatDiagnostics } from './diagnostic/format-diagnostic.js';
export type * from './model.js';
export { readSpec, type Source, type SourcePackage } from './read/source.js';
