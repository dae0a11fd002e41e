import { describe, expect, it } from 'vitest';
import { inputSchema, outputSchema } from '../../generator/emit/schema.js';
import type { Program, Tool, Type } from '../../generator/model.js';
import { marketplace, rotateCredentials } from './marketplace-fixture.js';
import { declaration, module, object, place, program, property, tool } from './program-fixture.js';

const text: Type = { kind: 'string' };

/** The properties of the schema that clients see of an input. */
function inputOf(tool: Tool, within: Program = program([tool])): unknown {
  return inputSchema(within, tool).properties;
}

describe('an input schema', () => {
  it('bounds what the spec leaves unbounded, and says nothing of what only the runtime enforces', () => {
    const send = tool('send', {
      input: {
        ...object(
          property('text', text, { required: true, sensitivity: 'pii', trust: 'untrusted' }),
          property('short', { kind: 'string', maxLength: 5, minLength: 1, pattern: '^a', format: 'email' }),
          property('list', { kind: 'list', of: text }, { accepts: 'json_string' }),
          property('map', { kind: 'map', of: { kind: 'integer', minimum: 1, maximum: 3 } }),
          property('token', { kind: 'string', maxLength: 9 }, { header: 'X-Token' }),
          property('any', { kind: 'raw', schema: { type: ['string', 'number'] } }),
        ),
        oneOfRequired: [['short'], ['list', 'map']],
      },
    });
    expect(inputSchema(program([send]), send)).toEqual({
      type: 'object',
      description: 'Give short, or list and map.',
      properties: {
        text: { type: 'string', description: 'The text.', maxLength: 10000 },
        short: {
          type: 'string',
          description: 'The short.',
          format: 'email',
          pattern: '^a',
          minLength: 1,
          maxLength: 5,
        },
        list: { type: 'array', description: 'The list.', items: { type: 'string', maxLength: 10000 }, maxItems: 1000 },
        map: {
          type: 'object',
          description: 'The map.',
          additionalProperties: { type: 'integer', minimum: 1, maximum: 3 },
        },
        token: { type: 'string', description: 'The token.', maxLength: 9, 'x-mcp-header': 'X-Token' },
        any: { description: 'The any.', type: ['string', 'number'] },
      },
      required: ['text'],
      additionalProperties: false,
    });
  });

  it('writes null into types and enums, and the titles of an enum into its description', () => {
    const pick = tool('pick', {
      input: object(
        property('colour', { kind: 'enum', values: ['red', 'blue'], titles: ['Red', 'Deep blue'], nullable: true }),
        property('size', { kind: 'integer', nullable: true, default: 3 }),
      ),
    });
    expect(inputOf(pick)).toEqual({
      colour: {
        type: ['string', 'null'],
        description: 'The colour. red (Red), blue (Deep blue).',
        enum: ['red', 'blue', null],
      },
      size: { type: ['integer', 'null'], description: 'The size.', default: 3 },
    });
  });

  it('writes named types out, bounded within', () => {
    const types = [declaration('shop', 'Note', object(property('text', text, { required: true })))];
    const note = tool('note', {
      input: object(property('note', { kind: 'named', module: 'shop', name: 'Note', nullable: true })),
    });
    expect(inputOf(note, program([note], [module('shop', { types })]))).toEqual({
      note: {
        type: ['object', 'null'],
        description: 'The note.',
        properties: { text: { type: 'string', description: 'The text.', maxLength: 10000 } },
        required: ['text'],
        additionalProperties: false,
      },
    });
  });

  it('passes a verbatim schema through unchanged', () => {
    const verbatim = { type: 'object', oneOf: [{ required: ['a'] }], $defs: { x: true } };
    const fixture = tool('fixture', { verbatimInput: verbatim });
    expect(inputSchema(program([fixture]), fixture)).toEqual(verbatim);
  });

  it('has what the language adds, after what the author declared', () => {
    const action = {
      place,
      requires: [],
      refuses: [],
      effects: [],
      destructive: false,
      idempotent: true,
      confirm: false,
    } as const;
    const all = tool('all', {
      input: object(property('own', text)),
      actions: [
        { ...action, name: 'look', needs: [], writeMode: 'read', description: 'Look.' },
        { ...action, name: 'turn', needs: ['own'], writeMode: 'update' },
      ],
      page: { style: 'page_size', default: 25, max: 500 },
      sort: { fields: ['name', 'size'], default: '-size' },
      filters: [{ name: 'size', type: { kind: 'integer' }, ops: ['from', 'in'] }],
      fields: { default: ['name'], onDemand: ['size'] },
      formats: ['concise', 'csv'],
      dryRun: { parameter: 'preview', default: true, by: 'resolver' },
      idempotency: true,
      limits: { timeoutParameter: { name: 'wait', default: 60, max: 110, onExpiry: 'answer' } },
    });
    const fields = {
      type: 'array',
      items: { type: 'string', enum: ['name', 'size'] },
      minItems: 1,
      maxItems: 2,
      uniqueItems: true,
    };
    const added = {
      own: { type: 'string', description: 'The own.', maxLength: 10000 },
      action: { type: 'string', description: 'What to do. look: Look. turn: needs own.', enum: ['look', 'turn'] },
      page: { type: 'integer', description: 'Page, counted from 1.', minimum: 1, default: 1 },
      page_size: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 500, default: 25 },
      sort: {
        type: 'string',
        description: 'Order; - is descending.',
        enum: ['name', '-name', 'size', '-size'],
        default: '-size',
      },
      filters: {
        type: 'object',
        description: 'All must hold.',
        properties: {
          size: {
            type: 'object',
            description: 'By size.',
            properties: {
              from: { type: 'integer', description: 'This or above.' },
              in: {
                type: 'array',
                description: 'One of these.',
                items: { type: 'integer' },
                minItems: 1,
                maxItems: 1000,
              },
            },
            additionalProperties: false,
          },
        },
        additionalProperties: false,
      },
      fields: { ...fields, description: 'Fields to answer; by default not size.' },
      exclude: { ...fields, description: 'Fields to leave out.' },
      response_format: { type: 'string', description: 'Answer format.', enum: ['concise', 'csv'] },
      preview: { type: 'boolean', description: 'Preview only.', default: true },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
      wait: { type: 'integer', description: 'Most seconds to wait.', minimum: 1, maximum: 110, default: 60 },
    };
    expect(inputOf(all)).toEqual(added);
    expect(Object.keys(inputOf(all) as object)).toEqual(Object.keys(added));
    const camel = program([all], [module('shop', { naming: { tools: 'kebab', parameters: 'camel' } })]);
    expect(Object.keys(inputOf(all, camel) as object)).toEqual([
      ...[
        'own',
        'action',
        'page',
        'pageSize',
        'sort',
        'filters',
        'fields',
        'exclude',
        'responseFormat',
        'preview',
        'idempotencyKey',
        'wait',
      ],
    ]);
  });

  it('says no default that goes without saying', () => {
    const whole = tool('t', {
      page: { style: 'limit_offset', default: 20, max: 100 },
      dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
      formats: ['detailed', 'concise'],
    });
    expect(inputOf(whole)).toEqual({
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0 },
      response_format: { type: 'string', description: 'Answer format.', enum: ['detailed', 'concise'] },
      dry_run: { type: 'boolean', description: 'Preview only.' },
    });
    const own = tool('t', { input: object(property('offset', { kind: 'integer', default: 0 })) });
    expect(inputOf(own)).toEqual({
      offset: { type: 'integer', description: 'The offset.', default: 0 },
    });
  });

  it('filters by a part of a text, or an item of a list', () => {
    const code: Type = { kind: 'string', pattern: '^[A-Z]{3}$', maxLength: 3 };
    const filters = [
      { name: 'code', type: code, ops: ['eq', 'contains'] as const },
      { name: 'tags', type: { kind: 'list', of: code } as const, ops: ['contains'] as const },
    ];
    const whole = { type: 'string', pattern: '^[A-Z]{3}$', maxLength: 3 };
    const operators = (description: string, properties: object) => ({
      type: 'object',
      description,
      properties,
      additionalProperties: false,
    });
    const byCode = {
      eq: { ...whole, description: 'Equal to this.' },
      contains: { type: 'string', description: 'Containing this.', minLength: 1, maxLength: 3 },
    };
    expect(inputOf(tool('find', { filters }))).toEqual({
      filters: operators('All must hold.', {
        code: operators('By code.', byCode),
        tags: operators('By tags.', { contains: { ...whole, description: 'Containing this.' } }),
      }),
    });
  });

  it('speaks the words of each page style', () => {
    const words = (style: 'limit_offset' | 'page_limit') =>
      Object.keys(inputOf(tool('t', { page: { style, default: 1, max: 2 } })) as object);
    expect([words('limit_offset'), words('page_limit')]).toEqual([
      ['limit', 'offset'],
      ['page', 'limit'],
    ]);
  });
});

