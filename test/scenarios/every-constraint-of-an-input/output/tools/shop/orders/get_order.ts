// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/get_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/get_order.output.json' with { type: 'json' };
import { type OrderId, orderIdShape } from '../../../types/shop.js';

export interface Input {
  /** Text. */
  readonly text: string;
  /** Mail. */
  readonly mail?: string;
  /** Whole. */
  readonly whole: number;
  /** Part. */
  readonly part?: number;
  /** Yes or no. */
  readonly yes: boolean;
  /** State. */
  readonly state: 'open' | 'shut';
  /** Level. */
  readonly level?: 1 | 2 | 3;
  /** Many. */
  readonly many?: readonly string[];
  /** Ids. */
  readonly ids?: readonly OrderId[];
  /** By name. */
  readonly by_name?: { readonly [key: string]: number };
  /** Anything. */
  readonly any?: {
    readonly [key: string]: unknown;
  };
  /** Text or null. */
  readonly nothing?: string | null;
  /** Nested. */
  readonly nested: {
    /** A. */
    readonly a: string;
    /** Id of an order. */
    readonly b?: OrderId;
  };
  /** Trace. */
  readonly trace?: string;
}

export interface Output {
  /** Total in cents. */
  readonly total: number;
}

/** One order by its number. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

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
    properties: {
      text: { type: 'string', description: 'Text.', pattern: '^[a-z]+$', minLength: 1, maxLength: 20, default: 'abc' },
      mail: { type: 'string', description: 'Mail.', format: 'email', maxLength: 10000, sensitivity: 'pii' },
      whole: { type: 'integer', description: 'Whole.', minimum: 1, maximum: 10, multipleOf: 2, default: 4 },
      part: { type: 'number', description: 'Part.', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      yes: { type: 'boolean', description: 'Yes or no.', default: false },
      state: {
        type: 'string',
        description: 'State. open (Open), shut (Shut).',
        enum: ['open', 'shut'],
        default: 'open',
      },
      level: { type: 'integer', description: 'Level.', enum: [1, 2, 3] },
      many: {
        type: 'array',
        description: 'Many.',
        items: { type: 'string', maxLength: 10000 },
        minItems: 1,
        maxItems: 5,
        uniqueItems: true,
      },
      ids: { type: 'array', description: 'Ids.', items: orderIdShape, maxItems: 1000 },
      by_name: {
        type: 'object',
        description: 'By name.',
        additionalProperties: { type: 'integer' },
        accepts: 'json_string',
      },
      any: { type: 'object', description: 'Anything.', properties: {}, additionalProperties: true },
      nothing: { type: ['string', 'null'], description: 'Text or null.', maxLength: 10000 },
      nested: {
        type: 'object',
        description: 'Nested.',
        properties: { a: { type: 'string', description: 'A.', maxLength: 10000 }, b: orderIdShape },
        required: ['a'],
        additionalProperties: false,
      },
      trace: { type: 'string', description: 'Trace.', maxLength: 10000, header: 'X-Trace' },
    },
    required: ['nested'],
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
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetOrder(resolve: Resolver): Handler<Context> {
  return { tool: getOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
