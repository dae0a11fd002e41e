import { describe, expect, test } from 'vitest';
import { program as marketplace } from '../../generated/program.js';
import type { Kernel } from '../../runtime/call/call.js';
import { createKernel } from '../../runtime/kernel.js';
import type { Principal, Standing } from '../../runtime/principal.js';
import { createMemoryStore } from '../../runtime/store/memory/memory-store.js';
import type { Handler, Program } from '../../runtime/tool.js';
import type { OfferedTool } from '../../runtime/web/offered-tool.js';
import { readTicks, type ToolTree, toolTree } from '../../runtime/web/tool-tree.js';
import { log } from '../market/market.js';
import { program as desk } from '../server/program.js';

function kernelOf(program: Program, now = new Date('2026-11-21T12:00:00Z')): Kernel {
  const run = async () => ({});
  const resolvers = [
    ...program.tools.map((tool): Handler => ({ tool, run })),
    ...(program.resources ?? []).map((resource) => ({ resource, run })),
  ];
  const bare = { ...program, resources: program.resources ?? [], prompts: [] };
  return createKernel(
    {
      program: { ...bare, resources: bare.resources.map(({ complete: _, ...resource }) => resource) },
      resolvers,
      host: { identify: async () => null, store: createMemoryStore({}), now: () => now },
    },
    log,
  );
}

function person(standing: Partial<Standing>, scopes: readonly string[] = ['mcp:read', 'mcp:write']): Principal {
  const active = { contexts: { org: 'org_1' }, audiences: ['member'], role: 'writer', ...standing };
  return {
    id: 'ana',
    name: 'Ana',
    connection: { id: 'web_1', kind: 'session', scopes, tools: [], writes: true, confirm: 'ask', session: null },
    active,
    standings: [active],
  };
}

const toolsOf = ({ modules }: ToolTree): readonly OfferedTool[] =>
  modules.flatMap(({ domains }) => domains.flatMap(({ tools }) => tools));
const find = (tree: ToolTree, name: string) => toolsOf(tree).find((tool) => tool.name === name);
const form = (...names: string[]) => new URLSearchParams(names.map((name) => ['tool', name]));

const [removeNote, auditDesk, listNotes, getNote] = desk.tools as [Tool, Tool, Tool, Tool];
type Tool = Program['tools'][number];

/** `list_notes` brings `get_note`, which brings `peek`; `remove_note` waits for `list_notes`. */
const linked: Program = {
  ...desk,
  tools: [
    { ...removeNote, dependsOn: { session: [{ tool: 'list_notes', reason: 'Look first.' }] } },
    { ...listNotes, dependsOn: { allowlist: ['get_note'] } },
    { ...getNote, dependsOn: { allowlist: ['peek'] } },
    { ...getNote, name: 'peek', title: 'Notes: Peek', description: '"Is it there?" Looks. Says no more.' },
    auditDesk,
  ],
};