describe('an output schema', () => {
  it('requires what every caller and format gets, wraps strangers’ text, and leaves closed objects open', () => {
    expect(outputSchema(marketplace, rotateCredentials)).toEqual({
      type: 'object',
      description: "A buyer's project.",
      properties: {
        project_id: {
          type: 'string',
          description: 'Id of a project.',
          pattern: '^prj_[a-z0-9_]{1,40}$',
          maxLength: 44,
        },
        private_key: { type: ['string', 'null'], description: 'Password.', maxLength: 80 },
        note: {
          type: ['object', 'null'],
          description: 'Free text.',
          properties: { untrusted: { type: 'string' } },
          required: ['untrusted'],
        },
        licences: { type: 'integer', description: 'Licences attached.', minimum: 0 },
        row_version: { type: 'integer', description: 'Counts the changes.' },
      },
      required: ['project_id', 'note'],
    });
  });

  it('keeps open objects open and marks each string of a stranger’s list', () => {
    const answer = {
      ...object(property('names', { kind: 'list', of: text }, { required: true, trust: 'untrusted' })),
      open: true,
    } as const;
    const open = tool('open', { output: { kind: 'object', type: answer } });
    const untrusted = { type: 'object', properties: { untrusted: { type: 'string' } }, required: ['untrusted'] };
    expect(outputSchema(program([open]), open)).toEqual({
      type: 'object',
      properties: { names: { type: 'array', description: 'The names.', items: untrusted } },
      required: ['names'],
      additionalProperties: true,
    });
  });

  it('of a list has the page in its own words; under csv the rows, under fields their properties are not required', () => {
    const row = object(property('id', text, { required: true }), property('name', text, { required: true }));
    const list = (more: Partial<Tool>) => {
      const tooled = tool('list', { output: { kind: 'list', of: row, as: 'rows', rest: 'bare' }, ...more });
      return outputSchema(program([tooled]), tooled);
    };
    const properties = {
      id: { type: 'string', description: 'The id.' },
      name: { type: 'string', description: 'The name.' },
    };
    expect(list({})).toEqual({
      type: 'object',
      properties: {
        rows: {
          type: 'array',
          description: 'All items.',
          items: { type: 'object', properties, required: ['id', 'name'] },
        },
      },
      required: ['rows'],
    });
    expect(
      list({
        formats: ['concise', 'csv'],
        page: { style: 'page_limit', default: 10, max: 50 },
        fields: { default: ['name'], onDemand: [] },
      }),
    ).toEqual({
      type: 'object',
      properties: {
        rows: {
          type: 'array',
          description: 'The items of this page.',
          items: { type: 'object', properties, required: ['id'] },
        },
        page: {
          type: 'object',
          description: 'Where this page stands in the whole list.',
          properties: {
            page: { type: 'integer', description: 'Number of this page.' },
            limit: { type: 'integer', description: 'Most items a page.' },
            total: { type: 'integer', description: 'Items on all pages.' },
            has_more: { type: 'boolean', description: 'Whether items follow this page.' },
          },
          required: ['page', 'limit', 'total', 'has_more'],
        },
      },
      required: ['page'],
    });
  });

  it('of variants is one flat object that requires what all of them require', () => {
    const variants = [
      {
        name: 'preview',
        when: { preview: true },
        kind: 'object' as const,
        type: object(
          property('plan', text, { required: true }),
          property('cost', { kind: 'integer' }, { required: true }),
        ),
      },
      {
        name: 'executed',
        when: { preview: false },
        kind: 'object' as const,
        type: object(property('plan', text, { required: true }), property('cost', text)),
      },
    ];
    const change = tool('change', { output: { kind: 'variants', variants } });
    expect(outputSchema(program([change]), change)).toEqual({
      type: 'object',
      properties: { plan: { type: 'string', description: 'The plan.' }, cost: { description: 'The cost.' } },
      required: ['plan'],
    });
  });

  it('of variants of which one is a list, has the list beside what the other answers', () => {
    const row = object(property('id', text, { required: true }));
    const variants = [
      { name: 'rows', when: { explain: false }, kind: 'list' as const, of: row, as: 'rows', rest: 'bare' as const },
      {
        name: 'plan',
        when: { explain: true },
        kind: 'object' as const,
        type: object(property('plan', text, { required: true })),
      },
    ];
    const query = tool('query', { output: { kind: 'variants', variants } });
    expect(outputSchema(program([query]), query)).toEqual({
      type: 'object',
      properties: {
        rows: {
          type: 'array',
          description: 'All items.',
          items: { type: 'object', properties: { id: { type: 'string', description: 'The id.' } }, required: ['id'] },
        },
        plan: { type: 'string', description: 'The plan.' },
      },
    });
  });

  it('of outcomes tells what became of each item', () => {
    const value = object(property('id', text, { required: true }));
    const buy = tool('buy', {
      input: object(property('items', { kind: 'list', of: { kind: 'string', maxLength: 9 } }, { required: true })),
      output: { kind: 'outcomes', per: 'items', value, properties: [property('note', text, { required: true })] },
    });
    expect(outputSchema(program([buy]), buy)).toEqual({
      type: 'object',
      properties: {
        results: {
          type: 'array',
          description: 'What became of each item, in the order given.',
          items: {
            type: 'object',
            properties: {
              item: { type: 'string', description: 'The item as given.', maxLength: 9 },
              status: {
                type: 'string',
                description: 'How it stands.',
                enum: ['done', 'pending', 'failed', 'needs_person'],
              },
              value: {
                type: 'object',
                description: 'What came of it, when done.',
                properties: { id: { type: 'string', description: 'The id.' } },
                required: ['id'],
              },
              error: { type: 'string', description: 'Why it failed.' },
              url: { type: 'string', description: 'Where a person goes on with it.', format: 'uri' },
              next: { type: 'string', description: 'The tool to call next.' },
            },
            required: ['item', 'status'],
          },
        },
        note: { type: 'string', description: 'The note.' },
      },
      required: ['results', 'note'],
    });
  });

  it('is absent for content', () => {
    const picture = tool('picture', { output: { kind: 'content' } });
    expect(outputSchema(program([picture]), picture)).toBeNull();
  });
});
