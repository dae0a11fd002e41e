import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { Answer } from '../../runtime/call/call.js';
import type { Format, Shape, Tool } from '../../runtime/tool.js';
import { caller, Desk, object, tool } from './desk.js';

const text: Shape = { type: 'string' };
const row = object({
  id: text,
  size: { type: 'integer' },
  note: { type: ['string', 'null'], trust: 'untrusted' },
  key: { type: 'string', privilege: 'desk:note:secrets' },
  version: { type: 'integer', detail: true },
  owner: object({ name: { type: 'string', trust: 'untrusted' }, since: text, rank: { type: 'integer', detail: true } }),
  tags: { type: 'array', items: { type: 'string', trust: 'untrusted' } },
  prices: {
    type: 'object',
    additionalProperties: object({ net: text, cost: { type: 'string', privilege: 'desk:note:secrets' } }),
  },
  open: { type: 'boolean' },
});
const first = {
  id: 'n1',
  size: -2,
  note: 'Hi\u202e, "you"\u{e0041}\n=1+1',
  key: 'k1',
  version: 3,
  owner: { name: '=cmd()', since: '2026', rank: 1 },
  tags: ['a\u200b'],
  prices: { eu: { net: '1', cost: '0.5' } },
  open: true,
};
const second = { ...first, id: 'n2', note: null, open: false };

/** What a writer gets in concise. */
const seen = (raw: typeof first | typeof second) => ({
  id: raw.id,
  size: -2,
  note: raw.note === null ? null : { untrusted: 'Hi, "you"\n=1+1' },
  key: 'k1',
  owner: { name: { untrusted: '=cmd()' }, since: '2026' },
  tags: [{ untrusted: 'a' }],
  prices: { eu: { net: '1', cost: '0.5' } },
  open: raw.open,
});

function formats(all: readonly Format[], name = 'response_format'): Pick<Tool, 'formats' | 'input'> {
  return { formats: all, input: object({ [name]: { type: 'string', enum: all, default: all[0] as string } }, []) };
}

async function answer(desk: Desk, input: object = {}, role = 'writer'): Promise<Answer> {
  const outcome = await desk.call(input, { principal: caller({ role }) });
  if (outcome.refused || outcome.inputRequired) throw new Error(JSON.stringify([outcome, desk.logged]));
  return outcome;
}

const one = tool({ ...formats(['concise', 'detailed', 'yaml']), output: { kind: 'object', shape: row } });
const oneDesk = new Desk(one, async () => first);

describe('an object', () => {
  test('concise, whole', async () => {
    expect(await answer(oneDesk)).toEqual({
      refused: false,
      tool: one,
      call: expect.objectContaining({ tool: one, output: first }),
      value: seen(first),
      text: JSON.stringify(seen(first)),
      rest: seen(first),
      mimeType: 'application/json',
      meta: {},
    });
  });

  test('detailed adds what is declared so, at any depth, and changes nothing else', async () => {
    const { value } = await answer(oneDesk, { response_format: 'detailed' });
    expect(value).toEqual({ ...seen(first), version: 3, owner: { ...seen(first).owner, rank: 1 } });
  });

  test('yaml replaces the text, not the value', async () => {
    const { value, text: yaml, rest, mimeType } = await answer(oneDesk, { response_format: 'yaml' });
    expect(value).toEqual(seen(first));
    expect(parseYaml(yaml)).toEqual(seen(first));
    expect([rest, mimeType]).toEqual([yaml, 'application/yaml']);
  });

  test('without a privilege the property is left out, at any depth', async () => {
    const { key: _, ...rest } = seen(first);
    expect((await answer(oneDesk, {}, 'reader')).value).toEqual({ ...rest, prices: { eu: { net: '1' } } });
  });

  test('what needs no change is passed on untouched', async () => {
    const plain = { a: { b: [1] } };
    const shape = object({ a: object({ b: { type: 'array', items: { type: 'integer' } } }) });
    const desk = new Desk(tool({ output: { kind: 'object', shape } }), async () => plain);
    expect((await answer(desk)).value).toBe(plain);
  });

  test('the format is none of the resolver’s business', async () => {
    let given: unknown;
    const desk = new Desk(one, async (input) => {
      given = input;
      return first;
    });
    await answer(desk, { response_format: 'detailed' });
    expect(given).toEqual({});
  });
});

