// Generated from spec/shop/orders/change_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool, WithAsks } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/change_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/change_order.output.json' with { type: 'json' };
import { type Wish, wishShape } from '../../../types/shop.js';

export interface Input {
  /** Number of the order. */
  readonly number: number;
}

export interface Output {
  /** Total in cents. */
  readonly total: number;
}

/** Accepted answers, by question. */
export interface Questions {
  /** Which colour? */
  readonly pick: {
    readonly colour?: 'red' | 'blue';
    readonly gift?: boolean;
  };
  /** What goes with {colour}? */
  readonly extras: {
    /** At most two. */
    readonly wishes: readonly Wish[];
    readonly places?: readonly ('left' | 'right')[];
    readonly card: string;
    readonly sender: string;
    readonly copies: number;
  };
}

/** Changes the note of an order. */
export type Resolver = (input: Input, ctx: Context & WithAsks<Questions>) => Promise<Output>;

export const changeOrder = {
  name: 'change_order',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Change an order',
  description: 'Changes the note of an order.',
  audience: ['member'],
  context: null,
  requires: [{ privilege: 'shop:order:update' }],
  writeMode: 'update',
  destructive: false,
  idempotent: false,
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      number: { type: 'integer', description: 'Number of the order.', minimum: 1 },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['number'],
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
  asks: {
    pick: {
      message: 'Which colour?',
      form: {
        type: 'object',
        properties: {
          colour: { type: 'string', description: 'red (Red), blue (Blue).', enum: ['red', 'blue'] },
          gift: { type: 'boolean' },
        },
        additionalProperties: false,
      },
      schema: {
        type: 'object',
        properties: {
          colour: { type: 'string', oneOf: [{ const: 'red', title: 'Red' }, { const: 'blue', title: 'Blue' }] },
          gift: { type: 'boolean' },
        },
      },
    },
    extras: {
      message: 'What goes with {colour}?',
      form: {
        type: 'object',
        properties: {
          wishes: { type: 'array', description: 'At most two.', items: wishShape, minItems: 1, maxItems: 2 },
          places: { type: 'array', items: { type: 'string', enum: ['left', 'right'] }, maxItems: 1000 },
          card: { type: 'string', maxLength: 200, default: 'Best wishes' },
          sender: { type: 'string', format: 'email', maxLength: 10000 },
          copies: { type: 'integer', minimum: 1, maximum: 5, default: 1 },
        },
        required: ['wishes', 'sender'],
        additionalProperties: false,
      },
      schema: {
        type: 'object',
        properties: {
          wishes: {
            type: 'array',
            minItems: 1,
            maxItems: 2,
            items: {
              anyOf: [
                { const: 'box', title: 'A box' },
                { const: 'bow', title: 'A bow' },
                { const: 'card', title: 'A card' },
              ],
            },
            description: 'At most two.',
          },
          places: { type: 'array', items: { type: 'string', enum: ['left', 'right'] } },
          card: { type: 'string', maxLength: 200, default: 'Best wishes' },
          sender: { type: 'string', format: 'email' },
          copies: { type: 'integer', minimum: 1, maximum: 5, default: 1 },
        },
        required: ['wishes', 'sender'],
      },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'A viewer may not', as: 'viewer', input: { number: 1 }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleChangeOrder(resolve: Resolver): Handler<Context & WithAsks<Questions>> {
  return { tool: changeOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
