import { check } from './check/check.js';
import { compareText, createLog, type Diagnostic, type Log, sortDiagnostics } from './diagnostic/diagnostic.js';
import type { Program } from './model.js';
import { type Declaration, declare } from './read/declaration.js';
import { parse } from './read/parse.js';
import type { Source } from './read/source.js';

export interface Compilation {
  /** Null while an error stands; warnings do not count. */
  readonly program: Program | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The spec's files to the checked Program, or to everything that is wrong with them. The order of the files is of no
 * consequence. A Source that was compiled before is not read again: hand over the same object for an unchanged file.
 */
export function compile(sources: readonly Source[]): Compilation {
  const log = createLog();
  const sorted = [...sources].sort((a, b) => compareText(a.path, b.path));
  const root = specRoot(sorted);
  const declarations = sorted.map((source) => read(source, root, log)).filter((one) => one !== null);
  const server = declarations.find((one) => one.kind === 'server');
  if (!server) {
    log.report('missing-server', { file: `${root}server.yaml`, line: 1, column: 1, length: 1 }, {});
    return { program: null, diagnostics: sortDiagnostics(log.diagnostics) };
  }
  const program = check(declarations, server, log);
  const failed = log.diagnostics.some((one) => one.severity === 'error');
  return { program: failed ? null : program, diagnostics: sortDiagnostics(log.diagnostics) };
}

/** The folder of the topmost server.yaml; without one, that of the first file. With a slash at its end, or empty. */
function specRoot(sources: readonly Source[]): string {
  const own = sources.filter((source) => !source.package);
  const servers = own
    .filter(({ path }) => /(^|\/)server\.yaml$/.test(path))
    .map(({ path }) => path.slice(0, -'server.yaml'.length));
  const [topmost] = servers.sort((a, b) => a.split('/').length - b.split('/').length);
  return topmost ?? `${own[0]?.path.split('/', 1)[0] ?? 'spec'}/`;
}

interface Reading {
  readonly root: string;
  readonly declaration: Declaration | null;
  readonly diagnostics: readonly Diagnostic[];
}

const readings = new WeakMap<Source, Reading>();

function read(source: Source, root: string, log: Log): Declaration | null {
  const known = readings.get(source);
  const reading = known?.root === root ? known : readAnew(source, root);
  readings.set(source, reading);
  log.add(reading.diagnostics);
  return reading.declaration;
}

function readAnew(source: Source, root: string): Reading {
  const log = createLog();
  const node = parse(source, log);
  const declaration = declare(source, node, root, log);
  return { root, declaration, diagnostics: log.diagnostics };
}
