// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/get_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/get_order.output.json' with { type: 'json' };

export interface Input {
  /** Fields to answer; by default not placed, note. */
  readonly fields?: readonly ('number' | 'state' | 'placed' | 'note')[];
  /** Fields to leave out. */
  readonly exclude?: readonly ('number' | 'state' | 'placed' | 'note')[];
}

export interface Item {
  /** Number. */
  readonly number: number;
  /** Day. */
  readonly placed?: string;
  /** State. */
  readonly state: 'open' | 'shut';
  /** Note. */
  readonly note?: string;
}

export interface Output {
  readonly orders: readonly Item[];
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
  fields: { default: ['number', 'state'], onDemand: ['placed', 'note'] },
  formats: ['concise', 'detailed'],
  input: {
    type: 'object',
    properties: {
      fields: {
        type: 'array',
        description: 'Fields to answer; by default not placed, note.',
        items: { type: 'string', enum: ['number', 'state', 'placed', 'note'] },
        minItems: 1,
        maxItems: 4,
        uniqueItems: true,
      },
      exclude: {
        type: 'array',
        description: 'Fields to leave out.',
        items: { type: 'string', enum: ['number', 'state', 'placed', 'note'] },
        minItems: 1,
        maxItems: 4,
        uniqueItems: true,
      },
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
      required: ['number', 'state'],
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
