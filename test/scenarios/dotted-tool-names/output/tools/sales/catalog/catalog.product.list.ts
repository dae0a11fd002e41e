// Generated from spec/sales/catalog/catalog.product.list.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/sales/catalog/catalog.product.list.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/sales/catalog/catalog.product.list.output.json' with { type: 'json' };

export type Input = Record<string, never>;

export interface Output {
  readonly totals: readonly number[];
}

/** One order by its number. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const catalogProductList = {
  name: 'catalog_product_list',
  dotted: 'catalog.product.list',
  module: 'sales',
  domain: 'catalog',
  title: 'Catalog: List products',
  description: 'One order by its number.',
  audience: ['member'],
  context: null,
  requires: [],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: { kind: 'list', of: { type: 'integer' }, as: 'totals', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCatalogProductList(resolve: Resolver): Handler<Context> {
  return { tool: catalogProductList, run: (input, ctx) => resolve(input as Input, ctx) };
}
