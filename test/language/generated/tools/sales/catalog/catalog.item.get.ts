// Generated from spec/sales/catalog/catalog.item.get.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/sales/catalog/catalog.item.get.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/sales/catalog/catalog.item.get.output.json' with { type: 'json' };

export interface Input {
  /** Number of the item. */
  readonly number?: number;
  /** Its name. */
  readonly name?: string;
}

export interface Output {
  /** Number of the item. */
  readonly number: number;
  /** Its name. */
  readonly name: string;
  /** What it costs. */
  readonly cents: number;
}

/** `NOT_FOUND`: There is no such item. */
export type Failure = DeclaredFailure<'NOT_FOUND', Record<string, never>>;

/** "What does the lamp cost?" One item for sale, by its number or by its name. */
export type Resolver = (input: Input, ctx: Context<'person'>) => Promise<Output | Failure>;

export const catalogItemGet = {
  name: 'catalog_item_get',
  dotted: 'catalog.item.get',
  module: 'sales',
  domain: 'catalog',
  title: 'Catalogue: Get an item',
  description: '"What does the lamp cost?" One item for sale, by its number or by its name.',
  audience: ['worker'],
  context: 'person',
  requires: [],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: {
      number: { type: 'integer', description: 'Number of the item.', minimum: 1 },
      name: { type: 'string', description: 'Its name.', minLength: 1, maxLength: 40 },
    },
    additionalProperties: false,
    oneOfRequired: [['number'], ['name']],
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        number: { type: 'integer', description: 'Number of the item.', minimum: 1 },
        name: { type: 'string', description: 'Its name.', maxLength: 40 },
        cents: { type: 'integer', description: 'What it costs.', minimum: 0 },
      },
      required: ['number', 'name', 'cents'],
      additionalProperties: false,
    },
  },
  errors: { NOT_FOUND: { message: 'There is no such item.', http: 404, channel: 'result' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'By name', as: 'red-lead', input: { name: 'Chair' }, expect: { number: 8 } },
  {
    title: 'By number',
    as: 'drifter',
    input: { number: 7 },
    expect: { $exact: true, number: 7, name: 'Lamp', cents: 1999 },
  },
  { title: 'There is none', as: 'red-lead', input: { number: 99 }, expectError: 'NOT_FOUND' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCatalogItemGet(resolve: Resolver): Handler<Context<'person'>> {
  return { tool: catalogItemGet, run: (input, ctx) => resolve(input as Input, ctx) };
}
