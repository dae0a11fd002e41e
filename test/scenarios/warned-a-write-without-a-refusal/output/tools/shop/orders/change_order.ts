// Generated from spec/shop/orders/change_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/change_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/change_order.output.json' with { type: 'json' };

export interface Input {
  /** Number of the order. */
  readonly number: number;
}

export interface Output {
  /** Total in cents. */
  readonly total: number;
}

/** Changes the note of an order. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const changeOrder = {
  name: 'change_order',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Change an order',
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
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'Changed', as: 'owner', input: { number: 1 }, expect: { total: 1 } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleChangeOrder(resolve: Resolver): Handler<Context> {
  return { tool: changeOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
