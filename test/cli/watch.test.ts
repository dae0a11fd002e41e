import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commandLine, project, tool } from './command.js';
import { contents, put } from './scratch.js';

const spec = 'spec/desk/notes/fetch-note.yaml';

/** A watcher whose output a test waits for: each wait begins where the one before ended. */
function watch(folder: string) {
  const child = spawn(process.execPath, [...commandLine, 'generate', '--watch'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  let look = (): void => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      look();
    });
  }
  const ended = new Promise<number | null>((resolve) => void child.once('close', resolve));
  return {
    says: (pattern: RegExp) =>
      new Promise<string>((resolve) => {
        look = () => {
          const found = pattern.exec(text);
          if (found === null) return;
          look = () => {};
          text = text.slice(found.index + found[0].length);
          resolve(found[0]);
        };
        look();
      }),
    async stop(signal: NodeJS.Signals) {
      child.kill(signal);
      return await ended;
    },
  };
}

function generatedTool(folder: string): string {
  return readFileSync(join(folder, 'generated/tools/desk/notes/fetch-note.ts'), 'utf8');
}

test('a change is written, a mistake leaves the last good output, its mending is written; Ctrl-C ends it well', async () => {
  const folder = project();
  const watcher = watch(folder);
  await watcher.says(/Watching spec\/\. Ctrl-C ends it\.\n/);
  expect(generatedTool(folder)).toContain('One note by its number.');

  put(folder, { [spec]: tool.replace('One note', 'A note') });
  expect(await watcher.says(/Wrote generated\/: .*\n/)).toMatch(/: \d changed, 0 new, 0 removed, \d+ as before\.\n/);
  expect(generatedTool(folder)).toContain('A note by its number.');

  const good = contents(join(folder, 'generated'));
  put(folder, { [spec]: tool.replace('note:read', 'note:raed') });
  await watcher.says(/error unknown-privilege: [\s\S]*Nothing was written\.\n/);
  expect(contents(join(folder, 'generated'))).toEqual(good);

  put(folder, { [spec]: tool });
  await watcher.says(/Wrote generated\/: .*\n/);
  expect(generatedTool(folder)).toContain('One note by its number.');
  expect(await watcher.stop('SIGINT')).toBe(0);
});

test('a tool that comes is written with its stub told once, and goes with its files', async () => {
  const folder = project();
  const watcher = watch(folder);
  await watcher.says(/Watching /);
  const other = 'spec/desk/notes/other.yaml';
  put(folder, { [other]: tool.replace(/^aliases.*\n/m, '') });
  await watcher.says(/Wrote generated\/: \d+ changed, 5 new, /);
  await watcher.says(/1 resolver is not written yet[\s\S]*resolvers\/desk\/notes\/other\.ts[\s\S]*};\n/);
  rmSync(join(folder, other));
  const told = await watcher.says(/[\s\S]*Wrote generated\/: .*\n/);
  expect(told).toMatch(/ {2}removed {3}generated\/tools\/desk\/notes\/other\.ts\n/);
  expect(told).toMatch(/ 5 removed, /);
  expect(Object.keys(contents(join(folder, 'generated'))).filter((path) => path.includes('other'))).toEqual([]);
  expect(await watcher.stop('SIGTERM')).toBe(0);
});
