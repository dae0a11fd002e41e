// Generated from spec/marketplace/orders/list_orders.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/orders/list_orders.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/orders/list_orders.output.json' with { type: 'json' };
import { type Order, type Timestamp, orderShape, timestampShape } from '../../../types/marketplace.js';

export interface Input {
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
  /** All must hold. */
  readonly filters?: {
    /** By placed at. */
    readonly placed_at?: {
      /** This or above. */
      readonly from?: Timestamp;
      /** This or below. */
      readonly to?: Timestamp;
    };
  };
}

export interface Output {
  readonly orders: readonly Order[];
  /** Items on all pages together. */
  readonly total: number;
}

/**
 * "What have we bought?" Orders and renewals with lines, discount, tax and total. Not for "give me the invoice as a
 * PDF": use get_invoice.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const listOrders = {
  name: 'list_orders',
  module: 'marketplace',
  domain: 'orders',
  title: 'Orders: List orders',
  description:
    '"What have we bought?" Orders and renewals with lines, discount, tax and total. Not for "give me the invoice as a PDF": use get_invoice.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:order:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  filters: { placed_at: ['from', 'to'] },
  formats: ['concise', 'csv'],
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
      filters: {
        type: 'object',
        description: 'All must hold.',
        properties: {
          placed_at: {
            type: 'object',
            description: 'By placed at.',
            properties: {
              from: { ...timestampShape, description: 'This or above.' },
              to: { ...timestampShape, description: 'This or below.' },
            },
            additionalProperties: false,
          },
        },
        additionalProperties: false,
      },
      response_format: { type: 'string', description: 'Answer format.', enum: ['concise', 'csv'], default: 'concise' },
    },
    additionalProperties: false,
  },
  output: { kind: 'list', of: orderShape, as: 'orders', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'The newest first',
    as: 'acme-billing',
    input: {},
    expect: {
      orders: [
        {
          order_id: 'ord_demo_1002',
          number: '1002',
          kind: 'renewal',
          status: 'paid',
          invoice_id: 'ivc_demo_1002',
          currency_code: 'GBP',
        },
        {
          order_id: 'ord_demo_1001',
          lines: [
            { package: 'forge/checkout-booster', cadence: null, quantity: 1, tax: { amount: '9.80', currency: 'GBP' } },
            {
              package: 'globex/search-suite',
              cadence: 'monthly',
              quantity: 1,
              tax: { amount: '4.00', currency: 'GBP' },
            },
          ],
          discount: { amount: '0.00', currency: 'GBP' },
          tax: { amount: '13.80', currency: 'GBP' },
          total: { amount: '82.79', currency: 'GBP' },
        },
      ],
      page: { total: 2, has_more: false },
    },
  },
  {
    title: 'One that was given back, and one that was never paid',
    as: 'anvil-vendor',
    input: {},
    expect: {
      orders: [
        {
          order_id: 'ord_demo_1000',
          status: 'refunded',
          coupon: 'WELCOME10',
          discount: { amount: '4.90', currency: 'GBP' },
          failure: null,
        },
        { order_id: 'ord_demo_999', status: 'failed', coupon: 'WELCOME10', failure: 'The card has not enough funds.' },
      ],
    },
  },
  {
    title: 'Of January',
    as: 'acme-viewer',
    input: { filters: { placed_at: { from: '2026-01-01T00:00:00Z', to: '2026-01-31T23:59:59Z' } } },
    expect: { orders: [{ number: '1001' }], page: { total: 1 } },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListOrders(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: listOrders, run: (input, ctx) => resolve(input as Input, ctx) };
}
