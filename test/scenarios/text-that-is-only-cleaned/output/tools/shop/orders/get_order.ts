// Generated from spec/shop/orders/get_order.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/shop/orders/get_order.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/shop/orders/get_order.output.json' with { type: 'json' };
import { type Remark, type Row, remarkShape, rowShape } from '../../../types/shop.js';

export interface Input {
  /** Number of the order. */
  readonly number: number;
}

export interface Output {
  /** Rows. */
  readonly rows: readonly Row[];
  /** A remark. */
  readonly remark: Remark;
  /** Told as a stranger's. */
  readonly theirs: Remark;
  /** Notes. */
  readonly notes: readonly string[];
  /** Whatever else they said. */
  readonly extras: {
    readonly [key: string]: unknown;
  };
  /** Of any form. */
  readonly fragment: unknown;
  /** A row that is told as a stranger's. */
  readonly plain: Row;
}

/** Rows of orders. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const getOrder = {
  name: 'get_order',
  module: 'shop',
  domain: 'orders',
  title: 'Orders: Look into orders',
  description: 'Rows of orders.',
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
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        rows: { type: 'array', description: 'Rows.', items: rowShape },
        remark: remarkShape,
        theirs: { type: 'string', description: "Told as a stranger's.", maxLength: 80, trust: 'untrusted' },
        notes: { type: 'array', description: 'Notes.', items: { type: 'string', trust: 'cleaned' } },
        extras: {
          type: 'object',
          description: 'Whatever else they said.',
          properties: {},
          additionalProperties: true,
          trust: 'untrusted',
        },
        fragment: { description: 'Of any form.', raw: { type: 'object' }, trust: 'cleaned' },
        plain: {
          type: 'object',
          description: "A row that is told as a stranger's.",
          properties: {
            number: { type: 'integer', description: 'Number of the row.' },
            label: { type: 'string', description: 'What it is called.', trust: 'untrusted' },
          },
          required: ['number', 'label'],
          additionalProperties: true,
          trust: 'untrusted',
        },
      },
      required: ['rows', 'remark', 'theirs', 'notes', 'extras', 'fragment', 'plain'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Text as it is',
    as: 'viewer',
    input: { number: 1 },
    expect: {
      rows: [{ label: 'a', anything: ['b'] }],
      remark: 'c',
      theirs: { untrusted: 'd' },
      notes: ['e'],
      plain: { label: { untrusted: 'f' } },
    },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetOrder(resolve: Resolver): Handler<Context> {
  return { tool: getOrder, run: (input, ctx) => resolve(input as Input, ctx) };
}
