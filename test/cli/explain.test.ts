import { expect, test } from 'vitest';
import { project, tool, toolwright } from './command.js';

test('a tool is found by wire name, old name, file and module/file', () => {
  const folder = project({ 'spec/shop/module.yaml': shop, 'spec/shop/notes/shop.note.get.yaml': dotted });
  const expected = toolwright(folder, 'explain', 'desk-fetch-note');
  expect([expected.code, expected.stderr]).toEqual([0, '']);
  for (const name of ['get-note', 'fetch-note', 'desk/fetch-note']) {
    expect(toolwright(folder, 'explain', name)).toEqual(expected);
  }
  expect(toolwright(folder, 'explain', 'shop.note.get')).toEqual(toolwright(folder, 'explain', 'shop_note_get'));
  expect(toolwright(folder, 'explain', 'shop.note.get').stdout).toMatch(/^# shop_note_get, also shop\.note\.get\n/);
});

test('every value stands with its origin', () => {
  const { stdout } = toolwright(project(), 'explain', 'fetch-note');
  expect(stdout.replaceAll(/ {2,}# /g, '  # ').split('\n')).toEqual([
    '# desk-fetch-note, also get-note',
    '# spec/desk/notes/fetch-note.yaml',
    'title: "Notes: Fetch a note"  # declared, line 1',
    'description: One note by its number.  # declared, line 2',
    'audience: [ member ]  # declared, line 3',
    'context: none  # default: none unless said',
    'requires: [ desk:note:read ]  # declared, line 4',
    'write_mode: read  # declared, line 5',
    'effects: none  # default: none unless said',
    'open_world: false  # default: where it has effects',
    'destructive: false  # default: delete is, the rest is not',
    'idempotent: true  # default: read and delete are, the rest is not',
    'confirm: false  # default: nobody is asked unless said',
    'dry_run: false  # default: off unless said',
    'idempotency: false  # default: on for all but read',
    'input: { number: "integer, at least 1" }  # declared, line 7',
    'output: { properties: { text: "string, at most 50 characters, required" } }  # declared, line 8',
    'formats: none  # default: concise and detailed where a type has detail properties',
    'progress: false  # default: none unless said',
    'timeout: 30s  # default: 30 seconds',
    'aliases: [ get-note ]  # declared, line 9',
    'examples: [ The first (as reader) ]  # declared, line 11',
    'prefix: desk-  # spec/desk/module.yaml:2',
    'naming: { tools: kebab, parameters: snake }  # spec/desk/module.yaml:3',
    'envelope: bare  # spec/desk/module.yaml:4',
    '',
  ]);
});

test('--as says which gate refuses, or that it passes', () => {
  const folder = project();
  expect(toolwright(folder, 'explain', 'fetch-note', '--as', 'nobody').stdout).toMatch(
    /\n\nnobody: .*role: guest.*\nrefused {2}desk-fetch-note: FORBIDDEN at the gate 'privilege', without desk:note:read\.\n$/,
  );
  expect(toolwright(folder, 'explain', 'fetch-note', '--as', 'reader').stdout).toMatch(
    /\npasses {3}desk-fetch-note: context, audience, privileges and write gate let reader through\. .*\n$/,
  );
});

test('a name that nobody knows gets a suggestion', () => {
  const folder = project();
  expect(toolwright(folder, 'explain', 'fetch-notes')).toEqual({
    code: 1,
    stdout: '',
    stderr: "There is no tool 'fetch-notes'. Did you mean 'fetch-note'? `npx toolwright list` names them all.\n",
  });
  expect(toolwright(folder, 'explain', 'fetch-note', '--as', 'raeder')).toEqual({
    code: 1,
    stdout: '',
    stderr: "There is no principal 'raeder' in server.yaml. Did you mean 'reader'? There are: nobody, reader.\n",
  });
});

test('list shows write mode, privileges and dependencies, and marks what nobody reaches', () => {
  const folder = project({
    'spec/desk/notes/burn-note.yaml': tool
      .replace(/^aliases.*\n/m, '')
      .replace('note:read', 'note:burn')
      .replace(
        'write_mode: read',
        'write_mode: delete\nidempotency: false\ndepends_on: { session: [{ tool: fetch-note, reason: Look first. }] }',
      )
      .replace('expect: {}', 'expect_error: FORBIDDEN'),
  });
  const { code, stdout, stderr } = toolwright(folder, 'list');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`TOOL              WRITES  PRIVILEGES      DEPENDS ON       LIMITS
desk-burn-note !  delete  desk:note:burn  desk-fetch-note  -
desk-fetch-note   read    desk:note:read  -                -
! Nobody reaches 'desk-burn-note': no role grants desk:note:burn.
`);
  expect(JSON.parse(toolwright(folder, 'list', '--format', 'json').stdout)[0]).toEqual({
    name: 'desk-burn-note',
    module: 'desk',
    domain: 'notes',
    write_mode: 'delete',
    privileges: ['desk:note:burn'],
    depends_on: ['desk-fetch-note'],
    unreachable: "Nobody reaches 'desk-burn-note': no role grants desk:note:burn.",
    limits: [],
  });
});

test('list --tokens counts what hosts send, and the mean', () => {
  const { code, stdout } = toolwright(project(), 'list', '--tokens');
  const tokens = Number(/^desk-fetch-note +(\d+)$/m.exec(stdout)?.[1]);
  expect(code).toBe(0);
  expect(tokens).toBeGreaterThan(40);
  expect(tokens).toBeLessThan(120);
  expect(stdout).toBe(
    `TOOL             TOKENS\ndesk-fetch-note  ${String(tokens).padStart(6)}\nmean ${tokens} of 150; dearest ${tokens} of 400\n`,
  );
});

test('what only looks shows the mistakes that keep it from looking', () => {
  const folder = project({ 'spec/desk/notes/fetch-note.yaml': tool.replace('note:read', 'note:raed') });
  for (const args of [['list'], ['explain', 'fetch-note']]) {
    const { code, stdout, stderr } = toolwright(folder, ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error unknown-privilege: ');
  }
});

const shop = `title: Shop
naming: { tools: dotted, parameters: snake }
envelope: bare
privileges:
  note: { title: Notes, grants: { read: See notes } }
`;
const dotted = tool.replace(/^aliases.*\n/m, '').replace(/examples:[\s\S]*/, '');
