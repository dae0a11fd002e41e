import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { copyProject, type ProjectCopy } from './project-copy.js';

// Each step is a process or two, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let project: ProjectCopy;
beforeEach(() => {
  project = copyProject(['spec', 'generated', 'package.json']);
});
afterEach(() => project.remove());

it('a clean tree is up to date, and looking at it changes nothing', async () => {
  const before = project.contents('.');
  const { code, out } = await project.toolwright(['generate', '--check']);
  expect([code, out]).toEqual([0, expect.stringMatching(/^generated\/ is up to date: \d+ files\.$/m)]);
  expect(project.contents('.')).toEqual(before);
});

it('a hand edit, a missing and an orphaned file are told, with a diff and what mends them', async () => {
  const clean = project.contents('.');
  const tools = 'generated/tools/marketplace/projects';
  project.edit(`${tools}/rotate_credentials.ts`, "writeMode: 'update'", "writeMode: 'read'");
  rmSync(join(project.folder, 'generated/llms.txt'));
  project.write({
    [`${tools}/purge_projects.ts`]: '// Generated from spec/marketplace/projects/purge_projects.yaml.\n',
    [`${tools}/mine.ts`]: 'export const mine = 1;\n',
  });
  const edited = project.contents('.');

  const { code, out, err } = await project.toolwright(['generate', '--check']);
  expect(code).toBe(2);
  expect(out).toMatch(
    new RegExp(
      `^--- a/${tools}/rotate_credentials\\.ts\n\\+\\+\\+ b/${tools}/rotate_credentials\\.ts\n@@ -\\d+,7 \\+\\d+,7 @@\n` +
        `(?: .*\n){3}-  writeMode: 'read',\n\\+  writeMode: 'update',\n(?: .*\n){3}`,
      'm',
    ),
  );
  expect(out).toContain('--- /dev/null\n+++ b/generated/llms.txt\n@@ -0,0 +1,');
  expect(out).toContain(`--- a/${tools}/purge_projects.ts\n+++ /dev/null\n@@ -1,1 +0,0 @@\n`);
  expect(out.slice(out.indexOf('  changed'))).toBe(
    [
      `  changed   ${tools}/rotate_credentials.ts`,
      '  missing   generated/llms.txt',
      `  orphaned  ${tools}/purge_projects.ts`,
      'generated/ is stale: 1 changed, 1 missing, 1 orphaned. Run `npx toolwright generate` and commit what it writes.',
      '',
    ].join('\n'),
  );
  expect(err).toContain(`${tools}/mine.ts is not one of Toolwright's files and was left alone.`);
  expect(project.contents('.')).toEqual(edited);

  const { [`${tools}/mine.ts`]: mine, ...mended } = await mend();
  expect(mine).toBe('export const mine = 1;\n');
  expect(mended).toEqual(clean);
});

/** Runs the command that `--check` names; what the project holds then. */
async function mend(): Promise<Readonly<Record<string, string>>> {
  expect((await project.toolwright(['generate'])).code).toBe(0);
  return project.contents('.');
}
