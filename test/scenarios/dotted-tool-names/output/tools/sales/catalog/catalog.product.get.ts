// Generated from spec/sales/catalog/catalog.product.get.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/sales/catalog/catalog.product.get.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/sales/catalog/catalog.product.get.output.json' with { type: 'json' };

export interface Input {
  /** Number of the order. */
  readonly number: number;
}

export interface Output {
  /** Total in cents. */
  readonly total: number;
}

/** One order by its number. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const catalogProductGet = {
  name: 'catalog_product_get',
  dotted: 'catalog.product.get',
  module: 'sales',
  domain: 'catalog',
  title: 'Catalog: Get an order',
  description: 'One order by its number.',
  audience: ['member'],
  context: null,
  requires: [],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: { number: { type: 'integer', description: 'Number of the order.', minimum: 1 } },
    required: ['number'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { total: { type: 'integer', description: 'Total in cents.' } },
      required: ['total'],
      additionalProperties: false,
    },
  },
  feeds: { number: { tool: 'catalog_product_list', path: 'totals[]' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCatalogProductGet(resolve: Resolver): Handler<Context> {
  return { tool: catalogProductGet, run: (input, ctx) => resolve(input as Input, ctx) };
}
