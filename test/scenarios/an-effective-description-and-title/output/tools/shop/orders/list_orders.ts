// Generated from spec/shop/orders/list_orders.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/list_orders.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/list_orders.output.json' with { type: 'json' };

export type Input = Record<string, never>;

export interface Output {
  /** Total in cents. */
  readonly total: number;
}

/** One order by its number. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const listOrders = {
  name: 'list_orders',
  module: 'shop',
  domain: 'orders',
  title: 'Sales: List orders',
  description: 'One order by its number.',
  audience: ['member'],
  context: null,
  requires: [{ privilege: 'shop:order:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { total: { type: 'integer', description: 'Total in cents.' } },
      required: ['total'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListOrders(resolve: Resolver): Handler<Context> {
  return { tool: listOrders, run: (input, ctx) => resolve(input as Input, ctx) };
}
