// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/get_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/get_order.output.json' with { type: 'json' };

export interface Input {
  /** Number of the order. */
  readonly number: number;
}

export interface Output {
  readonly lines: readonly string[];
  /** Whether there are more items than these. */
  readonly truncated: boolean;
}

/** Lines of an order, the first hundred. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const getOrder = {
  name: 'get_order',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Look into orders',
  description: 'Lines of an order, the first hundred.',
  audience: ['member'],
  context: null,
  requires: [{ privilege: 'shop:order:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: { number: { type: 'integer', description: 'Number of the order.', minimum: 1 } },
    required: ['number'],
    additionalProperties: false,
  },
  output: { kind: 'list', of: { type: 'string' }, as: 'lines', rest: 'bare', capped: true },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'A long one', as: 'viewer', input: { number: 1 }, expect: { lines: ['A1'] }, expectTruncated: true },
  { title: 'A short one', as: 'viewer', input: { number: 2 }, expect: { lines: ['A1'] } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetOrder(resolve: Resolver): Handler<Context> {
  return { tool: getOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
