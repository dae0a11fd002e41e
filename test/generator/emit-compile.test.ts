import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emit, resolverStub } from '../../generator/emit/index.js';
import { DEFAULT_LAYOUT } from '../../generator/emit/paths.js';
import type { OutputFile, Program, Property, Tool, Type } from '../../generator/model.js';
import { type Compiled, compileOutput } from './compile-output.js';
import { marketplace, rotateCredentials } from './marketplace-fixture.js';
import { declaration, module, object, place, program, property, tool } from './program-fixture.js';

/** What a program emits, as files of a project. */
const generated = (given: Program): readonly OutputFile[] =>
  emit(given).map(({ path, text }) => ({ path: `generated/${path}`, text }));
const stubs = (given: Program): readonly OutputFile[] => given.tools.map((each) => resolverStub(each, DEFAULT_LAYOUT));

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: text that tries to be code
const WEIRD = [
  ...['*/ export const pwned = 1; /*', '`${process.exit(1)}`', 'it\'s "quoted" \\', '// comment', '<!-- -->'],
  ...[
    'line\nbreak\r\nand\u2028more',
    '\u202eesrever',
    '@deprecated',
    'naïve 👩‍💻 日本',
    '\ud800 alone',
    '\u0000\u0001\u0007',
    '*\\/',
  ],
].join(' ');
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: text that tries to be code
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'then',
  'class',
  "qu'ote",
  'http-basic',
  '1st',
  'naïve',
  '👩‍💻',
  '*/',
  '`',
  '\\',
  '\u0001',
];

const weird = (type: Type, required = true) =>
  NAMES.map((name) => property(name, type, { description: WEIRD, required }));

/** A program in which whatever a person can write is as bad as can be. */
function hostile(): Program {
  const choice: Type = { kind: 'enum', values: [WEIRD, "'", '|', ' | ', 'a'], default: WEIRD };
  const types = [
    ...['Input', 'Output', 'Failure', 'Promise', 'Record', 'Context', 'Tool', 'Shape', 'Item', 'URL', 'Url'].map(
      (name) =>
        declaration('shop', name, object(...weird({ kind: 'string', pattern: WEIRD }, false)), { description: WEIRD }),
    ),
    declaration('shop', 'Choice', choice, { description: WEIRD }),
  ];
  const all = types.map(
    ({ name }): Property =>
      property(name, { kind: 'named', module: 'shop', name, nullable: true }, { description: WEIRD }),
  );
  const examples = [
    {
      title: WEIRD,
      place,
      as: WEIRD,
      given: [],
      input: Object.fromEntries(NAMES.map((name) => [name, WEIRD])),
      expect: WEIRD,
    },
  ];
  const nasty = (stem: string, more: Partial<Tool> = {}) =>
    tool(stem, {
      ...{ title: WEIRD, description: WEIRD, examples, place: { ...place, file: 'spec/shop/we*/ird\n.yaml' } },
      input: object(...weird(choice), ...all),
      output: { kind: 'object', type: object(...weird({ kind: 'string', default: WEIRD }), ...all) },
      failures: [{ code: 'BAD', place, message: WEIRD, http: 400, channel: 'result', data: weird({ kind: 'string' }) }],
      ...more,
    });
  const list = {
    kind: 'list',
    of: { kind: 'named', module: 'shop', name: 'Item' },
    as: '__proto__',
    rest: 'bare',
  } as const;
  const tools = [
    nasty('delete', { name: 'delete' }),
    nasty('input-schema', { name: 'input-schema', output: list, page: { style: 'page_limit', default: 1, max: 2 } }),
    nasty('catalog.item.get', { output: { kind: 'outcomes', per: '__proto__', value: choice, properties: all } }),
    nasty('catalog_item_get', {
      name: 'other',
      domain: 'carts',
      aliases: [{ name: "o'ld", rename: Object.fromEntries([['__proto__', 'x']]), adapt: true }],
    }),
  ];
  return program(tools, [module('shop', { title: WEIRD, types })], { title: WEIRD });
}

