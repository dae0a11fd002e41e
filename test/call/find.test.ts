import { describe, expect, test } from 'vitest';
import { visibleTools } from '../../runtime/call/visible-tools.js';
import type { Handler } from '../../runtime/tool.js';
import { caller, Desk, object, standing, tool, writing } from './desk.js';

const unknown = (name: string, meant?: string) => {
  const message = `Unknown tool: ${name}${meant === undefined ? '' : ` (did you mean '${meant}'?)`}`;
  return {
    refused: true,
    gate: 'find',
    code: 'UNKNOWN_TOOL',
    message,
    http: 404,
    rpc: -32602,
    channel: 'rpc',
    body: { error: message, code: 'UNKNOWN_TOOL', gate: 'find', ...(meant && { did_you_mean: meant }) },
  };
};

const renamed = tool({
  name: 'catalog_note_get',
  dotted: 'catalog.note.get',
  input: object({ note_id: { type: 'string' } }),
  output: { kind: 'object', shape: object({ note_id: { type: 'string' } }) },
  aliases: [
    { name: 'read_note', rename: { id: 'note_id' } },
    { name: 'note', adapt: true },
  ],
});
const echo = async (input: never) => input;

describe('find', () => {
  test.each([['catalog_note_get'], ['catalog.note.get'], ['read_note']])('by the name %s', async (name) => {
    const outcome = await new Desk(renamed, echo).call({ note_id: 'n1' }, { name });
    expect(outcome).toMatchObject({ refused: false, value: { note_id: 'n1' } });
  });

  test('an alias may rename arguments, which the tool’s own name does not', async () => {
    const desk = new Desk(renamed, echo);
    expect(await desk.call({ id: 'n1' }, { name: 'read_note' })).toMatchObject({ value: { note_id: 'n1' } });
    expect(await desk.call({ id: 'n1' })).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(await desk.call({ id: 'n1', note_id: 'n2' }, { name: 'read_note' })).toMatchObject({
      body: { details: { id: ['The id field is not known'] } },
    });
  });

  test('an alias may reshape arguments by code, and what comes out is validated', async () => {
    const desk = new Desk(renamed, echo);
    const handler = desk.kernel.handlers.get('note');
    (handler as { adapt?: Handler['adapt'] }).adapt = { note: (old) => ({ note_id: (old.ids as string[])[0] }) };
    expect(await desk.call({ ids: ['n1'] }, { name: 'note' })).toMatchObject({ value: { note_id: 'n1' } });
    expect(await desk.call({ ids: [7] }, { name: 'note' })).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(await desk.call({}, { name: 'note' })).toMatchObject({ code: 'VALIDATION_ERROR' });
  });

  test.each([
    ['catalog_note_gte', 'catalog_note_get'],
    ['CATALOG_NOTE_GET', 'catalog_note_get'],
    ['weather', undefined],
  ])('%s is unknown', async (name, meant) => {
    expect(await new Desk(renamed).call({}, { name })).toEqual(unknown(name, meant));
  });

  test('what the caller may not see is not suggested', async () => {
    const principal = caller({ role: 'none' });
    expect(await new Desk(renamed).call({}, { name: 'catalog_note_gte', principal })).toEqual(
      unknown('catalog_note_gte'),
    );
  });

  test('a hostile name is neither echoed whole nor searched for ever', async () => {
    const outcome = await new Desk(renamed).call({}, { name: `\u202e${'x'.repeat(100_000)}` });
    expect(outcome).toMatchObject({ code: 'UNKNOWN_TOOL', message: `Unknown tool: ${'x'.repeat(199)}…` });
  });

  test('the server’s switch, and one tool’s', async () => {
    const off = await new Desk(tool(), undefined, { switches: { enabled: false } }).call();
    expect(off).toMatchObject({ gate: 'find', code: 'SERVER_DISABLED', http: 503, rpc: -32015 });
    const disabled = { switches: { disabledTools: new Set(['get_note']) } };
    expect(await new Desk(tool(), undefined, disabled).call()).toMatchObject({
      code: 'SERVER_DISABLED',
      message: "The server is switched off for the moment. This holds for 'get_note' alone; other tools answer.",
    });
  });

  test('a store that is down is an internal error, not a rejection', async () => {
    const desk = new Desk(tool());
    desk.kernel.host.store.switches = async () => Promise.reject(new Error('no connection'));
    expect(await desk.call()).toMatchObject({ code: 'INTERNAL_ERROR' });
  });
});

describe('visible tools', () => {
  const change = tool(writing);
  const desk = new Desk(tool(), undefined, { more: [{ tool: change, run: async () => ({}) }] });
  const names = (principal = caller()) => visibleTools(desk.kernel, principal).map(({ name }) => name);

  test('are those that audience and privileges open, sorted', () => {
    expect(names()).toEqual(['change_note', 'get_note']);
    expect(names(caller({ role: 'reader' }))).toEqual(['get_note']);
    expect(names(caller({ audiences: ['staff'] }))).toEqual([]);
  });

  test('in any granted standing, whichever is active', () => {
    const reader = { ...standing, role: 'reader' };
    expect(names({ ...caller(), active: reader, standings: [reader, standing] })).toEqual(['change_note', 'get_note']);
    const apart = [reader, { ...standing, audiences: ['staff'] }];
    expect(names({ ...caller(), active: reader, standings: apart })).toEqual(['get_note']);
  });

  test('scope, write gate and context hide nothing', () => {
    expect(names(caller({ contexts: {} }, { scopes: [], writes: false }))).toEqual(['change_note', 'get_note']);
  });

  test('the allow-list does', () => {
    expect(names(caller({}, { tools: ['get_note'] }))).toEqual(['get_note']);
    expect(names(caller({}, { tools: [] }))).toEqual([]);
  });

  test('a tool with actions is visible by any of them; one by argument, by any value of it', () => {
    const action = { destructive: false, idempotent: false, writeMode: 'read' } as const;
    const acting = tool({
      requires: [],
      actions: {
        a: { ...action, requires: [{ privilege: 'desk:note:write' }] },
        b: { ...action, requires: [{ privilege: 'desk:note:read' }] },
      },
    });
    const spelled = tool({ name: 'by_argument', requires: [{ privilege: 'desk:{}:read', of: 'entity' }] });
    const { kernel } = new Desk(acting, undefined, { more: [{ tool: spelled, run: async () => ({}) }] });
    const seen = (role: string) => visibleTools(kernel, caller({ role })).map(({ name }) => name);
    expect(seen('reader')).toEqual(['by_argument', 'get_note']);
    expect(seen('none')).toEqual([]);
  });
});
