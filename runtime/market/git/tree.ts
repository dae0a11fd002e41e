import { BadRelease } from './bad-release.js';
import type { RepositoryLimits } from './limits.js';
import { type GitFolder, runGit } from './run-git.js';

/** What a commit holds, as `git ls-tree` tells it. */
export interface TreeEntry {
  readonly mode: string;
  readonly object: string;
  readonly size: number;
  readonly path: string;
}

const SYMLINK = '120000';
const mostSymlinks = 100;

/**
 * Everything in a commit, folders included. Throws BadRelease where it is too much, or where its names could lead out of
 * the folder into which Composer unpacks it.
 */
export async function readTree(
  folder: GitFolder,
  commit: string,
  limits: RepositoryLimits,
): Promise<readonly TreeEntry[]> {
  const tooMany = () => new BadRelease(`It has more than ${limits.entries} files and folders, which is the limit.`);
  const run = { most: limits.entries * 200, onOverflow: tooMany };
  const listed = await runGit(folder, ['ls-tree', '-r', '-t', '-l', '-z', '--full-tree', commit], run);
  const entries = listed.toString('utf8').split('\0').flatMap(readEntry);
  if (entries.length > limits.entries) throw tooMany();
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > limits.release)
    throw new BadRelease(`It is larger than ${limits.release} bytes unpacked, which is the limit.`);
  if (entries.filter(({ mode }) => mode === SYMLINK).length > mostSymlinks) {
    throw new BadRelease(`It has more than ${mostSymlinks} symbolic links, which is the limit.`);
  }
  const seen = new Set<string>();
  for (const { path } of entries) {
    if (!isSafePath(path)) throw new BadRelease(`It holds a path that leads elsewhere: ${JSON.stringify(path)}.`);
    if (seen.has(path)) throw new BadRelease(`It holds ${JSON.stringify(path)} twice.`);
    seen.add(path);
  }
  return entries;
}

function readEntry(line: string): readonly TreeEntry[] {
  const [, mode, object, size, path] = /^(\d{6}) \w+ ([0-9a-f]{40}) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
  if (mode === undefined || object === undefined || path === undefined) return [];
  return [{ mode, object, size: Number(size) || 0, path }];
}

export function symlinksOf(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  return entries.filter(({ mode }) => mode === SYMLINK);
}

function isSafePath(path: string): boolean {
  const names = path.split('/');
  return names.every((name) => !['', '.', '..'].includes(name) && !/^\.git$/i.test(name) && !/[\\\p{Cc}]/u.test(name));
}

/** Whether a symbolic link at `path` stays within the package that it is part of. */
export function staysInside(path: string, target: string): boolean {
  if (target === '' || target.startsWith('/') || /^[a-z]:|\\/i.test(target)) return false;
  let depth = path.split('/').length - 1;
  for (const name of target.split('/')) {
    if (name === '..') depth -= 1;
    else if (name !== '' && name !== '.') depth += 1;
    if (depth < 0) return false;
  }
  return true;
}
