import { expect, it } from 'vitest';
import { emit } from '../../generator/emit/index.js';
import type { Action, Program, Tool, Type } from '../../generator/model.js';
import { compileOutput } from './compile-output.js';
import { declaration, module, object, place, program, property, tool } from './program-fixture.js';

const text: Type = { kind: 'string' };
const order = { kind: 'named', module: 'shop', name: 'Order' } as const;
const action = (name: string, more: Partial<Action>): Action => ({
  ...{ name, place, requires: [], needs: [], refuses: [], writeMode: 'update', effects: [] },
  ...{ destructive: false, idempotent: true, confirm: false },
  ...more,
});

const files = (given: Program) =>
  emit(given)
    .filter(({ path }) => !path.startsWith('resolvers'))
    .map((file) => ({ ...file, path: `generated/${file.path}` }));

/** What tsc says of code that uses a tool's types; the tool's file is imported as `t`. */
async function use(code: string, given: Tool, modules = [shop()]): Promise<readonly string[]> {
  const source = `import type * as t from '../generated/tools/${given.module}/${given.domain}/${given.stem}.js';\n${code}\n`;
  const compiled = await compileOutput([...files(program([given], modules)), { path: 'runtime/use.ts', text: source }]);
  compiled.remove();
  return compiled.mistakes;
}

const shop = () =>
  module('shop', {
    types: [
      declaration(
        'shop',
        'Order',
        object(
          property('id', text, { required: true }),
          property('lines', text, { required: true }),
          property('note', text),
        ),
      ),
    ],
  });

it('an input with actions is a union: an action has what it needs and not what it refuses', async () => {
  const manage = tool('manage', {
    input: object(property('order', text), property('note', text)),
    actions: [action('attach', { needs: ['order'] }), action('cancel-it', { refuses: ['order'] })],
  });
  expect(
    await use(
      `export function f(input: t.Input): string {
        if (input.action === 'attach') return input.order;
        // @ts-expect-error refused
        void input.order;
        const given: t.CancelItInput = { action: 'cancel-it', note: 'x' };
        // @ts-expect-error needed
        const lacking: t.AttachInput = { action: 'attach' };
        return String([given.note, lacking]);
      }`,
      manage,
    ),
  ).toEqual([]);
});

it('a parameter with a default has arrived; others may be absent; the pipeline’s own are not seen', async () => {
  const list = tool('list', {
    ...{ input: object(property('size', { kind: 'integer', default: 3 }), property('note', text)), idempotency: true },
    ...{ page: { style: 'limit_offset', default: 1, max: 2 }, formats: ['concise', 'csv'] },
    output: { kind: 'list', of: order, as: 'orders', rest: 'bare' },
  });
  expect(
    await use(
      `export async function f(input: t.Input): Promise<t.Output> {
        const sum: number = input.size + input.limit + input.offset;
        // @ts-expect-error may be absent
        const note: string = input.note;
        // @ts-expect-error not the resolver's
        void input.response_format;
        // @ts-expect-error not the resolver's
        void input.idempotency_key;
        // @ts-expect-error a page has a total
        const lacking: t.Output = { orders: [] };
        return { orders: [{ id: note, lines: String(lacking) }], total: sum };
      }`,
      list,
    ),
  ).toEqual([]);
});

it('a resolver may leave out only what callers get on demand', async () => {
  const list = tool('list', {
    fields: { default: ['id'], onDemand: ['lines'] },
    output: { kind: 'list', of: order, as: 'orders', rest: 'bare' },
  });
  expect(
    await use(
      `export const short: t.Output = { orders: [{ id: 'x' }] };
      // @ts-expect-error by default
      export const lacking: t.Output = { orders: [{ lines: 'x' }] };`,
      list,
    ),
  ).toEqual([]);
});

