// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/get_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/get_order.output.json' with { type: 'json' };

export interface Input {
  /** Number. */
  readonly number: number;
  /** Token. */
  readonly token?: string;
}

export interface Output {
  /** Total. */
  readonly total: number;
  /** Note. */
  readonly note: string;
  /** Tags. */
  readonly tags: readonly string[];
  /** Key. */
  readonly key: string | null;
  /** Gone. */
  readonly gone?: string;
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
      number: { type: 'integer', description: 'Number.', minimum: 1 },
      token: { type: 'string', description: 'Token.', maxLength: 10000, sensitivity: 'secret' },
    },
    required: ['number'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        total: { type: 'integer', description: 'Total.' },
        note: { type: 'string', description: 'Note.', trust: 'untrusted' },
        tags: { type: 'array', description: 'Tags.', items: { type: 'string' } },
        key: { type: ['string', 'null'], description: 'Key.', sensitivity: 'secret' },
        gone: { type: 'string', description: 'Gone.' },
      },
      required: ['total', 'note', 'tags', 'key'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Every matcher',
    as: 'owner',
    input: { number: 1 },
    expect: {
      $exact: true,
      total: { $gte: 1 },
      note: { untrusted: 'Late' },
      tags: [{ $pattern: '^a' }, { $any: true }],
      key: { $length: 20 },
      gone: { $absent: true },
    },
  },
  {
    title: 'Kept from a call before',
    as: 'viewer',
    given: [{ call: 'get_order', as: 'owner', input: { number: 1 }, keep: { sum: 'total', tag: 'tags[]' } }],
    input: { number: '$sum' },
    expect: { tags: ['$tag'], total: { $approx: 1 } },
  },
  { title: 'Wrong on purpose', as: 'owner', input: { number: 0, nothing: 1 }, expectError: 'VALIDATION_ERROR' },
  { title: 'A made up secret', as: 'owner', input: { number: 1, token: 'example-token' }, expect: { key: null } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetOrder(resolve: Resolver): Handler<Context> {
  return { tool: getOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
