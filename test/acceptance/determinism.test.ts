import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { contents } from '../cli/scratch.js';
import { copyProject, type ProjectCopy, projectRoot } from './project-copy.js';

// Each step is a process or two, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** An empty project to which the spec comes file by file, so that the folders list them in that order. */
function projectOf(files: readonly (readonly [path: string, text: string])[]): ProjectCopy {
  const project = copyProject(['package.json']);
  onTestFinished(() => project.remove());
  for (const [path, text] of files) {
    const file = join(project.folder, 'spec', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return project;
}

it('the same spec gives the same bytes, whatever the folder, the order, the umask, the zone and the language', async () => {
  const spec = Object.entries(contents(join(projectRoot, 'spec')));
  const [one, other] = [projectOf(spec), projectOf([...spec].reverse())];
  for (const [path] of spec) {
    utimesSync(join(other.folder, 'spec', path), 0, 0);
    chmodSync(join(other.folder, 'spec', path), 0o400);
  }
  const turkish = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', FORCE_COLOR: '1' };
  const before = process.umask(0o077);
  onTestFinished(() => void process.umask(before));
  const strange = await other.toolwright(['generate'], turkish);
  process.umask(before);
  const plain = await one.toolwright(['generate'], { TZ: 'UTC', LANG: 'C' });
  expect([strange.code, plain.code]).toEqual([0, 0]);
  expect(other.contents('generated')).toEqual(one.contents('generated'));
  expect(one.contents('generated')).toEqual(contents(join(projectRoot, 'generated')));
});
