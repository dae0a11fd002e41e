import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toolwright } from './command.js';
import { contents, scratch } from './scratch.js';

test('without a terminal the name comes from the folder, and the project is whole and generated', () => {
  const folder = scratch();
  const { code, stderr } = toolwright(folder, 'init', 'My Notes 2');
  expect([code, stderr]).toEqual([0, '']);
  const files = contents(join(folder, 'My Notes 2'));
  expect(JSON.parse(files['package.json']!)).toMatchObject({
    name: 'my-notes-2',
    toolwright: { resolvers: 'resolvers' },
  });
  expect(files['spec/server.yaml']).toContain('\nname: "my-notes-2"\ntitle: "My notes 2"\n');
  expect(files['README.md']).toMatch(/^# My notes 2\n/);
  expect(files['.gitignore']).toContain('keys.json');
  expect(Object.values(files).filter((text) => /\{\{\w/.test(text))).toEqual([]);
  expect(toolwright(join(folder, 'My Notes 2'), 'generate', '--check').code).toBe(0);
});

test('a title that YAML would misread is kept as it is', () => {
  const folder = scratch();
  expect(toolwright(folder, 'init', 'x', '--name', 'null', '--title', '*: "a" & {{b}} #c').code).toBe(0);
  expect(readFileSync(join(folder, 'x/generated/server.ts'), 'utf8')).toContain(`title: '*: "a" & {{b}} #c'`);
  expect(readFileSync(join(folder, 'x/generated/server.ts'), 'utf8')).toContain("name: 'null'");
});

test.each([
  [
    ['full'],
    'FOLDER/full is not empty (a.txt), and nothing there is overwritten. Name a folder that is empty or new.\n',
  ],
  [['full/a.txt'], 'FOLDER/full/a.txt is a file. Name a folder that is empty or new.\n'],
  [
    ['new', '--name', 'My Tools'],
    'The name "My Tools" must begin with a letter and hold only lower-case letters, digits and hyphens.\n',
  ],
])('init %s is refused and writes nothing', (args, message) => {
  const folder = scratch({ 'full/a.txt': 'kept' });
  expect(toolwright(folder, 'init', ...args)).toEqual({
    code: 1,
    stdout: '',
    stderr: message.replace('FOLDER', folder),
  });
  expect(contents(folder)).toEqual({ 'full/a.txt': 'kept' });
});