it('variants, outcomes, content and contexts have the types they declare', async () => {
  const change = tool('change', {
    context: 'org',
    output: {
      kind: 'variants',
      variants: [
        { name: 'full', when: { full: true }, kind: 'object', type: order },
        {
          name: 'short',
          when: { full: false },
          kind: 'object',
          type: object(property('ok', { kind: 'boolean' }, { required: true })),
        },
        {
          name: 'lines',
          when: { full: false, lines: true },
          kind: 'list',
          of: object(property('line', { kind: 'integer' }, { required: true })),
          as: 'lines_of_it',
          rest: 'bare',
        },
      ],
    },
  });
  expect(
    await use(
      `export const f: t.Resolver = async (_input, ctx) => (ctx.context.org + ctx.context.customer === 'x' ? { ok: true } : { id: 'x', lines: 'y' });
      export const l: t.Resolver = async () => ({ lines_of_it: [{ line: 1 } satisfies t.LinesItem] }) satisfies t.LinesOutput;
      // @ts-expect-error neither variant
      export const g: t.Resolver = async () => ({ id: 'x' });
      // @ts-expect-error no such context
      export const h: t.Resolver = async (_input, ctx) => ({ ok: ctx.context.vendor === 'x' });`,
      change,
    ),
  ).toEqual([]);
  const buy = tool('buy', {
    input: object(property('items', { kind: 'list', of: text })),
    output: { kind: 'outcomes', per: 'items', value: order, properties: [] },
  });
  expect(
    await use(
      `export const o: t.Output = { results: [{ item: 'a', status: 'done', value: { id: 'x', lines: 'y' } }, { item: 'b', status: 'failed', error: 'No.' }] };`,
      buy,
    ),
  ).toEqual([]);
  const picture = tool('picture', { output: { kind: 'content' } });
  expect(
    await use(`export const p: t.Output = [{ type: 'image', data: 'x', mimeType: 'image/png' }];`, picture),
  ).toEqual([]);
});

it('types of other modules are imported, and modules may refer to each other', async () => {
  const named = (module: string, name: string, more: object = {}) =>
    ({ kind: 'named', module, name, ...more }) as const;
  const sales = module('sales', {
    types: [
      declaration(
        'sales',
        'Order',
        object(property('of_shop', named('shop', 'Order', { nullable: true }), { required: true })),
      ),
      declaration('sales', 'Sale', object(property('order', named('sales', 'Order'), { required: true }))),
    ],
  });
  const back = module('shop', {
    types: [
      ...shop().types,
      declaration('shop', 'Receipt', object(property('sale', named('sales', 'Sale'), { required: true }))),
    ],
  });
  const both = tool('both', {
    input: object(property('ours', order), property('theirs', named('sales', 'Order'))),
    output: { kind: 'object', type: named('shop', 'Receipt') },
  });
  expect(
    await use(
      `export const f = (input: t.Input): t.Output => ({ sale: { order: { of_shop: input.ours ?? input.theirs?.of_shop ?? null } } });`,
      both,
      [back, sales],
    ),
  ).toEqual([]);
  const compiled = await compileOutput(files(program([both], [back, sales])));
  const shape = 'm.both.output.shape.properties.sale.properties.order.properties.of_shop';
  expect(
    await compiled.value('generated/tools/shop/orders/both', `[${shape}.type, Object.keys(${shape}.properties)]`),
  ).toEqual([
    ['object', 'null'],
    ['id', 'lines', 'note'],
  ]);
  compiled.remove();
});

it('the declaration enforces what the types and the wire say: bounds within named types, and what may be left out', async () => {
  const list = tool('list', {
    input: object(property('order', order), property('id', text)),
    fields: { default: ['id'], onDemand: ['lines'] },
    output: { kind: 'list', of: order, as: 'orders', rest: 'bare' },
  });
  const compiled = await compileOutput(files(program([list], [shop()])));
  const bounded = { type: 'string', maxLength: 10000 };
  expect(
    await compiled.value(
      'generated/tools/shop/orders/list',
      '[m.list.output.of.required, m.list.input.properties.order]',
    ),
  ).toEqual([
    ['id'],
    {
      type: 'object',
      description: 'The order.',
      properties: {
        id: { ...bounded, description: 'The id.' },
        lines: { ...bounded, description: 'The lines.' },
        note: { ...bounded, description: 'The note.' },
      },
      required: ['id', 'lines'],
      additionalProperties: false,
    },
  ]);
  compiled.remove();
});
