import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Migration } from './migrate.js';

/**
 * The migrations of the project in a folder: the one list that the module exports which its package.json names under
 * `toolwright.migrations`; none where nothing is named. A TypeScript module is taken from `dist/` where this code runs
 * compiled itself.
 */
export async function readProjectMigrations(folder: string): Promise<readonly Migration[]> {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return [];
  const { toolwright } = JSON.parse(readFileSync(manifest, 'utf8')) as { toolwright?: { migrations?: unknown } };
  const named = toolwright?.migrations;
  if (named === undefined) return [];
  if (typeof named !== 'string') throw new Error(`"toolwright.migrations" in ${manifest} is not the path of a module.`);
  const file = runnable(folder, named);
  if (!existsSync(file)) {
    throw new Error(`${manifest} names ${named} as the project's migrations, and ${file} does not exist. Build first?`);
  }
  const exported = Object.values((await import(pathToFileURL(file).href)) as object);
  const lists = exported.filter((value): value is readonly Migration[] => Array.isArray(value));
  const [list] = lists;
  if (list && lists.length === 1) return list;
  throw new Error(`${file} exports ${lists.length} lists. Export one: the migrations, in the order they are made.`);
}

function runnable(folder: string, named: string): string {
  const file = join(folder, named);
  if (!named.endsWith('.ts') || import.meta.url.endsWith('.ts')) return file;
  return join(folder, 'dist', relative(folder, file).replace(/\.ts$/, '.js'));
}
