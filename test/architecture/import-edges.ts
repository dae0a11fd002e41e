import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ts } from 'ts-morph';

export const root = resolve(import.meta.dirname, '../..');

export interface Edge {
  readonly from: string;
  /** A path of this repository, or a package's specifier. */
  readonly to: string;
  readonly dynamic: boolean;
}

/** Every TypeScript file below a folder, as paths from the root. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** What a file imports, type imports and dynamic ones included. */
export function edgesOf(from: string): readonly Edge[] {
  const text = readFileSync(join(root, from), 'utf8');
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    from,
    to: fileName.startsWith('.') ? target(from, fileName) : fileName,
    dynamic: /import\($/.test(text.slice(0, pos).trimEnd()),
  }));
}

function target(from: string, specifier: string): string {
  const path = resolve(root, dirname(from), specifier.replace(/\.js$/, '.ts'));
  if (!existsSync(path)) throw new Error(`${from} imports ${specifier}, and there is no ${relative(root, path)}.`);
  return relative(root, path);
}
