import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { compareText } from '../diagnostic/diagnostic.js';
import { matchesStep, stepsOf } from './source-pattern.js';

/** A file of the spec. `path` is posix and relative to the project, such as `spec/server.yaml`. */
export interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Of files that an npm package brings. */
  readonly package?: SourcePackage;
}

export interface SourcePackage {
  readonly name: string;
  /** The folder of its spec, as the beginning of `Source.path`. */
  readonly root: string;
  /** The folder of its compiled resolvers, as its package.json says it. */
  readonly resolvers: string;
}

/**
 * All files of the spec, sorted: server.yaml, the property groups, the modules that its `modules` patterns name, and
 * those that packages bring. What is missing or malformed is left for the checker to report.
 */
export async function readSpec(root: string, specDir: string): Promise<readonly Source[]> {
  const spec = specDir.replace(/^\.\//, '').replace(/\/+$/, '');
  const server = await readOne(root, `${spec}/server.yaml`);
  const { patterns, packages } = modulesOf(server);
  const folders = await matchFolders(root, patterns ?? [`${spec}/*`]);
  const own = await Promise.all([`${spec}/groups`, ...folders].map((folder) => readFolder(root, folder)));
  const stray = (await list(root, spec)).filter(
    (entry) => entry.isFile() && isYaml(entry.name) && entry.name !== 'server.yaml',
  );
  const strays = await Promise.all(stray.map((entry) => readOne(root, `${spec}/${entry.name}`)));
  const brought = await Promise.all(packages.map((name) => readPackage(root, name)));
  const all = [server, ...strays, ...own.flat(), ...brought.flat()].filter((source) => source !== null);
  const unique = new Map(all.map((source) => [source.path, source]));
  return [...unique.values()].sort((a, b) => compareText(a.path, b.path));
}

/** `modules` of server.yaml, read leniently; null patterns where it says none. */
function modulesOf(server: Source | null): {
  readonly patterns: readonly string[] | null;
  readonly packages: readonly string[];
} {
  if (!server || server.bytes.length > 1024 * 1024) return { patterns: null, packages: [] };
  const head = /^modules:[^\n]*\n(?:[ \t#\]-][^\n]*\n|\n)*/m.exec(
    `${new TextDecoder().decode(server.bytes).replaceAll('\r\n', '\n')}\n`,
  );
  const { contents, errors } = parseDocument(head?.[0] ?? '', { logLevel: 'silent' });
  const modules = errors.length === 0 && isMap(contents) ? contents.get('modules') : undefined;
  if (!isSeq(modules)) return { patterns: null, packages: [] };
  const patterns = modules.items.flatMap((item) =>
    isScalar(item) && typeof item.value === 'string' ? [item.value] : [],
  );
  const packages = modules.items.flatMap((item) => (isMap(item) ? [String(item.get('package'))] : []));
  return { patterns, packages };
}

/** Folders that a pattern such as `./spec/*` names; `*` stands for one whole step or a part of it. */
async function matchFolders(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pattern of patterns) {
    let folders = [''];
    for (const step of stepsOf(pattern)) {
      const next = await Promise.all(
        folders.map(async (folder) => {
          const entries = await list(root, folder);
          return entries
            .filter((entry) => entry.isDirectory() && matchesStep(step, entry.name))
            .map((entry) => posix.join(folder, entry.name));
        }),
      );
      folders = next.flat();
    }
    found.push(...folders.filter((folder) => folder !== ''));
  }
  return found;
}

/** The YAML files below a folder. */
async function readFolder(root: string, folder: string): Promise<readonly Source[]> {
  const entries = await list(root, folder);
  const sources = await Promise.all(
    entries.map(async (entry): Promise<readonly Source[]> => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return readFolder(root, path);
      const source = isYaml(entry.name) ? await readOne(root, path) : null;
      return source ? [source] : [];
    }),
  );
  return sources.flat();
}

/** What an installed package brings: its package.json says `"toolwright": { "spec", "resolvers" }`. */
async function readPackage(root: string, name: string): Promise<readonly Source[]> {
  const folder = await findPackage(root, name);
  const manifest = folder && (await readOne(root, `${folder}/package.json`));
  if (!manifest) return [];
  const { toolwright } = parsed(manifest.bytes) as { toolwright?: { spec?: unknown; resolvers?: unknown } };
  if (typeof toolwright?.spec !== 'string') return [];
  const specRoot = posix.join(folder, toolwright.spec).replace(/\/$/, '');
  const resolvers = typeof toolwright.resolvers === 'string' ? toolwright.resolvers : './resolvers';
  const sources = await readFolder(root, specRoot);
  return sources.map((source) => ({ ...source, package: { name, root: specRoot, resolvers } }));
}

/** In the project's node_modules, or in one above it. */
async function findPackage(root: string, name: string): Promise<string | null> {
  if (!/^(@[\w.-]+\/)?[\w.-]+$/.test(name)) return null;
  for (let up = ''; ; up = `../${up}`) {
    const folder = `${up}node_modules/${name}`;
    if (await readOne(root, `${folder}/package.json`)) return folder;
    const here = join(root, up);
    if (dirname(here) === here) return null;
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) ?? {};
  } catch {
    return {};
  }
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/.test(name);
}

async function list(root: string, folder: string) {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  return entries.sort((a, b) => compareText(a.name, b.name));
}

async function readOne(root: string, path: string): Promise<Source | null> {
  const bytes = await readFile(join(root, path)).catch(() => null);
  return bytes && { path, bytes };
}
