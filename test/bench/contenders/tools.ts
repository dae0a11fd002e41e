import type { Knex } from 'knex';
import type { Shape, Tool } from '../../../runtime/tool.js';

/** What every contender serves: one trivial tool and one that reads twenty rows under row-level security. */

export interface Sum {
  readonly sum: number;
}

export interface Item {
  readonly id: number;
  readonly name: string;
  readonly price: string;
}

/** As each contender validates what it is sent and what it answers. */
export const schemas = {
  add: {
    input: {
      type: 'object',
      properties: {
        a: { type: 'integer', description: 'One number.' },
        b: { type: 'integer', description: 'The other.' },
      },
      required: ['a', 'b'],
      additionalProperties: false,
    },
    output: {
      type: 'object',
      properties: { sum: { type: 'integer', description: 'Both together.' } },
      required: ['sum'],
      additionalProperties: false,
    },
  },
  list_items: {
    input: {
      type: 'object',
      properties: {
        limit: { type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'How many.' },
      },
      required: [],
      additionalProperties: false,
    },
    output: {
      type: 'object',
      properties: {
        items: {
          type: 'array',
          description: 'The first items by id.',
          items: {
            type: 'object',
            properties: {
              id: { type: 'integer', description: 'Its id.' },
              name: { type: 'string', description: 'What it is called.' },
              price: { type: 'string', description: 'In euros.' },
            },
            required: ['id', 'name', 'price'],
            additionalProperties: false,
          },
        },
      },
      required: ['items'],
      additionalProperties: false,
    },
  },
} as const satisfies { readonly [tool: string]: { readonly input: Shape; readonly output: Shape } };

/** In a transaction that is some tenant's. */
export async function readItems(db: Knex.Transaction, limit: number): Promise<{ readonly items: readonly Item[] }> {
  return { items: await db('item').orderBy('id').limit(limit).select('id', 'name', 'price') };
}

const base = {
  module: 'bench',
  domain: 'bench',
  audience: ['member'],
  context: 'org',
  requires: [{ privilege: 'bench:item:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
} as const satisfies Partial<Tool>;

export const add: Tool = {
  ...base,
  name: 'add',
  title: 'Bench: Add',
  description: 'Adds two whole numbers.',
  input: schemas.add.input,
  inputSchema: schemas.add.input,
  output: { kind: 'object', shape: schemas.add.output },
  outputSchema: schemas.add.output,
};

export const listItems: Tool = {
  ...base,
  name: 'list_items',
  title: 'Bench: List items',
  description: "The first of the organization's items.",
  input: schemas.list_items.input,
  inputSchema: schemas.list_items.input,
  output: { kind: 'object', shape: schemas.list_items.output },
  outputSchema: schemas.list_items.output,
};

/** A hundred tools in all, for the list of tools. */
export const tools: readonly Tool[] = [
  add,
  listItems,
  ...Array.from({ length: 98 }, (_, index) => ({
    ...listItems,
    name: `list_items_${String(index).padStart(2, '0')}`,
    description: `The first of the organization's items, as number ${index} of a hundred tools that are alike.`,
  })),
];
