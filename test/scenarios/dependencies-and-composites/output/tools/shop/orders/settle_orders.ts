// Generated from spec/shop/orders/settle_orders.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Step, Tool, WithCalls } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/settle_orders.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/settle_orders.output.json' with { type: 'json' };
import type { Input as GetOrderInput, Output as GetOrderOutput } from './get_order.js';
import type { Input as ChangeOrderInput, Output as ChangeOrderOutput } from './change_order.js';
import type { Input as ListOrdersInput, Output as ListOrdersOutput } from './list_orders.js';

export interface Input {
  /** Number of the order. */
  readonly number: number;
}

export interface Output {
  /** Total in cents. */
  readonly total: number;
}

/** The steps, by tool. */
export interface Calls {
  readonly get_order: Step<GetOrderInput, GetOrderOutput>;
  readonly change_order: {
    readonly close: Step<Omit<Extract<ChangeOrderInput, { readonly action: 'close' }>, 'action'>, ChangeOrderOutput>;
  };
  readonly list_orders: Step<ListOrdersInput, ListOrdersOutput>;
}

/** Changes the note of an order. */
export type Resolver = (input: Input, ctx: Context & WithCalls<Calls>) => Promise<Output>;

export const settleOrders = {
  name: 'settle_orders',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Settle orders',
  description: 'Changes the note of an order.',
  audience: ['member'],
  context: null,
  requires: [{ privilege: 'shop:order:update' }],
  writeMode: 'update',
  destructive: false,
  idempotent: false,
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      number: { type: 'integer', description: 'Number of the order.', minimum: 1 },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
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
  composes: ['get_order', 'change_order.close', 'list_orders'],
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'A viewer may not', as: 'viewer', input: { number: 1 }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSettleOrders(resolve: Resolver): Handler<Context & WithCalls<Calls>> {
  return { tool: settleOrders, run: (input, ctx) => resolve(input as Input, ctx) };
}
