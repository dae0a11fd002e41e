// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/get_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/get_order.output.json' with { type: 'json' };

export interface Input {
  /** Page, counted from 1. */
  readonly page: number;
  /** Page size. */
  readonly page_size: number;
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

export const getOrder = {
  name: 'get_order',
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
  page: { style: 'page_size', default: 5, max: 5 },
  formats: ['concise', 'detailed'],
  input: {
    type: 'object',
    properties: {
      page: { type: 'integer', description: 'Page, counted from 1.', minimum: 1, default: 1 },
      page_size: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 5, default: 5 },
      response_format: {
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
export function handleGetOrder(resolve: Resolver): Handler<Context> {
  return { tool: getOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
