// Generated from spec/shop/orders/change_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/change_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/change_order.output.json' with { type: 'json' };

export interface CloseInput {
  readonly action: 'close';
}

export interface OpenInput {
  readonly action: 'open';
}

export type Input = CloseInput | OpenInput;

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
  actions: {
    close: {
      requires: [{ privilege: 'shop:order:update' }],
      writeMode: 'update',
      destructive: false,
      idempotent: true,
    },
    open: {
      requires: [{ privilege: 'shop:order:update' }],
      writeMode: 'update',
      destructive: false,
      idempotent: false,
    },
  },
  input: {
    type: 'object',
    properties: {
      action: { type: 'string', description: 'What to do.', enum: ['close', 'open'] },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['action'],
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
  { title: 'No', as: 'viewer', input: { action: 'open' }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleChangeOrder(resolve: Resolver): Handler<Context> {
  return { tool: changeOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
