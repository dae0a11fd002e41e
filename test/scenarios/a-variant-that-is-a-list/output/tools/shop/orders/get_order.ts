// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/get_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/get_order.output.json' with { type: 'json' };

export interface Input {
  /** Number of the order. */
  readonly number: number;
  /** Only how. */
  readonly explain: boolean;
}

export interface FoundItem {
  /** Article. */
  readonly sku: string;
  /** Price. */
  readonly cents: number;
}

export interface FoundOutput {
  readonly lines: readonly FoundItem[];
}

export interface PlanOutput {
  /** Steps. */
  readonly steps: readonly string[];
}

export type Output = FoundOutput | PlanOutput;

/** Lines of an order, or how they would be found. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const getOrder = {
  name: 'get_order',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Look into orders',
  description: 'Lines of an order, or how they would be found.',
  audience: ['member'],
  context: null,
  requires: [{ privilege: 'shop:order:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: {
      number: { type: 'integer', description: 'Number of the order.', minimum: 1 },
      explain: { type: 'boolean', description: 'Only how.', default: false },
    },
    required: ['number'],
    additionalProperties: false,
  },
  output: {
    kind: 'variants',
    variants: {
      found: {
        when: { explain: false },
        kind: 'list',
        of: {
          type: 'object',
          properties: {
            sku: { type: 'string', description: 'Article.' },
            cents: { type: 'integer', description: 'Price.', privilege: 'shop:order:update' },
          },
          required: ['sku', 'cents'],
          additionalProperties: false,
        },
        as: 'lines',
        rest: 'bare',
      },
      plan: {
        when: { explain: true },
        kind: 'object',
        shape: {
          type: 'object',
          properties: { steps: { type: 'array', description: 'Steps.', items: { type: 'string' } } },
          required: ['steps'],
          additionalProperties: false,
        },
      },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'Lines', as: 'viewer', input: { number: 1 }, expect: { lines: [{ sku: 'A1' }] } },
  { title: 'Steps', as: 'viewer', input: { number: 1, explain: true }, expect: { steps: ['look'] } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetOrder(resolve: Resolver): Handler<Context> {
  return { tool: getOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