describe('a list', () => {
  const paged = (style: NonNullable<Tool['page']>['style'], words: object): Partial<Tool> => ({
    page: { style, default: 2, max: 10 },
    output: { kind: 'list', of: object({ id: text }), as: 'notes', rest: 'object' },
    input: object(words as Record<string, Shape>, []),
  });
  const count = (standard: number): Shape => ({ type: 'integer', minimum: 0, default: standard });
  const ids = [{ id: 'a' }, { id: 'b' }];

  test.each<[string, Partial<Tool>, object, number, object]>([
    [
      'limit and offset',
      paged('limit_offset', { limit: count(2), offset: count(0) }),
      {},
      3,
      { limit: 2, offset: 0, total: 3, has_more: true },
    ],
    [
      'the last of them',
      paged('limit_offset', { limit: count(2), offset: count(0) }),
      { offset: 1 },
      3,
      { limit: 2, offset: 1, total: 3, has_more: false },
    ],
    [
      'a page that came short',
      paged('limit_offset', { limit: count(3), offset: count(0) }),
      {},
      3,
      { limit: 3, offset: 0, total: 3, has_more: true },
    ],
    [
      'page and limit',
      paged('page_limit', { page: count(1), limit: count(2) }),
      { page: 2 },
      5,
      { page: 2, limit: 2, total: 5, has_more: true },
    ],
    [
      'page and its size',
      paged('page_size', { page: count(1), page_size: count(2) }),
      { page: 2 },
      4,
      { page: 2, page_size: 2, total: 4, has_more: false },
    ],
    [
      'in camel case',
      paged('page_size', { page: count(1), pageSize: count(2) }),
      {},
      4,
      { page: 1, page_size: 2, total: 4, has_more: true },
    ],
  ])('by %s', async (_, declared, input, total, page) => {
    const desk = new Desk(tool(declared), async () => ({ notes: ids, total }));
    const { value, rest } = await answer(desk, input);
    expect(value).toEqual({ notes: ids, page });
    expect(rest).toEqual(value);
  });

  test('without pages is the whole of it', async () => {
    const desk = new Desk(
      tool({ output: { kind: 'list', of: object({ id: text }), as: 'notes', rest: 'bare' } }),
      async () => ({ notes: ids }),
    );
    const { value, text: json, rest } = await answer(desk);
    expect([value, JSON.parse(json), rest]).toEqual([{ notes: ids }, { notes: ids }, ids]);
  });
});

describe('a list with a cap', () => {
  const capped = (rest: 'object' | 'bare'): Partial<Tool> => ({
    output: { kind: 'list', of: object({ id: text }), as: 'notes', rest, capped: true },
  });
  const notes = [{ id: 'a' }, { id: 'b' }];

  test('says that its tool cut it, beside the items, and of how many it does not know', async () => {
    const { value, rest, meta } = await answer(
      new Desk(tool(capped('bare')), async () => ({ notes, truncated: true })),
    );
    expect([value, rest, meta]).toEqual([{ notes }, notes, { truncated: [{ pointer: '/notes', shown: 2 }] }]);
  });

  test('says nothing where it is whole', async () => {
    const { value, rest, meta } = await answer(
      new Desk(tool(capped('object')), async () => ({ notes, truncated: false })),
    );
    expect([value, rest, meta]).toEqual([{ notes }, { notes }, {}]);
  });

  test('has to be told by its resolver, and no other list may be', async () => {
    const silent = new Desk(tool(capped('bare')), async () => ({ notes }));
    expect(await silent.call({})).toMatchObject({ code: 'OUTPUT_INVALID' });
    const plain = tool({ output: { kind: 'list', of: object({ id: text }), as: 'notes', rest: 'bare' } });
    expect(await new Desk(plain, async () => ({ notes, truncated: true })).call({})).toMatchObject({
      code: 'OUTPUT_INVALID',
    });
  });
});

