// Generated from spec/shop/orders/change_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool, WithEffects } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/change_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/change_order.output.json' with { type: 'json' };

/** Keep a note. */
export interface NoteInput {
  readonly action: 'note';
  /** Number. */
  readonly number: number;
  /** Note. */
  readonly note: string;
}

export interface LookInput {
  readonly action: 'look';
  /** Number. */
  readonly number: number;
}

export interface RefundInput {
  readonly action: 'refund';
  /** Number. */
  readonly number: number;
}

export type Input = NoteInput | LookInput | RefundInput;

export interface Output {
  /** Total in cents. */
  readonly total: number;
}

/** Changes the note of an order. */
export type Resolver = (input: Input, ctx: Context & WithEffects<'stripe'>) => Promise<Output>;

export const changeOrder = {
  name: 'change_order',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Change an order',
  description: 'Changes the note of an order.',
  audience: ['member'],
  context: null,
  requires: [{ privilege: 'shop:order:read' }],
  writeMode: 'delete',
  effects: ['stripe'],
  openWorld: true,
  destructive: true,
  idempotent: false,
  confirm: { when: { action: 'refund' } },
  idempotency: true,
  actions: {
    note: {
      requires: [{ privilege: 'shop:order:read' }],
      needs: ['note'],
      writeMode: 'update',
      destructive: false,
      idempotent: false,
    },
    look: {
      requires: [{ privilege: 'shop:order:read' }],
      refuses: ['note'],
      writeMode: 'read',
      destructive: false,
      idempotent: true,
    },
    refund: {
      requires: [{ privilege: 'shop:order:read' }, { privilege: 'shop:order:refund' }],
      refuses: ['note'],
      writeMode: 'delete',
      effects: ['stripe'],
      destructive: true,
      idempotent: true,
      confirm: true,
    },
  },
  input: {
    type: 'object',
    properties: {
      number: { type: 'integer', description: 'Number.' },
      note: { type: 'string', description: 'Note.', maxLength: 10000 },
      action: {
        type: 'string',
        description: 'What to do. note: Keep a note; needs note.',
        enum: ['note', 'look', 'refund'],
      },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['number', 'action'],
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

export const examples = [
  { title: 'A note', as: 'owner', input: { action: 'note', number: 1, note: 'Late' }, expect: { total: 1 } },
  { title: 'A viewer may not', as: 'viewer', input: { action: 'refund', number: 1 }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleChangeOrder(resolve: Resolver): Handler<Context & WithEffects<'stripe'>> {
  return { tool: changeOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
