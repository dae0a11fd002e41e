import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../../generator/compile.js';
import type { Diagnostic } from '../../generator/diagnostic/diagnostic.js';
import { formatDiagnostics } from '../../generator/diagnostic/format-diagnostic.js';
import { emit } from '../../generator/emit/index.js';
import type { OutputFile, Program } from '../../generator/model.js';
import type { Source } from '../../generator/read/source.js';

/**
 * A scenario is a folder under test/scenarios: `input/` mirrors `spec/`, `diagnostics.txt` holds what is reported (if
 * anything), `output/` what is generated (if nothing is an error). What a case does not say for itself comes from
 * test/generator/scenario-base: a server and the module `shop`. `input/omit.txt` names files of the base to leave out;
 * `x.yaml.repeat` holds a number and, below it, what is repeated so often to make `x.yaml`; `packages/acme/` is the spec
 * of an installed package `acme`.
 */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  /** Files relative to the scenario's folder. */
  readonly files: ReadonlyMap<string, string>;
}

const root = fileURLToPath(new URL('../scenarios/', import.meta.url));
const base = fileURLToPath(new URL('scenario-base/', import.meta.url));

export function scenarioNames(): readonly string[] {
  return readdirSync(root).sort();
}

export function runScenario(name: string): Outcome {
  const own = readFiles(join(root, name, 'input'));
  const sources = sourcesOf(own);
  const { program, diagnostics } = compile(sources);
  const text = formatDiagnostics(diagnostics, sources);
  const files = new Map(text === '' ? [] : [['diagnostics.txt', text]]);
  for (const file of program ? recorded(program, own) : []) files.set(`output/${file.path}`, file.text);
  return { diagnostics, files };
}

export function scenarioSources(name: string): readonly Source[] {
  return sourcesOf(readFiles(join(root, name, 'input')));
}

export function readRecorded(name: string): ReadonlyMap<string, string> {
  const files = [...readFiles(join(root, name))].filter(([path]) => !path.startsWith('input/'));
  return new Map(files.map(([path, bytes]) => [path, bytes.toString()]));
}

export function record(name: string, files: ReadonlyMap<string, string>): void {
  rmSync(join(root, name, 'output'), { recursive: true, force: true });
  rmSync(join(root, name, 'diagnostics.txt'), { force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, name, path)), { recursive: true });
    writeFileSync(join(root, name, path), text);
  }
}

function sourcesOf(own: ReadonlyMap<string, Buffer>): readonly Source[] {
  const omitted = own.get('omit.txt')?.toString().trim().split(/\s+/) ?? [];
  const merged = new Map([...readFiles(base)].filter(([path]) => !omitted.includes(path)));
  for (const [path, bytes] of own) {
    if (path.endsWith('.repeat')) merged.set(path.slice(0, -'.repeat'.length), repeat(bytes.toString()));
    else if (path !== 'omit.txt') merged.set(path, bytes);
  }
  return [...merged].map(([path, bytes]) => sourceOf(path, bytes));
}

function sourceOf(path: string, bytes: Buffer): Source {
  const [packages, name] = path.split('/');
  if (packages !== 'packages') return { path: `spec/${path}`, bytes };
  const root = `node_modules/${name}/spec`;
  const inPackage = path.slice(`packages/${name}/`.length);
  return { path: `${root}/${inPackage}`, bytes, package: { name: name!, root, resolvers: './dist/resolvers' } };
}

function repeat(recipe: string): Buffer {
  const [times, ...lines] = recipe.split('\n');
  return Buffer.from(lines.join('\n').repeat(Number(times)));
}

/** Of all that is generated, what the case is about: its tools, their schemas, its types; the server if it says one. */
function recorded(program: Program, own: ReadonlyMap<string, Buffer>): readonly OutputFile[] {
  const said = [...own.keys()];
  const wanted = [
    'tools/',
    'schemas/',
    'resources/',
    'prompts/',
    'completions/',
    ...(said.some((path) => path.includes('/types/')) ? ['types/'] : []),
  ];
  const { resources, prompts, tools } = program;
  if (tools.length + resources.length + prompts.length > 0) wanted.push('access.lock');
  if (said.includes('server.yaml')) wanted.push('server.ts');
  return emit(program).filter(({ path }) => wanted.some((beginning) => path.startsWith(beginning)));
}

function readFiles(folder: string): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.replace(/\/$/, '').length + 1));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path))]));
}
