// Generated from spec/shop/orders/change_orders.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/change_orders.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/change_orders.output.json' with { type: 'json' };

export interface Input {
  /** Numbers. */
  readonly numbers: readonly number[];
}

export interface Outcome {
  /** The item as given. */
  readonly item: number;
  /** How it stands. */
  readonly status: 'done' | 'pending' | 'failed' | 'needs_person';
  /** What came of it, when done. */
  readonly value?: {
    /** Total. */
    readonly total: number;
  };
  /** Why it failed. */
  readonly error?: string;
  /** Where a person goes on with it. */
  readonly url?: string;
  /** The tool to call next. */
  readonly next?: string;
}

export interface Output {
  readonly results: readonly Outcome[];
  /** Of all. */
  readonly sum: number;
}

/** Changes the note of an order. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const changeOrders = {
  name: 'change_orders',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Change orders',
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
      numbers: { type: 'array', description: 'Numbers.', items: { type: 'integer' }, maxItems: 1000 },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['numbers'],
    additionalProperties: false,
  },
  output: {
    kind: 'outcomes',
    per: 'numbers',
    value: {
      type: 'object',
      properties: { total: { type: 'integer', description: 'Total.' } },
      required: ['total'],
      additionalProperties: false,
    },
    properties: { sum: { type: 'integer', description: 'Of all.' } },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'None', as: 'viewer', input: { numbers: [] }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleChangeOrders(resolve: Resolver): Handler<Context> {
  return { tool: changeOrders, run: (input, ctx) => resolve(input as Input, ctx) };
}
