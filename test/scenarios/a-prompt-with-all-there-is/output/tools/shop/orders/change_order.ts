// Generated from spec/shop/orders/change_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/change_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/change_order.output.json' with { type: 'json' };
import { type OrderId, orderIdShape } from '../../../types/shop.js';

export interface Input {
  /** Id of an order. */
  readonly order_id: OrderId;
}

export interface Output {
  /** Id of an order. */
  readonly order_id: OrderId;
}

/** Changes an order. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const changeOrder = {
  name: 'change_order',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Change an order',
  description: 'Changes an order.',
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
      order_id: orderIdShape,
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['order_id'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { order_id: orderIdShape },
      required: ['order_id'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'A viewer may not', as: 'viewer', input: { order_id: 'ord_1' }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleChangeOrder(resolve: Resolver): Handler<Context> {
  return { tool: changeOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
