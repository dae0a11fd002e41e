// Generated from spec/shop/orders/change_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool, WithDryRun } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/change_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/change_order.output.json' with { type: 'json' };

export interface Input {
  /** Number of the order. */
  readonly number: number;
  /** Preview only. */
  readonly preview: boolean;
}

export interface PreviewOutput {
  /** Cost. */
  readonly cost: number;
  /** Total. */
  readonly total: number;
}

export interface ExecutedOutput {
  /** Total. */
  readonly total: number;
}

export type Output = PreviewOutput | ExecutedOutput;

/** Changes the note of an order. */
export type Resolver = (input: Input, ctx: Context & WithDryRun) => Promise<Output>;

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
  dryRun: { parameter: 'preview', default: false, by: 'resolver' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      number: { type: 'integer', description: 'Number of the order.', minimum: 1 },
      preview: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['number'],
    additionalProperties: false,
  },
  output: {
    kind: 'variants',
    variants: {
      preview: {
        when: { preview: true },
        kind: 'object',
        shape: {
          type: 'object',
          properties: {
            cost: { type: 'integer', description: 'Cost.' },
            total: { type: 'integer', description: 'Total.' },
          },
          required: ['cost', 'total'],
          additionalProperties: false,
        },
      },
      executed: {
        when: { preview: false },
        kind: 'object',
        shape: {
          type: 'object',
          properties: { total: { type: 'integer', description: 'Total.' } },
          required: ['total'],
          additionalProperties: false,
        },
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
export function handleChangeOrder(resolve: Resolver): Handler<Context & WithDryRun> {
  return { tool: changeOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
