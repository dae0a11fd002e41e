import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareOutput, compareWithLast, isStale, writeOutput } from '../../generator/output/output.js';
import { unifiedDiff } from '../../generator/output/output-diff.js';
import { contents, put, scratch } from './scratch.js';

const tool = '// Generated from spec/a.yaml. Change that file.\nexport const a = 1;\n';

test('a folder that does not exist misses everything and is stale', () => {
  const folder = join(scratch(), 'generated');
  const comparison = compareOutput(folder, [{ path: 'tools/m/d/a.ts', text: tool }]);
  expect(comparison).toEqual({
    changed: [],
    missing: [{ path: 'tools/m/d/a.ts', text: tool }],
    orphaned: [],
    foreign: [],
    unchanged: 0,
  });
  expect(isStale(comparison)).toBe(true);
});

test('changed, missing, orphaned, foreign and unchanged files are told apart', () => {
  const folder = scratch({
    'tools/m/d/a.ts': tool,
    'tools/m/d/gone.ts': tool,
    'schemas/m/d/gone.input.json': '{}\n',
    'llms.txt': 'old\n',
    'notes.md': 'mine\n',
    'tools/m/d/mine.ts': 'export const mine = 1;\n',
  });
  const comparison = compareOutput(folder, [
    { path: 'tools/m/d/a.ts', text: tool },
    { path: 'llms.txt', text: 'new\n' },
    { path: 'docs/index.md', text: '# Docs\n' },
  ]);
  expect(comparison).toEqual({
    changed: [{ path: 'llms.txt', before: 'old\n', text: 'new\n' }],
    missing: [{ path: 'docs/index.md', text: '# Docs\n' }],
    orphaned: [
      { path: 'schemas/m/d/gone.input.json', before: '{}\n', text: '' },
      { path: 'tools/m/d/gone.ts', before: tool, text: '' },
    ],
    foreign: ['notes.md', 'tools/m/d/mine.ts'],
    unchanged: 1,
  });
});

test('writing brings the folder up to date, removes orphans with their empty folders and leaves a person’s files', () => {
  const folder = scratch({
    'tools/m/d/gone.ts': tool,
    'tools/m/old/gone.ts': tool,
    'tools/m/d/mine.ts': 'export const mine = 1;\n',
  });
  const files = [{ path: 'tools/m/e/a.ts', text: tool }];
  writeOutput(folder, compareOutput(folder, files));
  expect(contents(folder)).toEqual({ 'tools/m/d/mine.ts': 'export const mine = 1;\n', 'tools/m/e/a.ts': tool });
  expect(isStale(compareOutput(folder, files))).toBe(false);
});

test('a file that is right already is not written again', () => {
  const folder = scratch({ 'llms.txt': 'same\n', 'openapi.json': '{}\n' });
  const before = statSync(join(folder, 'llms.txt'), { bigint: true });
  writeOutput(
    folder,
    compareOutput(folder, [
      { path: 'llms.txt', text: 'same\n' },
      { path: 'openapi.json', text: '{ }\n' },
    ]),
  );
  const after = statSync(join(folder, 'llms.txt'), { bigint: true });
  expect([after.mtimeNs, after.ino]).toEqual([before.mtimeNs, before.ino]);
  expect(contents(folder)).toEqual({ 'llms.txt': 'same\n', 'openapi.json': '{ }\n' });
});

test('what a killed run left half written is an orphan', () => {
  const folder = scratch({ 'tools/m/d/.a.ts.toolwright-tmp': '// Gen' });
  expect(compareOutput(folder, []).orphaned.map((file) => file.path)).toEqual(['tools/m/d/.a.ts.toolwright-tmp']);
});

test('a folder in the place of a file is refused by name and nothing else is lost', () => {
  const folder = scratch({ 'llms.txt/inner.txt': 'x' });
  mkdirSync(join(folder, 'docs'));
  const comparison = compareOutput(folder, [{ path: 'llms.txt', text: 'new\n' }]);
  expect(() => writeOutput(folder, comparison)).toThrow(/llms\.txt/);
  expect(contents(folder)['llms.txt/inner.txt']).toBe('x');
});

test('a watcher compares with what the last run wrote', () => {
  const comparison = compareWithLast(
    [
      { path: 'b', text: '1' },
      { path: 'c', text: '1' },
      { path: 'a', text: '1' },
    ],
    [
      { path: 'd', text: '1' },
      { path: 'b', text: '2' },
      { path: 'a', text: '1' },
    ],
  );
  expect(comparison).toEqual({
    changed: [{ path: 'b', before: '1', text: '2' }],
    missing: [{ path: 'd', text: '1' }],
    orphaned: [{ path: 'c', before: '1', text: '' }],
    foreign: [],
    unchanged: 1,
  });
});

test('the unified diff shows changed, missing and orphaned files in order of path', () => {
  const folder = scratch({ 'llms.txt': 'one\ntwo\n', 'docs/old.md': 'old\n' });
  const comparison = compareOutput(folder, [
    { path: 'llms.txt', text: 'one\n2\n' },
    { path: 'openapi.json', text: '{}\n' },
  ]);
  expect(unifiedDiff('generated', comparison)).toBe(
    [
      '--- a/generated/docs/old.md',
      '+++ /dev/null',
      '@@ -1,1 +0,0 @@',
      '-old',
      '--- a/generated/llms.txt',
      '+++ b/generated/llms.txt',
      '@@ -1,2 +1,2 @@',
      ' one',
      '-two',
      '+2',
      '--- /dev/null',
      '+++ b/generated/openapi.json',
      '@@ -0,0 +1,1 @@',
      '+{}',
      '',
    ].join('\n'),
  );
});

test('a long difference is cut and says so', () => {
  const folder = scratch();
  put(folder, { 'llms.txt': '' });
  const long = Array.from({ length: 500 }, (_, line) => `${line}\n`).join('');
  const lines = unifiedDiff('generated', compareOutput(folder, [{ path: 'llms.txt', text: long }])).split('\n');
  expect(lines.length).toBe(202);
  expect(lines.at(-2)).toBe('(303 more lines)');
});
