import { describe, expect, test } from 'vitest';
import type { Answer, CallRequest, Kernel } from '../../runtime/call/call.js';
import { pointerText } from '../../runtime/call/stored/pointer.js';
import { readStoredResult } from '../../runtime/call/stored/read-result.js';
import type { Principal } from '../../runtime/principal.js';
import type { Shape, Tool } from '../../runtime/tool.js';
import { caller, Desk, object, server, tool } from './desk.js';

const text: Shape = { type: 'string' };
const row = object({ id: { type: 'integer' }, label: text, key: { ...text, privilege: 'desk:note:secrets' } });
const rows = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, label: `Note ${id}, "quoted"\nand on two lines`, key: 'swordfish' }));
const rowsSchema = {
  type: 'object',
  properties: { notes: { type: 'array' }, page: { type: 'object' } },
  required: ['notes'],
};
const list: Partial<Tool> = {
  input: object(
    {
      token: { ...text, sensitivity: 'secret' },
      response_format: text,
      limit: { type: 'integer' },
      offset: { type: 'integer' },
    },
    [],
  ),
  page: { style: 'limit_offset', default: 5_000, max: 5_000 },
  formats: ['concise', 'csv', 'yaml'],
  output: { kind: 'list', of: row, as: 'notes', rest: 'object' },
  outputSchema: rowsSchema,
  limits: { inlineBytes: 20_000 },
};
const variants: Partial<Tool> = {
  input: object({ explain: { type: 'boolean', default: false } }, []),
  output: {
    kind: 'variants',
    variants: {
      rows: { when: { explain: false }, kind: 'list', of: row, as: 'notes', rest: 'bare', capped: true },
      plan: { when: { explain: true }, kind: 'object', shape: object({ plan: text }) },
    },
  },
  outputSchema: rowsSchema,
  limits: { inlineBytes: 20_000 },
};
const errors = {
  ...server.errors,
  UNKNOWN_RESOURCE: { rpc: -32602, http: 404, channel: 'rpc', message: 'Unknown resource: {uri}' } as const,
};
const asked = { limit: 5_000, offset: 0 };

function deskOf(declared: Tool, output: unknown, kernel: Partial<Kernel> = {}): Desk {
  return new Desk(declared, async () => output, { kernel: { server: { ...server, errors }, ...kernel } });
}

const listDesk = (count = 2_000) => deskOf(tool(list), { notes: rows(count), total: count });

async function answer(desk: Desk, input: unknown = asked, request: Partial<CallRequest> = {}): Promise<Answer> {
  const outcome = await desk.call(input, request);
  if (outcome.refused || outcome.inputRequired) throw new Error(`It should answer: ${JSON.stringify(outcome)}`);
  return outcome;
}

function read(desk: Desk, uri: unknown, principal: Principal = caller(), change: Partial<Kernel> = {}) {
  const request = { name: String(uri), principal, wire: 'mcp', traceId: 'a'.repeat(32) } as const;
  const kernel: Kernel = { ...desk.kernel, ...change, steps: desk.kernel.steps };
  const signal = new AbortController().signal;
  return readStoredResult(kernel, { ...request, signal }, pointerText(kernel, String(uri)) ?? '');
}