describe('what is not declared', () => {
  const open = (trust: 'untrusted' | 'cleaned'): Shape => ({
    type: 'object',
    properties: { id: text, key: { ...text, privilege: 'desk:note:secrets' } },
    required: ['id'],
    additionalProperties: true,
    trust,
  });
  const row = {
    id: 'i\u202ed',
    key: 'swordfish',
    'ke\u200by': 'posing as the key',
    'he\u{e0041}re': ['a\u0007b', { 'c\u202e': 'd\u{e0041}', e: null, f: 1.5 }],
    at: new Date('2026-11-21T12:00:00Z'),
    done: true,
  };
  const rows = (trust: 'untrusted' | 'cleaned') =>
    new Desk(tool({ output: { kind: 'list', of: open(trust), as: 'rows', rest: 'bare' } }), async () => ({
      rows: [row],
    }));

  test('is cleaned, names too, whatever JSON it is, and becomes nothing that is declared', async () => {
    const told = {
      id: 'i\u202ed',
      here: ['ab', { c: 'd', e: null, f: 1.5 }],
      at: '2026-11-21T12:00:00.000Z',
      done: true,
    };
    expect((await answer(rows('cleaned'), {}, 'reader')).value).toEqual({ rows: [told] });
    expect((await answer(rows('cleaned'))).value).toEqual({ rows: [{ ...told, key: 'swordfish' }] });
  });

  test('is wrapped, where strangers’ text is to be told as theirs', async () => {
    const untrusted = (text: string) => ({ untrusted: text });
    expect((await answer(rows('untrusted'), {}, 'reader')).rest).toEqual([
      {
        id: 'i\u202ed',
        here: [untrusted('ab'), { c: untrusted('d'), e: null, f: 1.5 }],
        at: untrusted('2026-11-21T12:00:00.000Z'),
        done: true,
      },
    ]);
  });

  test('text alone is cleaned just so, and no formula in csv', async () => {
    const of = object({ said: { type: 'string', trust: 'cleaned' } });
    const listed = tool({
      formats: ['concise', 'csv'],
      input: object({ response_format: text }, []),
      output: { kind: 'list', of, as: 'notes', rest: 'bare' },
    });
    const desk = new Desk(listed, async () => ({ notes: [{ said: '=1\u202e+1' }] }));
    expect((await answer(desk)).value).toEqual({ notes: [{ said: '=1+1' }] });
    expect((await answer(desk, { response_format: 'csv' })).text).toBe("said\n'=1+1\n");
  });
});

describe('csv', () => {
  const listed = tool({
    page: { style: 'limit_offset', default: 20, max: 100 },
    formats: ['concise', 'detailed', 'csv'],
    input: object(
      {
        response_format: { type: 'string', default: 'concise' },
        limit: { type: 'integer', default: 20 },
        offset: { type: 'integer', default: 0 },
      },
      [],
    ),
    output: { kind: 'list', of: row, as: 'notes', rest: 'bare' },
  });
  const desk = new Desk(listed, async () => ({ notes: [first, second], total: 2 }));

  test('has a column for each scalar that the caller gets, formulas of strangers disarmed', async () => {
    const { value, text: csv, rest, mimeType } = await answer(desk, { response_format: 'csv' });
    expect(csv).toBe(
      [
        'id,size,note,key,owner.name,owner.since,open',
        'n1,-2,"Hi, ""you""\n=1+1",k1,\'=cmd(),2026,true',
        "n2,-2,,k1,'=cmd(),2026,false",
        '',
      ].join('\n'),
    );
    expect([rest, mimeType]).toEqual([csv, 'text/csv']);
    expect(value).toEqual({ page: { limit: 20, offset: 0, total: 2, has_more: false } });
  });

  test('without a privilege the column is not there', async () => {
    const { text: csv } = await answer(desk, { response_format: 'csv' }, 'reader');
    expect(csv.split('\n')[0]).toBe('id,size,note,owner.name,owner.since,open');
  });

  test.each([['=1'], ['+1'], ['-1'], ['@x'], ['\t=1'], [' =1'], ['\r=1']])('a stranger’s %j is text', async (note) => {
    const rows = [{ ...first, note }];
    const { text: csv } = await answer(new Desk(listed, async () => ({ notes: rows, total: 1 })), {
      response_format: 'csv',
    });
    const [read] = parseCsv(csv, { columns: true }) as Record<string, string>[];
    expect(read?.note?.[0]).toBe("'");
  });

  test('of no rows is the header', async () => {
    const { text: csv } = await answer(new Desk(listed, async () => ({ notes: [], total: 0 })), {
      response_format: 'csv',
    });
    expect(csv).toBe('id,size,note,key,owner.name,owner.since,open\n');
  });
});