describe('the tree of tools', () => {
  test('says of each what it does, whether it reads, writes, destroys, and what it depends on', () => {
    const { everything, modules } = toolTree(kernelOf(linked), person({}), 'suggested');
    expect(everything).toBe(false);
    expect(modules.map(({ title, domains }) => [title, domains.map(({ label }) => label)])).toEqual([
      [null, ['Notes']],
    ]);
    const read = {
      mode: 'read',
      modeWord: 'reads',
      destructive: false,
      waitsFor: [],
      without: [],
      asksFirst: false,
      unavailable: null,
      ticked: true,
    };
    const [get, list, peek] = [
      { name: 'get_note', title: 'Get a note' },
      { name: 'list_notes', title: 'List notes' },
      { name: 'peek', title: 'Peek' },
    ];
    expect(modules[0]?.domains[0]?.tools).toEqual([
      {
        ...read,
        name: 'audit_desk',
        title: 'Desk: Audit',
        sentence: 'For staff alone.',
        brings: [],
        unavailable: 'It is only for: “Looks after the desk”.',
        ticked: false,
      },
      { ...read, ...get, sentence: 'One note by its id.', brings: [peek] },
      { ...read, ...list, sentence: 'All notes.', brings: [get, peek] },
      { ...read, ...peek, sentence: 'Looks.', brings: [] },
      {
        ...read,
        name: 'remove_note',
        title: 'Remove a note',
        sentence: 'Removes a note for good and tells its readers.',
        mode: 'write',
        modeWord: 'writes',
        destructive: true,
        brings: [],
        waitsFor: [list],
        ticked: false,
      },
    ]);
    expect(modules[0]?.domains[0]?.counts).toEqual({ ticked: 3, available: 4, writing: 1, destructive: 1 });
  });

  test('shows what a role lacks, not less', () => {
    const tree = toolTree(kernelOf(desk), person({ role: 'reader' }), null);
    expect(find(tree, 'remove_note')).toMatchObject({ unavailable: 'Your role lacks “Remove”.', ticked: false });
    expect(find(tree, 'get_note')).toMatchObject({ unavailable: null, ticked: true });
    expect(tree.everything).toBe(true);
  });

  test('a role’s own privileges count in the place of the declared ones', () => {
    const standing = { role: 'custom', privileges: ['desk:note:remove'] };
    const tree = toolTree(kernelOf(desk), person(standing), null);
    expect(toolsOf(tree).flatMap(({ name, unavailable }) => (unavailable === null ? [name] : []))).toEqual([
      'remove_note',
    ]);
  });

  test('what the scopes do not cover is there to be ticked, and said to ask first', () => {
    const tree = toolTree(kernelOf(desk), person({}, ['mcp:read']), ['remove_note']);
    expect(find(tree, 'remove_note')).toMatchObject({ asksFirst: true, unavailable: null, ticked: true });
    expect(find(tree, 'get_note')).toMatchObject({ asksFirst: false, ticked: false });
  });

  test('what an allow-list brings along is ticked as well', () => {
    const tree = toolTree(kernelOf(linked), person({}), ['list_notes']);
    expect(toolsOf(tree).flatMap(({ name, ticked }) => (ticked ? [name] : []))).toEqual([
      'get_note',
      'list_notes',
      'peek',
    ]);
  });

  test('a retired tool is not there', () => {
    const retired = { ...getNote, deprecated: { since: '2026-01-01', sunset: '2026-11-21' } };
    const program = { ...desk, tools: [retired, listNotes] };
    expect(toolsOf(toolTree(kernelOf(program), person({}), null)).map(({ name }) => name)).toEqual(['list_notes']);
  });

  test('several modules are told apart', () => {
    const { desk: first } = desk.server.modules as { desk: NonNullable<Program['server']['modules'][string]> };
    const second = { ...first, name: 'shop', title: 'Shop', domains: { till: 'Till' } };
    const program = {
      ...desk,
      server: { ...desk.server, modules: { desk: first, shop: second, idle: { ...first, name: 'idle' } } },
      tools: [getNote, { ...listNotes, name: 'list_tills', module: 'shop', domain: 'till' }],
    };
    const { modules } = toolTree(kernelOf(program), person({}), null);
    expect(modules.map(({ title, domains }) => [title, domains.map(({ label }) => label)])).toEqual([
      ['Desk', ['Notes']],
      ['Shop', ['Till']],
    ]);
  });

  test('of the marketplace: actions that a role does not open, resources beside tools', () => {
    const kernel = kernelOf(marketplace);
    const developer = { audiences: ['buyer'], role: 'developer' };
    const tree = toolTree(kernel, person(developer), 'suggested');
    expect(find(tree, 'manage_license')).toMatchObject({
      title: 'Manage a licence',
      without: ['cancel'],
      unavailable: null,
      destructive: true,
      ticked: false,
    });
    expect(find(tree, 'delete_project')?.unavailable).toBe('Your role lacks “Delete projects”.');
    expect(find(tree, 'add_package_from_repo')?.unavailable).toBe('It is only for: “Sells packages”.');
    expect(find(tree, 'whoami')?.sentence).toBe(
      'The caller, the active organization and role, what this connection allows, open invites.',
    );
    const [market] = tree.modules;
    expect(market?.domains.map(({ label }) => label)).toEqual([
      ...['Account', 'Billing', 'Cart', 'Catalogue', 'Git', 'Licences', 'Orders', 'Organizations', 'Packages'],
      ...['Projects', 'Vendors', 'Webhooks', 'Resources'],
    ]);
    expect(toolsOf(tree)).toHaveLength(marketplace.tools.length + (marketplace.resources ?? []).length);
  });
});

describe('what a form says of the tree', () => {
  const kernel = kernelOf(linked);

  test('what is ticked, with what that brings along', () => {
    expect(readTicks(kernel, person({}), form('list_notes'))).toEqual(['get_note', 'list_notes', 'peek']);
    expect(readTicks(kernel, person({}), form('remove_note'))).toEqual(['remove_note']);
  });

  test('nothing ticked is nothing', () => {
    expect(readTicks(kernel, person({}), form())).toEqual([]);
    expect(readTicks(kernel, person({}), new URLSearchParams({ tools: 'ticked' }))).toEqual([]);
  });

  test('everything only in so many words, never because every box is ticked', () => {
    expect(readTicks(kernel, person({}), new URLSearchParams({ tools: 'all' }))).toBeNull();
    const every = ['remove_note', 'list_notes', 'get_note', 'peek', 'audit_desk'];
    expect(readTicks(kernel, person({}), form(...every))).toEqual(['get_note', 'list_notes', 'peek', 'remove_note']);
  });

  test('a forged form widens nothing: unknown tools, and those of other roles and audiences, count for nothing', () => {
    const reader = person({ role: 'reader' });
    expect(readTicks(kernel, reader, form('peek', 'remove_note', 'audit_desk', 'no_such_tool', '*', ''))).toEqual([
      'peek',
    ]);
    // A name of before is none of today's.
    expect(readTicks(kernel, person({}), form('delete_note'))).toEqual([]);
  });
});