describe('output of a hostile spec', () => {
  const given = hostile();
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compileOutput([...generated(given), ...stubs(given)]);
  });
  afterAll(() => compiled.remove());

  it('type-checks', () => {
    expect(compiled.mistakes).toEqual([]);
  });

  it('says exactly what was declared, and nothing else', async () => {
    const path = 'generated/tools/shop/orders/delete';
    expect(await compiled.value(path, 'Object.keys(m)')).toEqual(['deleteTool', 'examples', 'handleDelete']);
    expect(await compiled.value(path, 'm.deleteTool.description')).toBe(WEIRD);
    expect(await compiled.value(path, 'Object.keys(m.deleteTool.input.properties)')).toEqual(
      given.tools[0]?.input.properties.map(({ name }) => name),
    );
    expect(
      await compiled.value(path, 'Object.getPrototypeOf(m.deleteTool.input.properties) === Object.prototype'),
    ).toBe(true);
    expect(await compiled.value(path, 'Object.keys(m.deleteTool.inputSchema.properties)')).toEqual(
      given.tools[0]?.input.properties.map(({ name }) => name),
    );
    expect(await compiled.value(path, 'Object.keys(m.examples[0].input)')).toEqual(NAMES);
  });
});

describe('resolvers.ts', () => {
  const resolver = (app: string, body = "async () => failure('PROJECT_NOT_FOUND')"): OutputFile => ({
    path: 'runtime/resolvers/marketplace/projects/rotate_credentials.ts',
    text: `import { failure } from 'toolwright/runtime';\nimport type { Resolver } from '../../../../generated/tools/marketplace/projects/rotate_credentials.js';\nexport const rotateCredentials = (${app}): Resolver => ${body};\n`,
  });
  const second = tool('list_orders');
  const both: Program = {
    ...marketplace,
    tools: [rotateCredentials, second],
    modules: [...marketplace.modules, module('shop')],
  };
  const other = (app: string): OutputFile => ({
    path: 'runtime/resolvers/shop/orders/list_orders.ts',
    text: `import type { Resolver } from '../../../../generated/tools/shop/orders/list_orders.js';\nexport const listOrders = (${app}): Resolver => async () => ({ ok: true });\n`,
  });
  const use = (app: string): OutputFile => ({
    path: 'runtime/use.ts',
    text: `import { createResolvers } from '../generated/resolvers.js';\nexport const handlers = createResolvers(${app});\n`,
  });
  const mistakes = async (files: readonly OutputFile[], given: Program = both): Promise<readonly string[]> => {
    const compiled = await compileOutput([...generated(given), ...files]);
    compiled.remove();
    return compiled.mistakes;
  };

  it('asks for what all factories ask for, those without a parameter for nothing', async () => {
    expect(
      await mistakes([
        resolver('app: { readonly mail: string }', "async () => { void app; return failure('PROJECT_NOT_FOUND'); }"),
        other(''),
        use("{ mail: 'x' }"),
      ]),
    ).toEqual([]);
    const lacking = await mistakes([
      resolver('_app: { readonly mail: string }'),
      other('_app: { readonly git: number }'),
      use("{ mail: 'x' }"),
    ]);
    expect(lacking).toEqual([expect.stringMatching(/^runtime\/use\.ts.*Property 'git' is missing/s)]);
  });

  it('names the file of a resolver that does not exist', async () => {
    expect(await mistakes([resolver('')])).toEqual([
      expect.stringMatching(
        /^generated\/resolvers\.ts.*Cannot find module '\.\.\/runtime\/resolvers\/shop\/orders\/list_orders\.js'/,
      ),
    ]);
  });

  it('refuses a resolver that answers something else, or an error that is not declared', async () => {
    const wrong = await mistakes([resolver('', "async () => failure('NO_SUCH_CODE')"), other('')]);
    expect(wrong).toEqual([
      expect.stringMatching(/^runtime\/resolvers\/marketplace\/projects\/rotate_credentials\.ts.*error TS2322/),
    ]);
  });

  it('joins a stub, which type-checks', async () => {
    expect(await mistakes(stubs(both))).toEqual([]);
    expect(resolverStub(rotateCredentials, DEFAULT_LAYOUT)).toEqual({
      path: 'runtime/resolvers/marketplace/projects/rotate_credentials.ts',
      text: [
        "import type { Resolver } from '../../../../generated/tools/marketplace/projects/rotate_credentials.js';",
        '',
        '/**',
        ' * Mint a new Composer credential pair for a project and revoke the old pair in the same step. Not for "what is my',
        ' * auth.json?": use list_projects.',
        ' */',
        'export const rotateCredentials = (): Resolver => async (_input, _ctx) => {',
        "  throw new Error('Write me');",
        '};',
        '',
      ].join('\n'),
    });
  });
});