describe('fields', () => {
  const of = object(
    { id: text, a: text, b: text, items: { type: 'array', items: object({ sku: text, cost: text }, ['sku']) } },
    ['id', 'a', 'b', 'items'],
  );
  const chosen: Shape = { type: 'array', items: { type: 'string', enum: ['a', 'b', 'items', 'items.cost'] } };
  const selecting = tool({
    fields: { default: ['a', 'items'], onDemand: ['b', 'items.cost'] },
    formats: ['concise', 'csv'],
    input: object({ fields: chosen, exclude: chosen, response_format: { type: 'string', default: 'concise' } }, []),
    output: { kind: 'list', of, as: 'notes', rest: 'object' },
  });
  const whole = { id: '1', a: 'A', b: 'B', items: [{ sku: 's', cost: 'c' }] };
  const desk = new Desk(selecting, async () => ({ notes: [whole] }));
  const { b: _, ...byDefault } = { ...whole, items: [{ sku: 's' }] };

  test.each([
    [{}, byDefault],
    [{ fields: ['b'] }, { id: '1', b: 'B' }],
    [
      { fields: ['a', 'b'], exclude: ['a'] },
      { id: '1', b: 'B' },
    ],
    [{ fields: ['items'] }, { id: '1', items: [{ sku: 's' }] }],
    [{ fields: ['items.cost'] }, { id: '1', items: [{ sku: 's', cost: 'c' }] }],
    [{ fields: ['items.cost'], exclude: ['items'] }, { id: '1' }],
    [{ exclude: ['a', 'items'] }, { id: '1' }],
  ])('%j', async (input, expected) => {
    expect((await answer(desk, input)).value).toEqual({ notes: [expected] });
  });

  test('columns of csv follow', async () => {
    expect((await answer(desk, { response_format: 'csv', fields: ['b'] })).text).toBe('id,b\n1,B\n');
  });

  test('on demand the resolver may leave out, by default not', async () => {
    const lean = new Desk(selecting, async () => ({ notes: [byDefault] }));
    expect((await answer(lean)).value).toEqual({ notes: [byDefault] });
    const poor = await new Desk(selecting, async () => ({ notes: [{ id: '1', items: [] }] })).call();
    expect(poor).toMatchObject({ code: 'OUTPUT_INVALID' });
  });
});

describe('other outputs', () => {
  const variants = tool({
    input: object({ preview: { type: 'boolean', default: true } }, []),
    output: {
      kind: 'variants',
      variants: {
        plan: {
          when: { preview: true },
          kind: 'object',
          shape: object({ cost: text, margin: { type: 'string', privilege: 'desk:note:secrets' } }),
        },
        done: { when: { preview: false }, kind: 'object', shape: object({ id: text }) },
      },
    },
  });

  test('of variants, the one that the arguments choose', async () => {
    const plan = new Desk(variants, async () => ({ cost: '1', margin: '2' }));
    expect((await answer(plan, {}, 'reader')).value).toEqual({ cost: '1' });
    expect(await plan.call({ preview: false })).toMatchObject({ code: 'OUTPUT_INVALID' });
    expect((await answer(new Desk(variants, async () => ({ id: 'x' })), { preview: false })).value).toEqual({
      id: 'x',
    });
  });

  test('of variants, one may be a list, that REST answers bare', async () => {
    const items = object({ id: text, secret: { type: 'string', privilege: 'desk:note:secrets' } });
    const query = tool({
      input: object({ explain: { type: 'boolean', default: false } }, []),
      output: {
        kind: 'variants',
        variants: {
          rows: { when: { explain: false }, kind: 'list', of: items, as: 'rows', rest: 'bare' },
          plan: { when: { explain: true }, kind: 'object', shape: object({ steps: text }) },
        },
      },
    });
    const desk = new Desk(query, async (input) =>
      (input as { explain: boolean }).explain ? { steps: 'one' } : { rows: [{ id: 'a', secret: 'b' }] },
    );
    const rows = await answer(desk, {}, 'reader');
    expect([rows.value, rows.rest, rows.text]).toEqual([
      { rows: [{ id: 'a' }] },
      [{ id: 'a' }],
      '{"rows":[{"id":"a"}]}',
    ]);
    const plan = await answer(desk, { explain: true });
    expect([plan.value, plan.rest]).toEqual([{ steps: 'one' }, { steps: 'one' }]);
    const mixed = new Desk(query, async () => ({ steps: 'one' }));
    expect(await mixed.call({})).toMatchObject({ code: 'OUTPUT_INVALID' });
  });

  test('of outcomes, each with its value shaped', async () => {
    const outcomes = tool({
      input: object({ items: { type: 'array', items: text } }),
      output: {
        kind: 'outcomes',
        per: 'items',
        value: object({ note: { type: 'string', trust: 'untrusted' } }),
        properties: { total: { type: 'integer' } },
      },
    });
    const results = [
      { item: 'a', status: 'done', value: { note: 'x' } },
      { item: 'b', status: 'failed', error: 'No.' },
    ];
    const { value } = await answer(new Desk(outcomes, async () => ({ results, total: 2 })), { items: ['a', 'b'] });
    expect(value).toEqual({
      results: [{ item: 'a', status: 'done', value: { note: { untrusted: 'x' } } }, results[1]],
      total: 2,
    });
    const wrong = await new Desk(outcomes, async () => ({ results: [{ item: 1, status: 'done' }] })).call({
      items: [],
    });
    expect(wrong).toMatchObject({ code: 'OUTPUT_INVALID' });
  });

  test('of content, the blocks as they are', async () => {
    const content = tool({ output: { kind: 'content' } });
    const blocks = [
      { type: 'text', text: 'Hello' },
      { type: 'image', data: 'AA==', mimeType: 'image/png' },
    ];
    expect(await answer(new Desk(content, async () => blocks))).toMatchObject({
      value: blocks,
      text: 'Hello',
      rest: blocks,
    });
    expect(await new Desk(content, async () => [{ type: 'film' }]).call()).toMatchObject({ code: 'OUTPUT_INVALID' });
  });
});

