// Generated from spec/marketplace/resources/orders.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';
import { type Money, type Month, type Order, moneyShape, monthShape, orderShape } from '../../types/marketplace.js';

export interface Input {
  /** A month in UTC, such as 2026-01. */
  readonly month?: Month;
}

export interface Output {
  /** Null for all time. */
  readonly month: Month | null;
  /** The newest first, at most 200. */
  readonly orders: readonly Order[];
  /** What was paid, by currency. */
  readonly paid: readonly Money[];
}

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** The organization's orders of a month, or of all time, the newest first, with what they come to. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const orders = {
  name: 'orders',
  module: 'marketplace',
  uri: 'market://orders{?month}',
  template: true,
  title: 'What was bought',
  description: "The organization's orders of a month, or of all time, the newest first, with what they come to.",
  mimeType: 'application/json',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:order:read' }],
  parameters: { type: 'object', properties: { month: monthShape }, additionalProperties: false },
  complete: { month: 'order_months' },
  output: {
    kind: 'type',
    shape: {
      type: 'object',
      properties: {
        month: { ...monthShape, type: ['string', 'null'], description: 'Null for all time.' },
        orders: { type: 'array', description: 'The newest first, at most 200.', items: orderShape },
        paid: { type: 'array', description: 'What was paid, by currency.', items: moneyShape },
      },
      required: ['month', 'orders', 'paid'],
      additionalProperties: false,
    },
  },
  cache: { ttlMs: 60000, scope: 'private' },
} as const satisfies Resource;

export const examples = [
  {
    title: 'January',
    as: 'acme-owner',
    input: { month: '2026-01' },
    expect: { month: '2026-01', orders: [{ number: '1001' }], paid: [{ amount: '82.79', currency: 'GBP' }] },
  },
  {
    title: 'All time',
    as: 'acme-owner',
    input: {},
    expect: { month: null, orders: [{ number: '1002' }, { number: '1001' }] },
  },
  { title: 'A month without any', as: 'globex-owner', input: { month: '2025-12' }, expect: { orders: [], paid: [] } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleOrders(resolve: Resolver): ResourceHandler<Context<'customer' | 'org'>> {
  return { resource: orders, run: (input, ctx) => resolve(input as Input, ctx) };
}
