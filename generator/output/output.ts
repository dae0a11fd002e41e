import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { OutputFile } from '../model.js';
import { isOurs, temporaryName } from './output-owner.js';

/** A file whose text on disk is not what the spec gives. */
export interface ChangedFile extends OutputFile {
  readonly before: string;
}

/** How a generated folder differs from what the spec gives. Paths are relative to that folder; all lists are sorted. */
export interface Comparison {
  readonly changed: readonly ChangedFile[];
  readonly missing: readonly OutputFile[];
  /** Written by an earlier run; nothing in the spec gives them any more. */
  readonly orphaned: readonly ChangedFile[];
  /** Not ours: named to the person, never touched. */
  readonly foreign: readonly string[];
  readonly unchanged: number;
}

export function isStale(comparison: Comparison): boolean {
  return comparison.changed.length + comparison.missing.length + comparison.orphaned.length > 0;
}

/** Compares a generated folder, which need not exist, with the files that the spec gives. */
export function compareOutput(folder: string, files: readonly OutputFile[]): Comparison {
  const expected = new Map(files.map((file) => [file.path, file]));
  const changed: ChangedFile[] = [];
  const orphaned: ChangedFile[] = [];
  const foreign: string[] = [];
  const present = new Set<string>();
  for (const path of listFiles(folder)) {
    const before = readFileSync(join(folder, path), 'utf8');
    const file = expected.get(path);
    if (file) {
      present.add(path);
      if (file.text !== before) changed.push({ ...file, before });
    } else if (isOurs(path, before)) orphaned.push({ path, text: '', before });
    else foreign.push(path);
  }
  const missing = files.filter((file) => !present.has(file.path)).sort(byPath);
  return { changed, missing, orphaned, foreign, unchanged: present.size - changed.length };
}

/**
 * The same without the disk, for a watcher: `before` is what the last run left there. Nobody else writes to a
 * generated folder, so there is nothing foreign to find.
 */
export function compareWithLast(before: readonly OutputFile[], files: readonly OutputFile[]): Comparison {
  const old = new Map(before.map((file) => [file.path, file.text]));
  const changed: ChangedFile[] = [];
  const missing: OutputFile[] = [];
  for (const file of files) {
    const text = old.get(file.path);
    if (text === undefined) missing.push(file);
    else if (text !== file.text) changed.push({ ...file, before: text });
    old.delete(file.path);
  }
  const orphaned = [...old].map(([path, text]) => ({ path, text: '', before: text }));
  const unchanged = files.length - changed.length - missing.length;
  return {
    changed: changed.sort(byPath),
    missing: missing.sort(byPath),
    orphaned: orphaned.sort(byPath),
    foreign: [],
    unchanged,
  };
}

/** Brings the folder to what the spec gives. Each file is replaced in one step: a reader sees the old or the new one. */
export function writeOutput(folder: string, comparison: Comparison): void {
  const made = new Set<string>();
  for (const { path, text } of [...comparison.changed, ...comparison.missing]) {
    const target = join(folder, path);
    const parent = dirname(target);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    const temporary = join(parent, temporaryName(basename(target)));
    writeFileSync(temporary, text);
    renameSync(temporary, target);
  }
  for (const { path } of comparison.orphaned) {
    rmSync(join(folder, path));
    removeEmptyParents(folder, path);
  }
}

function listFiles(folder: string): string[] {
  let entries: ReturnType<typeof readEntries>;
  try {
    entries = readEntries(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort(compareText);
}

function readEntries(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true });
}

function removeEmptyParents(folder: string, path: string): void {
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    if (readdirSync(join(folder, parent)).length > 0) return;
    rmdirSync(join(folder, parent));
  }
}

function byPath(left: OutputFile, right: OutputFile): number {
  return compareText(left.path, right.path);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
