import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importedPackages, packageFolder } from './build-package.js';
import { type Installed, installPackage, run, type Started, start } from './install.js';

let installed: Installed;
let server: Started;

beforeAll(async () => {
  installed = installPackage();
  server = await start(installed.project);
}, 300_000);

afterAll(async () => {
  await server?.stop();
  if (installed) run('/', 'rm', '-rf', installed.folder);
});

function json(...path: readonly string[]) {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}

test('package.json lists what the packed files import, and nothing else', () => {
  const { dependencies, peerDependencies } = json(packageFolder, 'package.json');
  const { always, testing } = importedPackages();
  expect(Object.keys(dependencies)).toEqual(always);
  expect(Object.keys(peerDependencies)).toEqual(testing);
  expect(testing).toContain('vitest');
});

test('the package has generator and kernel with their types, and nothing of the marketplace', () => {
  const files = readdirSync(packageFolder, { recursive: true, encoding: 'utf8' });
  for (const entry of ['generator/main.js', 'generator/index.d.ts', 'runtime/index.d.ts', 'runtime/testing/index.js']) {
    expect(files).toContain(entry);
  }
  expect(
    files.filter((file) => /^(generated|test|spec)\/|^runtime\/(resolvers|market)\/|^runtime\/main\./.test(file)),
  ).toEqual([]);
  const code = files
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(packageFolder, file), 'utf8'));
  expect(code.filter((text) => /from '[^']*\/(market|resolvers|generated)\//.test(text))).toEqual([]);
});

test('the store for production comes with the package, on an entry of its own', () => {
  const script = "console.log(Object.keys(await import('toolwright/postgres')).join(' '))";
  expect(run(installed.project, 'node', '--input-type=module', '--eval', script)).toBe(
    'CHANGES_CHANNEL CHANNELS PRINCIPAL_CHANNEL SWITCHES_CHANNEL activeTenant cachePrincipals ' +
      'connectionOf connectionStillHolds createAccessTokens createApiKey createDatabase createJsonLinesSink createPool createPostgresStore findApiKey ' +
      'findWebSession grantTenant listen migrate revokeApiKey setActiveTenant watchWrites webConnection ' +
      'webSessionStillHolds\n',
  );
});

test('init names what it wrote and what to do next', () => {
  expect(installed.initOutput).toContain('\n  spec/notes/notes/add_note.yaml\n');
  expect(installed.initOutput).toContain('\n  .gitignore\n');
  expect(installed.initOutput).toMatch(/\nNow:\n {2}cd my-tools\n {2}npm install\n {2}npm start\n$/);
});

test('the versions that a new project asks for are those that this one is tested with', () => {
  const own = json(packageFolder, '../../package.json');
  const asked = json(installed.project, 'package.json').devDependencies;
  const tested = { ...own.dependencies, ...own.devDependencies };
  expect(asked).toEqual(Object.fromEntries(Object.keys(asked).map((name) => [name, tested[name]])));
});

test('the new project type-checks, is up to date, and proves its own declarations', () => {
  expect(run(installed.project, 'npx', 'toolwright', 'generate', '--check')).toMatch(
    /^generated\/ is up to date: \d+ files\.\n$/,
  );
  expect(run(installed.project, 'npx', 'toolwright', 'check')).toMatch(/^No mistakes in \d+ files\.\n$/);
  expect(run(installed.project, 'npm', 'test', '--silent')).toMatch(/Test Files {2}3 passed/);
}, 300_000);

test('editor modelines lead to schemas that are there', () => {
  const yaml = readdirSync(join(installed.project, 'spec'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.yaml'),
  );
  expect(yaml.length).toBe(6);
  for (const file of yaml) {
    const folder = join(installed.project, 'spec', file, '..');
    const [first, second] = readFileSync(join(installed.project, 'spec', file), 'utf8').split('\n');
    const path = /^# yaml-language-server: \$schema=(.+)$/.exec(first!)![1]!;
    expect(second).toBe(`# $schema: ${path}`);
    expect(json(folder, path).$schema, relative(installed.project, file)).toMatch(/^https?:\/\/json-schema\.org\//);
  }
});

test('a call over plain HTTP, then over MCP', async () => {
  const answer = await fetch(`${server.url}/mcp/tools/call`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tool: 'add_note', arguments: { text: 'The printer is out of paper' } }),
  });
  expect([answer.status, await answer.json()]).toEqual([
    200,
    {
      note_id: expect.stringMatching(/^note_/),
      text: { untrusted: 'The printer is out of paper' },
      created_at: expect.any(String),
    },
  ]);

  const client = new Client({ name: 'test', version: '1' });
  const requestInit = { headers: { authorization: `Bearer ${server.key}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), { requestInit }));
  try {
    expect((await client.listTools()).tools.map((tool) => tool.title)).toEqual([
      'Notes: Add a note',
      'Notes: List notes',
    ]);
    const listed = await client.callTool({ name: 'list_notes', arguments: { containing: 'PRINTER' } });
    expect(listed.structuredContent).toEqual({
      notes: [
        {
          note_id: expect.stringMatching(/^note_/),
          text: { untrusted: 'The printer is out of paper' },
          created_at: expect.any(String),
        },
      ],
      page: { limit: 20, offset: 0, total: 1, has_more: false },
    });
  } finally {
    await client.close();
  }
});

test('without the key there is no call', async () => {
  const answer = await fetch(`${server.url}/mcp/tools/call`, { method: 'POST', body: '{"tool":"list_notes"}' });
  expect(answer.status).toBe(401);
});

test('the new project is served over standard input and output', async () => {
  const client = new Client({ name: 'test', version: '1' });
  const command = ['node_modules/toolwright/generator/main.js', 'serve', '--stdio'];
  const env = { PATH: process.env.PATH ?? '', TOOLWRIGHT_KEY: server.key };
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: command,
      cwd: installed.project,
      env,
      stderr: 'ignore',
    }),
  );
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['add_note', 'list_notes']);
  await client.close();
});