describe('an answer over its limit', () => {
  test('is cut to whole rows, says so, and points to the whole', async () => {
    const desk = listDesk();
    const { value, text: cut, meta, link, mimeType } = await answer(desk, { ...asked, token: 'hunter2' });
    const { notes, page } = value as { notes: { id: number }[]; page: object };
    const shown = notes.length;
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(20_000);
    expect(Buffer.byteLength(cut)).toBeGreaterThan(19_800);
    expect(notes).toEqual(rows(2_000).slice(0, shown));
    expect(JSON.parse(cut)).toEqual(value);
    expect(page).toEqual({ limit: 5_000, offset: 0, total: 2_000, has_more: true });
    expect(meta).toEqual({
      responseSize: expect.any(Number),
      resourceUri: expect.stringMatching(/^desk:\/\/tool-result\/res_[0-9a-f]{24}\.\d+\.[\w-]{43}$/),
      query: { tool: 'get_note', arguments: { ...asked, token: '[secret]' } },
      truncated: [{ pointer: '/notes', shown, of: 2_000 }],
    });
    expect(link).toEqual({
      type: 'resource_link',
      uri: meta.resourceUri,
      name: 'get_note result',
      description: `The whole answer, to be read until 2026-11-21T13:00:00.000Z. Here stand ${shown} of 2000 at '/notes'.`,
      mimeType: 'application/json',
    });
    expect(mimeType).toBe('application/json');
  });

  test('is whole where it is read', async () => {
    const desk = listDesk();
    const { meta } = await answer(desk);
    const whole = await read(desk, meta.resourceUri);
    expect(whole).toMatchObject({ refused: false, mimeType: 'application/json' });
    expect('value' in whole && whole.value).toMatchObject({ notes: rows(2_000) });
    expect(desk.audit.map(({ tool, outcome, facts }) => [tool, outcome, facts])).toEqual([
      ['get_note', 'ok', []],
      ['get_note', 'ok', ['stored result']],
    ]);
  });

  test('as csv ends with a whole row', async () => {
    const desk = listDesk();
    const { text: cut, meta, value } = await answer(desk, { ...asked, response_format: 'csv' });
    const [{ shown }] = meta.truncated as [{ shown: number }];
    const whole = await read(desk, meta.resourceUri);
    const csv = 'text' in whole ? whole.text : '';
    expect(csv.startsWith(cut)).toBe(true);
    expect(cut.endsWith(`"Note ${shown - 1}, ""quoted""\nand on two lines",swordfish\n`)).toBe(true);
    expect(csv.slice(cut.length)).toMatch(new RegExp(`^${shown},`));
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(20_000);
    expect(value).toEqual({ page: { limit: 5_000, offset: 0, total: 2_000, has_more: true } });
  });

  test('stays valid and inline where it just fits', async () => {
    const desk = listDesk(5);
    const { meta, link } = await answer(desk);
    expect([meta.resourceUri, link]).toEqual([undefined, undefined]);
  });

  test('of outcomes loses whole results', async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `item_${index}`);
    const outcomes = tool({
      input: object({ ids: { type: 'array', items: text } }),
      output: { kind: 'outcomes', per: 'ids', value: object({}), properties: {} },
      limits: { inlineBytes: 20_000 },
    });
    const results = ids.map((item) => ({ item, status: 'done' }));
    const { value, meta } = await answer(deskOf(outcomes, { results }), { ids });
    const shown = (value as { results: unknown[] }).results.length;
    expect(value).toEqual({ results: results.slice(0, shown) });
    expect(meta.truncated).toEqual([{ pointer: '/results', shown, of: 1_000 }]);
  });

  test('of variants loses whole rows where the variant is a list', async () => {
    const desk = deskOf(tool(variants), { notes: rows(2_000), truncated: false });
    const { value, meta, link } = await answer(desk, {});
    const shown = (value as { notes: unknown[] }).notes.length;
    expect(shown).toBeGreaterThan(100);
    expect(value).toEqual({ notes: rows(2_000).slice(0, shown) });
    expect(meta.truncated).toEqual([{ pointer: '/notes', shown, of: 2_000 }]);
    expect(link).toMatchObject({ description: expect.stringContaining(` Here stand ${shown} of 2000 at '/notes'.`) });
  });

  test('whose tool had cut it says how many are shown, not of how many', async () => {
    const desk = deskOf(tool(variants), { notes: rows(2_000), truncated: true });
    const { value, meta, link } = await answer(desk, {});
    const shown = (value as { notes: unknown[] }).notes.length;
    expect(meta.truncated).toEqual([{ pointer: '/notes', shown }]);
    expect(link).toMatchObject({ description: expect.stringContaining(` Here stand ${shown} at '/notes'.`) });
    const whole = await read(desk, meta.resourceUri);
    expect('meta' in whole && whole.meta.truncated).toEqual([{ pointer: '/notes', shown: 2_000 }]);
  });

  test('of one object loses from its longest list, then from its longest text', async () => {
    const shape = object({ a: { type: 'array', items: text }, b: { type: 'array', items: text }, note: text });
    const one = tool({
      output: { kind: 'object', shape },
      outputSchema: { ...shape },
      limits: { inlineBytes: 20_000 },
    });
    const whole = {
      a: Array<string>(10).fill('short'),
      b: Array<string>(5_000).fill('entry'),
      note: 'n'.repeat(30_000),
    };
    const { value, meta, text: cut } = await answer(deskOf(one, whole), {});
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(20_000);
    const { b, note, a } = value as typeof whole;
    expect(meta.truncated).toEqual([
      { pointer: '/b', shown: b.length, of: 5_000 },
      { pointer: '/a', shown: a.length, of: 10 },
      { pointer: '/note', shown: note.length, of: 30_000 },
    ]);
    expect(note.length).toBeGreaterThan(19_000);
  });

  test('that would not be valid if cut goes out whole, with a pointer all the same', async () => {
    const shape = object({ a: { type: 'array', items: text, minItems: 4_000 } });
    const one = tool({
      output: { kind: 'object', shape },
      outputSchema: { ...shape },
      limits: { inlineBytes: 20_000 },
    });
    const whole = { a: Array<string>(5_000).fill('entry') };
    const { value, meta, link } = await answer(deskOf(one, whole), {});
    expect(value).toEqual(whole);
    expect(Object.keys(meta)).toEqual(['responseSize', 'resourceUri', 'query']);
    expect(link).toMatchObject({ type: 'resource_link' });
  });

  test('of content loses whole blocks', async () => {
    const blocks = [
      { type: 'text', text: 'first' },
      { type: 'image', data: 'a'.repeat(30_000), mimeType: 'image/png' },
    ];
    const content = tool({ output: { kind: 'content' }, limits: { inlineBytes: 20_000 } });
    const { value, meta } = await answer(deskOf(content, blocks), {});
    expect(value).toEqual(blocks.slice(0, 1));
    expect(meta.truncated).toEqual([{ pointer: '', shown: 1, of: 2 }]);
  });

  test('over REST stays inline up to 1 MB; then the pointer stands in its place', async () => {
    const inline = await answer(listDesk(2_000), asked, { wire: 'rest' });
    expect(inline.rest).toMatchObject({ notes: rows(2_000) });
    const pointed = await answer(longDesk(), asked, { wire: 'rest' });
    expect(pointed.mimeType).toBe('application/json');
    expect(pointed.rest).toEqual({
      _meta: {
        responseSize: expect.any(Number),
        resourceUri: expect.stringMatching(/^desk:/),
        resultUrl: expect.stringMatching(/^http:\/\/desk\.test\/mcp\/results\/res_/),
        query: { tool: 'get_note', arguments: asked },
        mimeType: 'application/json',
        expiresAt: new Date('2026-11-21T13:00:00Z'),
      },
    });
  });

  test('that cannot be stored goes out whole', async () => {
    const desk = listDesk();
    const results = { keep: () => Promise.reject(new Error('no disk')), find: async () => null };
    Object.assign(desk.kernel.host.store, { results });
    const { value, meta } = await answer(desk);
    expect(value).toMatchObject({ notes: rows(2_000) });
    expect(meta.resourceUri).toBeUndefined();
    expect(desk.logged).toMatchObject([{ level: 'error', message: 'a large result could not be stored' }]);
  });
});