describe('envelopes', () => {
  const of = object({ id: text });
  const shop: Partial<Tool> = { module: 'shop', requires: [], output: { kind: 'object', shape: of } };

  test('stand around text and REST, not around the value', async () => {
    const { value, text: json, rest } = await answer(new Desk(tool(shop), async () => ({ id: '1' })));
    const enveloped = { success: true, data: { id: '1' } };
    expect([value, JSON.parse(json), rest]).toEqual([{ id: '1' }, enveloped, enveloped]);
  });

  test('of a list the rows are the data, and the page is told beside them; so in yaml', async () => {
    const listed = tool({
      ...shop,
      page: { style: 'page_limit', default: 25, max: 500 },
      formats: ['concise', 'yaml'],
      input: object(
        {
          responseFormat: { type: 'string', default: 'concise' },
          page: { type: 'integer', default: 1 },
          limit: { type: 'integer', default: 25 },
        },
        [],
      ),
      output: { kind: 'list', of, as: 'orders', rest: 'bare' },
    });
    const desk = new Desk(listed, async () => ({ orders: [{ id: '1' }], total: 1 }));
    const page = { page: 1, limit: 25, total: 1, has_more: false };
    const enveloped = { success: true, data: [{ id: '1' }], _meta: page };
    const { value, text: json, rest } = await answer(desk);
    expect([value, JSON.parse(json), rest]).toEqual([{ orders: [{ id: '1' }], page }, enveloped, enveloped]);
    expect(parseYaml((await answer(desk, { responseFormat: 'yaml' })).text)).toEqual(enveloped);
  });

  test('of an error say so', async () => {
    const outcome = await new Desk(tool({ ...shop, input: object({ id: text }) })).call({});
    expect(outcome).toMatchObject({ body: { success: false, error: 'Validation failed', code: 'VALIDATION_ERROR' } });
  });
});

describe('what is told beside an answer', () => {
  const changing: Partial<Tool> = { writeMode: 'update' };

  test('the organization, of what may have changed something in it', async () => {
    expect((await answer(new Desk(tool(changing)))).meta).toEqual({ organization: 'org_1' });
    expect((await answer(new Desk(tool({ ...changing, context: 'person' })))).meta).toEqual({});
    expect((await answer(new Desk(tool()))).meta).toEqual({});
    const { meta, text: json } = await answer(new Desk(tool({ ...changing, module: 'shop', requires: [] })));
    expect([meta, JSON.parse(json)._meta]).toEqual([{ organization: 'org_1' }, { organization: 'org_1' }]);
  });

  test('the size, from the hint on', async () => {
    const shape = object({ text });
    const sized = (length: number) =>
      new Desk(tool({ output: { kind: 'object', shape } }), async () => ({ text: 'x'.repeat(length - 11) }));
    expect((await answer(sized(19_999))).meta).toEqual({});
    expect((await answer(sized(20_000))).meta).toEqual({ responseSize: 20_000 });
  });
});
