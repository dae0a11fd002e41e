// Generated from spec/ledger/bills/list_bills.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/ledger/bills/list_bills.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/ledger/bills/list_bills.output.json' with { type: 'json' };
import { type Bill, billShape } from '../../../types/ledger.js';

export interface Input {
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
}

export interface Output {
  readonly bills: readonly Bill[];
  /** Items on all pages together. */
  readonly total: number;
}

/** "What do we owe?" The team's bills, by payee. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const listBills = {
  name: 'list_bills',
  module: 'ledger',
  domain: 'bills',
  title: 'Bills: List bills',
  description: '"What do we owe?" The team\'s bills, by payee.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'ledger:bill:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
    },
    additionalProperties: false,
  },
  output: { kind: 'list', of: billShape, as: 'bills', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'All of the team',
    as: 'red-reader',
    input: {},
    expect: { bills: [{ bill_id: 'bil_red_1', status: 'open' }, { bill_id: 'bil_red_3' }, { bill_id: 'bil_red_2' }] },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListBills(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: listBills, run: (input, ctx) => resolve(input as Input, ctx) };
}
