import { createTwoFilesPatch } from 'diff';
import type { Comparison } from './output.js';

/** More of one file than this is cut, and the cut is said: a person reads the diff, `git diff` shows the rest. */
const linesOfAFile = 200;
/** Differences beyond this are not searched for a shortest script, which takes quadratic time. */
const editsOfAFile = 4_000;

/** A unified diff from what is on disk to what the spec gives, `folder` before each path. */
export function unifiedDiff(folder: string, comparison: Comparison): string {
  const files = [
    ...comparison.changed,
    ...comparison.missing.map((file) => ({ ...file, before: undefined })),
    ...comparison.orphaned.map((file) => ({ ...file, text: undefined })),
  ];
  return files
    .sort((left, right) => (left.path < right.path ? -1 : 1))
    .map((file) => diffOfFile(`${folder}/${file.path}`, file.before, file.text))
    .join('');
}

function diffOfFile(path: string, before: string | undefined, after: string | undefined): string {
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  const options = {
    context: 3,
    maxEditLength: editsOfAFile,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  };
  const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, options);
  if (patch === undefined) return `--- ${from}\n+++ ${to}\n(more than ${editsOfAFile} lines differ)\n`;
  const lines = patch.trimEnd().split('\n');
  if (lines.length <= linesOfAFile) return `${lines.join('\n')}\n`;
  return `${lines.slice(0, linesOfAFile).join('\n')}\n(${lines.length - linesOfAFile} more lines)\n`;
}
