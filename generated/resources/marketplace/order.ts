// Generated from spec/marketplace/resources/order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';
import { type Order, type OrderId, orderIdShape, orderShape } from '../../types/marketplace.js';

export interface Input {
  /** Id of an order. */
  readonly order_id: OrderId;
}

export type Output = Order;

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** One order of the organization with its positions and what each of them cost. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const order = {
  name: 'order',
  module: 'marketplace',
  uri: 'market://orders/{order_id}',
  template: true,
  title: 'An order',
  description: 'One order of the organization with its positions and what each of them cost.',
  mimeType: 'application/json',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:order:read' }],
  parameters: {
    type: 'object',
    properties: { order_id: orderIdShape },
    required: ['order_id'],
    additionalProperties: false,
  },
  complete: { order_id: 'order_ids' },
  output: { kind: 'type', shape: orderShape },
  subscribe: true,
  cache: { ttlMs: 60000, scope: 'private' },
} as const satisfies Resource;

export const examples = [
  {
    title: 'The first order',
    as: 'acme-billing',
    input: { order_id: 'ord_demo_1001' },
    expect: {
      number: '1001',
      status: 'paid',
      lines: [
        { package: 'forge/checkout-booster', quantity: 1, total: { amount: '49.00', currency: 'GBP' } },
        { package: 'globex/search-suite', quantity: 1, total: { amount: '19.99', currency: 'GBP' } },
      ],
      total: { amount: '82.79', currency: 'GBP' },
    },
  },
  {
    title: "Another organization's order looks like none",
    as: 'acme-billing',
    input: { order_id: 'ord_demo_1003' },
    expectError: 'UNKNOWN_RESOURCE',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleOrder(resolve: Resolver): ResourceHandler<Context<'customer' | 'org'>> {
  return { resource: order, run: (input, ctx) => resolve(input as Input, ctx) };
}
