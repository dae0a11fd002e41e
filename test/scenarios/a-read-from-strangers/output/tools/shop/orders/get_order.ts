// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
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

/** One order by its number. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const getOrder = {
  name: 'get_order',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Get an order',
  description: 'One order by its number.',
  audience: ['member'],
  context: null,
  requires: [{ privilege: 'shop:order:read' }],
  writeMode: 'read',
  openWorld: true,
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
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetOrder(resolve: Resolver): Handler<Context> {
  return { tool: getOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
