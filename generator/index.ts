export { type Compilation, compile } from './compile.js';
export type { Code, Diagnostic, Related, Severity } from './diagnostic.js';
export { diagnosticTable } from './diagnostic-table.js';
export { type DiagnosticFormat, formatDiagnostics } from './format-diagnostic.js';
export type * from './model.js';
export { readSpec, type Source, type SourcePackage } from './source.js';