function longDesk(): Desk {
  const notes = rows(4_000).map((one) => ({ ...one, label: 'x'.repeat(300) }));
  return deskOf(tool(list), { notes, total: 4_000 });
}

describe('a pointer', () => {
  const unknown = { refused: true, code: 'UNKNOWN_RESOURCE', rpc: -32602, http: 404 };

  test.each<[string, (uri: string) => string]>([
    ['with another id', (uri) => uri.replace(/res_./, (found) => `res_${found.at(-1) === '0' ? '1' : '0'}`)],
    ['with a later expiry', (uri) => uri.replace(/\.(\d+)\./, (_, seconds) => `.${Number(seconds) + 60}.`)],
    ['with another signature', (uri) => uri.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
    ['without a signature', (uri) => uri.replace(/\.[\w-]*$/, '')],
    ['with something behind it', (uri) => `${uri}/x`],
    ['that is empty', () => 'desk://tool-result/'],
  ])('%s is unknown', async (_, change) => {
    const desk = listDesk();
    const { meta } = await answer(desk);
    const changed = change(String(meta.resourceUri));
    expect(changed).not.toBe(meta.resourceUri);
    expect(await read(desk, changed)).toMatchObject(unknown);
    expect(desk.audit.at(-1)).toMatchObject({ outcome: 'UNKNOWN_RESOURCE', gate: 'find', facts: ['stored result'] });
  });

  test('that has expired is unknown', async () => {
    const desk = listDesk();
    const { meta } = await answer(desk);
    const at = (time: string) => ({ now: () => new Date(time) });
    expect(await read(desk, meta.resourceUri, caller(), at('2026-11-21T12:59:59.999Z'))).toMatchObject({
      refused: false,
    });
    expect(await read(desk, meta.resourceUri, caller(), at('2026-11-21T13:00:00Z'))).toMatchObject(unknown);
  });

  test.each<[string, Principal]>([
    ['another principal', { ...caller(), id: 'per_2' }],
    ['another connection', caller({}, { id: 'con_2' })],
    ['another tenant', caller({ contexts: { person: 'per_1', org: 'org_2' } })],
  ])('of %s is unknown', async (_, principal) => {
    const desk = listDesk();
    const { meta } = await answer(desk);
    expect(await read(desk, meta.resourceUri, principal)).toMatchObject(unknown);
  });

  test('is worth no more than its tool is to the caller now', async () => {
    const desk = listDesk();
    const { meta } = await answer(desk);
    expect(await read(desk, meta.resourceUri, caller({ role: 'none' }))).toMatchObject({
      code: 'FORBIDDEN',
      gate: 'privilege',
    });
    const reader = await read(desk, meta.resourceUri, caller({ role: 'reader' }));
    expect('text' in reader && reader.text).not.toContain('swordfish');
    expect('value' in reader && reader.value).toMatchObject({ notes: rows(2_000).map(({ key: _, ...seen }) => seen) });
    const narrowed = caller({}, { tools: [] });
    expect(await read(desk, meta.resourceUri, narrowed)).toMatchObject({ code: 'FORBIDDEN', gate: 'allow_list' });
  });

  test('opens in another process with the same secret and store, and nowhere else', async () => {
    const [one, other] = [listDesk(), listDesk()];
    const { meta } = await answer(one);
    expect(await read(other, meta.resourceUri)).toMatchObject(unknown);
    const shared = { host: one.kernel.host };
    expect(await read(other, meta.resourceUri, caller(), shared)).toMatchObject({ refused: false });
  });

  test('is of the latest fifty of its connection', async () => {
    const desk = listDesk();
    const first = (await answer(desk)).meta.resourceUri;
    for (let made = 0; made < 49; made++) await answer(desk);
    expect(await read(desk, first)).toMatchObject({ refused: false });
    await answer(desk);
    expect(await read(desk, first)).toMatchObject(unknown);
  });
});

test('what is stored tells nothing without the secret', async () => {
  const desk = listDesk();
  const kept: { sealed: string }[] = [];
  const { results } = desk.kernel.host.store;
  Object.assign(desk.kernel.host.store, {
    results: { ...results, keep: async (result: { sealed: string }) => void kept.push(result) },
  });
  await answer(desk, { ...asked, token: 'hunter2' });
  const { sealed, ...plain } = kept[0] ?? { sealed: '' };
  expect(sealed.length).toBeGreaterThan(10_000);
  expect(sealed).not.toMatch(/Note|swordfish|hunter2/);
  expect(JSON.stringify(plain)).not.toContain('hunter2');
  expect(plain).toEqual({
    id: expect.stringMatching(/^res_/),
    principalId: 'per_1',
    connectionId: 'con_1',
    tenantId: 'org_1',
    tool: 'get_note',
    expiresAt: new Date('2026-11-21T13:00:00Z'),
  });
});
