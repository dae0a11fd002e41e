// Generated from spec/shop/orders/list-orders.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/list-orders.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/list-orders.output.json' with { type: 'json' };

export interface Input {
  /** State. */
  readonly orderState?: string;
  /** Page, counted from 1. */
  readonly page: number;
  /** Page size. */
  readonly pageSize: number;
}

export interface Item {
  /** Number. */
  readonly number: number;
  /** Day. */
  readonly placed: string;
  /** State. */
  readonly state: 'open' | 'shut';
  /** Note. */
  readonly note: string;
}

export interface Output {
  readonly orders: readonly Item[];
  /** Items on all pages together. */
  readonly total: number;
}

/** One order by its number. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const listOrders = {
  name: 'shop-list-orders',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: List orders',
  description: 'One order by its number.',
  audience: ['member'],
  context: null,
  requires: [{ privilege: 'shop:order:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'page_size', default: 20, max: 100 },
  formats: ['concise', 'detailed'],
  input: {
    type: 'object',
    properties: {
      orderState: { type: 'string', description: 'State.', maxLength: 10000 },
      page: { type: 'integer', description: 'Page, counted from 1.', minimum: 1, default: 1 },
      pageSize: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      responseFormat: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed'],
        default: 'concise',
      },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'list',
    of: {
      type: 'object',
      properties: {
        number: { type: 'integer', description: 'Number.' },
        placed: { type: 'string', description: 'Day.', format: 'date' },
        state: { type: 'string', description: 'State.', enum: ['open', 'shut'] },
        note: { type: 'string', description: 'Note.', trust: 'untrusted', detail: true },
      },
      required: ['number', 'placed', 'state', 'note'],
      additionalProperties: false,
    },
    as: 'orders',
    rest: 'object',
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListOrders(resolve: Resolver): Handler<Context> {
  return { tool: listOrders, run: (input, ctx) => resolve(input as Input, ctx) };
}
