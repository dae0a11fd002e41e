// Generated from spec/shop/orders/change_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool, WithDryRun, WithEffects, WithProgress } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/change_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/change_order.output.json' with { type: 'json' };

export interface Input {
  /** Number of the order. */
  readonly number: number;
  /** Preview only. */
  readonly dry_run: boolean;
  /** Most seconds to wait. */
  readonly patience: number;
}

export interface Output {
  /** Total in cents. */
  readonly total: number;
}

/** Changes the note of an order. */
export type Resolver = (input: Input, ctx: Context & WithEffects<'mail' | 'stripe'> & WithDryRun & WithProgress) => Promise<Output>;

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
  effects: ['mail', 'stripe'],
  openWorld: true,
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'resolver' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      number: { type: 'integer', description: 'Number of the order.', minimum: 1 },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
      patience: { type: 'integer', description: 'Most seconds to wait.', minimum: 1, maximum: 60, default: 5 },
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
  progress: true,
  limits: { timeoutParameter: { name: 'patience', default: 5, max: 60, onExpiry: 'answer' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'A viewer may not', as: 'viewer', input: { number: 1 }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleChangeOrder(resolve: Resolver): Handler<Context & WithEffects<'mail' | 'stripe'> & WithDryRun & WithProgress> {
  return { tool: changeOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
