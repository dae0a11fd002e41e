// Generated from spec/shop/resources/order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';
import { type OrderId, orderIdShape } from '../../types/shop.js';

export interface Input {
  /** Id of an order. */
  readonly order_id: OrderId;
}

export interface Output {
  /** Total. */
  readonly total: number;
}

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** One order. */
export type Resolver = (input: Input, ctx: Context<'account' | 'org'>) => Promise<Output | Failure>;

export const order = {
  name: 'order',
  module: 'shop',
  uri: 'shop://orders/{order_id}',
  template: true,
  title: 'Order',
  description: 'One order.',
  icons: [{ src: 'https://example.com/order.png' }],
  annotations: { audience: ['user', 'assistant'], priority: 0.5 },
  mimeType: 'application/json',
  audience: ['member'],
  context: 'org',
  requires: [{ privilege: 'shop:order:read' }],
  parameters: {
    type: 'object',
    properties: { order_id: orderIdShape },
    required: ['order_id'],
    additionalProperties: false,
  },
  complete: { order_id: 'order_ids' },
  output: {
    kind: 'type',
    shape: {
      type: 'object',
      properties: { total: { type: 'integer', description: 'Total.' } },
      required: ['total'],
      additionalProperties: false,
    },
  },
  subscribe: true,
  cache: { ttlMs: 60000, scope: 'private' },
} as const satisfies Resource;

export const examples = [
  {
    title: 'An order of ours',
    as: 'owner',
    input: { order_id: 'ord_1' },
    expect: { total: 12 },
    changedBy: { call: 'change_order', as: 'viewer', input: { order_id: 'ord_1' } },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleOrder(resolve: Resolver): ResourceHandler<Context<'account' | 'org'>> {
  return { resource: order, run: (input, ctx) => resolve(input as Input, ctx) };
}
