// Generated from spec/shop/resources/orders.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';

export interface Input {
  /** Such as 2026-11. */
  readonly month?: string;
}

export interface Output {
  /** Total. */
  readonly total: number;
}

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** The orders of a month, or of all time. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output | Failure>;

export const orders = {
  name: 'orders',
  module: 'shop',
  uri: 'shop://orders{?month}',
  template: true,
  title: 'Orders',
  description: 'The orders of a month, or of all time.',
  mimeType: 'application/json',
  audience: ['member'],
  context: null,
  requires: [],
  parameters: {
    type: 'object',
    properties: { month: { type: 'string', description: 'Such as 2026-11.', maxLength: 10000 } },
    additionalProperties: false,
  },
  output: {
    kind: 'type',
    shape: {
      type: 'object',
      properties: { total: { type: 'integer', description: 'Total.' } },
      required: ['total'],
      additionalProperties: false,
    },
  },
} as const satisfies Resource;

export const examples = [] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleOrders(resolve: Resolver): ResourceHandler<Context> {
  return { resource: orders, run: (input, ctx) => resolve(input as Input, ctx) };
}
