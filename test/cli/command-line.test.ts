import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { commandLine, project, toolwright } from './command.js';
import { scratch } from './scratch.js';

test.each(['generate', 'check', 'explain', 'list', 'docs', 'init', 'key', 'writes', 'migrate'])(
  '%s has --help',
  (name) => {
    const { code, stdout, stderr } = toolwright('/', name, '--help');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^Usage: toolwright ${name} `));
  },
);

test('--help names the commands of generator and server', () => {
  const { code, stdout } = toolwright('/', '--help');
  expect(code).toBe(0);
  for (const name of ['generate', 'check', 'explain', 'list', 'docs', 'init', 'key', 'writes', 'migrate']) {
    expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
  }
});

test.each([
  [['genrate'], "Unknown command 'genrate'."],
  [['list', '--token'], "Unknown option '--token'."],
  [
    ['check', '--format', 'xml'],
    "Option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, github.",
  ],
  [['explain'], "Missing required argument 'tool'."],
])('%s is told in a sentence', (args, sentence) => {
  const { code, stdout, stderr } = toolwright(project(), ...args);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr.split('\n')[0]).toBe(sentence);
  expect(stderr).toContain('`toolwright <command> --help`');
});

test('outside a project every command says so', () => {
  const folder = scratch();
  for (const args of [['generate'], ['generate', '--watch'], ['check'], ['list'], ['explain', 'x'], ['docs']]) {
    const { code, stdout, stderr } = toolwright(folder, ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^There is no Toolwright project at .* `npx toolwright init <dir>`\.\n$/);
  }
});

test('a reader that closes the pipe gets no stack trace', async () => {
  const child = spawn(process.execPath, [...commandLine, 'check', '--format', 'json'], {
    cwd: project({
      'spec/desk/notes/bad.yaml': Array.from({ length: 3_000 }, (_, line) => `key${line}: 1\n`).join(''),
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => void child.once('close', resolve));
  expect(stderr).toBe('');
  expect([0, 1]).toContain(code);
});

test('there are no colours where nobody wants them', () => {
  expect(toolwright(project(), 'explain', 'fetch-note').stdout).not.toContain('\u001b');
});
