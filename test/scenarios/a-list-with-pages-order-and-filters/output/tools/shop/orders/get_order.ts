// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/get_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/get_order.output.json' with { type: 'json' };

export interface Input {
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
  /** Order; - is descending. */
  readonly sort: 'placed' | '-placed' | 'number' | '-number';
  /** All must hold. */
  readonly filters?: {
    /** By placed. */
    readonly placed?: {
      /** This or above. */
      readonly from?: string;
      /** This or below. */
      readonly to?: string;
    };
    /** By state. */
    readonly state?: {
      /** Equal to this. */
      readonly eq?: 'open' | 'shut';
      /** One of these. */
      readonly in?: readonly ('open' | 'shut')[];
    };
    /** In the note. */
    readonly text?: {
      /** Containing this. */
      readonly contains?: string;
    };
  };
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
  page: { style: 'limit_offset', default: 10, max: 50 },
  sort: { fields: ['placed', 'number'], default: '-placed' },
  filters: { placed: ['from', 'to'], state: ['eq', 'in'], text: ['contains'] },
  formats: ['concise', 'detailed', 'csv'],
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 50, default: 10 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
      sort: {
        type: 'string',
        description: 'Order; - is descending.',
        enum: ['placed', '-placed', 'number', '-number'],
        default: '-placed',
      },
      filters: {
        type: 'object',
        description: 'All must hold.',
        properties: {
          placed: {
            type: 'object',
            description: 'By placed.',
            properties: {
              from: { type: 'string', description: 'This or above.', format: 'date', maxLength: 10000 },
              to: { type: 'string', description: 'This or below.', format: 'date', maxLength: 10000 },
            },
            additionalProperties: false,
          },
          state: {
            type: 'object',
            description: 'By state.',
            properties: {
              eq: { type: 'string', description: 'Equal to this.', enum: ['open', 'shut'] },
              in: {
                type: 'array',
                description: 'One of these.',
                items: { type: 'string', enum: ['open', 'shut'] },
                minItems: 1,
                maxItems: 1000,
              },
            },
            additionalProperties: false,
          },
          text: {
            type: 'object',
            description: 'In the note.',
            properties: { contains: { type: 'string', description: 'Containing this.', minLength: 1, maxLength: 50 } },
            additionalProperties: false,
          },
        },
        additionalProperties: false,
      },
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed', 'csv'],
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
