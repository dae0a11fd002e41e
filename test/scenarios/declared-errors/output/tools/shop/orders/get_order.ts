// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
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

/**
 * `BROKEN`: It broke.
 *
 * `NOT_FOUND`: Nothing at {number}.
 *
 * `ORDER_NOT_FOUND`: No order {number}; there are {known}.
 */
export type Failure =
  | DeclaredFailure<'BROKEN', Record<string, never>>
  | DeclaredFailure<'NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'ORDER_NOT_FOUND', { readonly known: readonly number[] }>;

/** One order by its number. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output | Failure>;

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
  errors: {
    BROKEN: { message: 'It broke.', http: 500, channel: 'rpc', rpc: -32018 },
    NOT_FOUND: { message: 'Nothing at {number}.', http: 404, channel: 'result' },
    ORDER_NOT_FOUND: {
      message: 'No order {number}; there are {known}.',
      http: 404,
      channel: 'result',
      data: { known: { type: 'array', items: { type: 'integer' } } },
      next: { tool: 'get_order', fill: { number: 'number' } },
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
