import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, tool, toolwright } from './command.js';
import { contents, put } from './scratch.js';

const spec = 'spec/desk/notes/fetch-note.yaml';

function generated(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(contents(folder)).filter(([path]) => path.startsWith('generated/')));
}

test('the first run writes everything, the second nothing, and --check agrees', () => {
  const folder = project();
  const first = toolwright(folder, 'generate');
  expect([first.code, first.stderr]).toEqual([0, '']);
  const written = generated(folder);
  const number = Object.keys(written).length;
  expect(first.stdout).toContain(`\nWrote generated/: 0 changed, ${number} new, 0 removed, 0 as before.\n`);
  expect(Object.keys(written)).toContain('generated/tools/desk/notes/fetch-note.ts');

  const upToDate = { code: 0, stdout: `generated/ is up to date: ${number} files.\n`, stderr: '' };
  expect(toolwright(folder, 'generate')).toEqual(upToDate);
  expect(toolwright(join(folder, 'spec/desk'), 'generate', '--check')).toEqual(upToDate);
  expect(generated(folder)).toEqual(written);
});

test('--check shows what is stale as a diff, writes nothing and exits 2; generate mends it', () => {
  const folder = project();
  toolwright(folder, 'generate');
  const good = generated(folder);
  put(folder, {
    'generated/llms.txt': `${good['generated/llms.txt']}edited\n`,
    'generated/tools/desk/notes/gone.ts': '// Generated from spec/desk/notes/gone.yaml. Change that file.\n',
    'generated/mine.md': 'mine\n',
  });
  const stale = generated(folder);
  const check = toolwright(folder, 'generate', '--check');
  expect(check.code).toBe(2);
  expect(check.stdout).toMatch(
    /--- a\/generated\/llms\.txt\n\+\+\+ b\/generated\/llms\.txt\n@@ [^\n]+ @@\n( [^\n]*\n)+-edited\n--- a\/generated\/tools\/desk\/notes\/gone\.ts\n\+\+\+ \/dev\/null\n/,
  );
  expect(check.stdout.split('\n').slice(-4)).toEqual([
    '  changed   generated/llms.txt',
    '  orphaned  generated/tools/desk/notes/gone.ts',
    'generated/ is stale: 1 changed, 0 missing, 1 orphaned. Run `npx toolwright generate` and commit what it writes.',
    '',
  ]);
  expect(check.stderr).toBe(
    "generated/mine.md is not one of Toolwright's files and was left alone. Move it elsewhere: this folder is only for what is generated.\n",
  );
  expect(generated(folder)).toEqual(stale);

  const mended = toolwright(folder, 'generate');
  expect(mended.code).toBe(0);
  expect(mended.stdout).toContain('  removed   generated/tools/desk/notes/gone.ts\n');
  expect(generated(folder)).toEqual({ ...good, 'generated/mine.md': 'mine\n' });
});

test('every mistake of a run is told, and nothing is written while one stands', () => {
  const folder = project();
  toolwright(folder, 'generate');
  const good = generated(folder);
  put(folder, {
    [spec]: tool.replace('note:read', 'note:raed'),
    'spec/desk/notes/other.yaml': tool.replace('write_mode: read', 'write_mode: raed').replace(/^aliases.*\n/m, ''),
  });
  for (const args of [['generate'], ['generate', '--check']]) {
    const { code, stdout, stderr } = toolwright(folder, ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/fetch-note\.yaml:4:12 - error unknown-privilege: .*Did you mean 'note:read'\?/);
    expect(stderr).toMatch(/other\.yaml:5:13 - error /);
    expect(stderr).toMatch(/\n2 errors\. Nothing was written\.\n$/);
  }
  expect(generated(folder)).toEqual(good);
});

test('a missing resolver is named, with a beginning that has the right signature', () => {
  const folder = project({
    'spec/desk/notes/burn-note.yaml': tool.replace(/^aliases.*\n/m, '').replace('One note', 'Ashes'),
  });
  const { code, stdout } = toolwright(folder, 'generate');
  expect(code).toBe(0);
  expect(stdout.slice(stdout.indexOf('\n\n'))).toBe(`

1 resolver is not written yet, and nothing type-checks until it is. To begin with:

// resolvers/desk/notes/burn-note.ts
import type { Resolver } from '../../../generated/tools/desk/notes/burn-note.js';

/** Ashes by its number. */
export const burnNote = (): Resolver => async (_input, _ctx) => {
  throw new Error('Write me');
};
`);
});

test('--check and --watch together are refused', () => {
  expect(toolwright(project(), 'generate', '--check', '--watch')).toEqual({
    code: 1,
    stdout: '',
    stderr: '--check looks once and writes nothing, --watch stays and writes: choose one of them.\n',
  });
});

test('what the system refuses is a sentence', () => {
  const folder = project({ 'generated/llms.txt/in-the-way.txt': '' });
  const { code, stderr } = toolwright(folder, 'generate');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The system refused: .*llms\.txt.*\.\n$/m);
  expect(stderr).not.toMatch(/^ {4}at /m);
});

test('check tells the same mistakes for people, programs and GitHub', () => {
  const folder = project();
  expect(toolwright(folder, 'check')).toEqual({ code: 0, stdout: 'No mistakes in 3 files.\n', stderr: '' });
  put(folder, { [spec]: tool.replace('note:read', 'note:raed') });
  const text = toolwright(folder, 'check');
  expect([text.code, text.stderr]).toEqual([1, '']);
  expect(text.stdout).toContain(`${spec}:4:12 - error unknown-privilege: `);
  const json = toolwright(folder, 'check', '--format', 'json');
  expect(JSON.parse(json.stdout)).toEqual([
    expect.objectContaining({ code: 'unknown-privilege', severity: 'error', file: spec, line: 4, column: 12 }),
  ]);
  const github = toolwright(folder, 'check', '--format', 'github');
  expect([json.code, github.code]).toEqual([1, 1]);
  expect(github.stdout).toMatch(/^::error file=spec\/desk\/notes\/fetch-note\.yaml,line=4,col=12,/);
  expect(readFileSync(join(folder, spec), 'utf8')).toContain('note:raed');
});
