// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool, WithClient } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/get_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/get_order.output.json' with { type: 'json' };

export interface Input {
  /** Number of the order. */
  readonly number: number;
}

export interface Output {
  /** Total in cents. */
  readonly total: number;
}

/** One order by its number. Deprecated since 1.2, gone from 2027-01-31 on: use get_order. */
export type Resolver = (input: Input, ctx: Context & WithClient) => Promise<Output>;

/** Arguments of an old name to those of today. */
export type Adapt = (old: { readonly [argument: string]: unknown }) => Partial<Input>;

export const getOrder = {
  name: 'get_order',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Get an order',
  description: 'One order by its number. Deprecated since 1.2, gone from 2027-01-31 on: use get_order.',
  icons: [{ src: 'https://example.com/a.png', mimeType: 'image/png', sizes: ['48x48'] }],
  audience: ['member'],
  context: null,
  requires: [{ privilege: 'shop:order:read' }],
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
  aliases: [{ name: 'fetch_order' }, { name: 'old.order', rename: { no: 'number' }, adapt: true }],
  deprecated: { since: '1.2', sunset: '2027-01-31', replaceWith: 'get_order' },
  usesClient: ['sampling', 'log'],
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetOrder(resolve: Resolver, adapt: { readonly 'old.order': Adapt }): Handler<Context & WithClient> {
  return { tool: getOrder, run: (input, ctx) => resolve(input as Input, ctx), adapt };
}
