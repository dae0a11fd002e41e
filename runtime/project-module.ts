import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What a module exports that package.json, in this folder or above it, names under `toolwright`. Throws a sentence where
 * none is named or none is there.
 */
export async function importNamed(folder: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  const root = projectFolder(folder);
  const manifest = root && join(root, 'package.json');
  const named = manifest && namedIn(manifest, name);
  if (typeof named !== 'string') {
    const where = manifest ?? `a package.json at ${folder} or above`;
    throw new Error(`${where} does not name the module: "toolwright": { "${name}": "${name}.ts" }.`);
  }
  const file = await runnable(root ?? folder, named);
  return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
}

/** Whether package.json, in this folder or above it, names a module so. */
export function isNamed(folder: string, name: string): boolean {
  const root = projectFolder(folder);
  return root !== null && namedIn(join(root, 'package.json'), name) !== undefined;
}

function projectFolder(from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && namedIn(manifest) !== undefined) return folder;
    if (dirname(folder) === folder) return null;
  }
}

function namedIn(manifest: string, name?: string): unknown {
  const { toolwright } = JSON.parse(readFileSync(manifest, 'utf8')) as { toolwright?: Record<string, unknown> };
  return name === undefined ? toolwright : toolwright?.[name];
}

/** TypeScript is run from `dist/` where it has been built, else through the project's own `tsx`. */
async function runnable(root: string, named: string): Promise<string> {
  const file = join(root, named);
  const built = join(root, 'dist', relative(root, file).replace(/\.ts$/, '.js'));
  if (!named.endsWith('.ts') || import.meta.url.endsWith('.ts')) return checked(file);
  if (existsSync(built)) return built;
  const tsx = loaderOf(root);
  if (tsx === null) throw new Error(`${named} is TypeScript: build it to ${built}, or \`npm install --save-dev tsx\`.`);
  const { register } = (await import(pathToFileURL(tsx).href)) as { register: () => unknown };
  register();
  return checked(file);
}

function checked(file: string): string {
  if (existsSync(file)) return file;
  throw new Error(`package.json names ${file}, which does not exist.`);
}

/** The project's `tsx/esm/api` as an import finds it: what `require` would find does not work on every Node. */
function loaderOf(root: string): string | null {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve('tsx/package.json');
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { exports: Record<string, ImportedExport> };
    const api = exports['./esm/api'];
    return api === undefined ? null : join(dirname(manifest), api.import.default);
  } catch {
    return null;
  }
}

interface ImportedExport {
  readonly import: { readonly default: string };
}
