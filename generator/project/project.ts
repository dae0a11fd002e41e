import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { Mistake } from '../mistake.js';

/** Where a project keeps what. Folders are relative to `root`, with `/` between their parts. */
export interface Project {
  readonly root: string;
  readonly spec: string;
  readonly generated: string;
  readonly resolvers: string;
}

const defaults = { spec: 'spec', generated: 'generated', resolvers: 'runtime/resolvers' } as const;
type Folder = keyof typeof defaults;

/**
 * The project that `from` lies in: the nearest folder upward whose package.json has a "toolwright" section or that
 * holds `spec/server.yaml`. Throws a Mistake when there is none, or when the section is not to be understood.
 */
export function findProject(from: string): Project {
  for (let folder = from; ; folder = dirname(folder)) {
    const section = readSection(folder);
    if (section !== undefined) return { root: folder, ...defaults, ...section };
    if (existsSync(join(folder, defaults.spec, 'server.yaml'))) return { root: folder, ...defaults };
    if (dirname(folder) === folder) break;
  }
  throw new Mistake(
    `There is no Toolwright project at ${from} or above it: no package.json has a "toolwright" section and no folder ` +
      'holds spec/server.yaml. Change into a project, or begin one with `npx toolwright init <dir>`.',
  );
}

/** The path of a tool's resolver, relative to the project. */
export function resolverPath(project: Project, tool: { module: string; domain: string; stem: string }): string {
  return `${project.resolvers}/${tool.module}/${tool.domain}/${tool.stem}.ts`;
}

function readSection(folder: string): Partial<Record<Folder, string>> | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const section = parsePackage(file).toolwright;
  if (section === undefined) return undefined;
  if (typeof section !== 'object' || section === null || Array.isArray(section)) {
    throw new Mistake(`"toolwright" in ${file} must be an object such as { "spec": "spec" }.`);
  }
  const folders: Partial<Record<Folder, string>> = {};
  for (const name of Object.keys(defaults) as Folder[]) {
    const value: unknown = (section as Record<string, unknown>)[name];
    if (value !== undefined) folders[name] = checkFolder(value, `"toolwright.${name}" in ${file}`);
  }
  return folders;
}

function parsePackage(file: string): { readonly toolwright?: unknown } {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    throw new Mistake(`${file} is not valid JSON: ${(error as Error).message}.`);
  }
}

function checkFolder(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw new Mistake(`${where} must be the path of a folder.`);
  const path = relative('.', value).replaceAll('\\', '/');
  if (isAbsolute(value) || path === '' || path.startsWith('..')) {
    throw new Mistake(`${where} is ${JSON.stringify(value)}, but must be a folder inside the project, such as "spec".`);
  }
  return path;
}
