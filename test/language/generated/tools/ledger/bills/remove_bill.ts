// Generated from spec/ledger/bills/remove_bill.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/ledger/bills/remove_bill.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/ledger/bills/remove_bill.output.json' with { type: 'json' };
import { type Bill, type BillId, billIdShape, billShape } from '../../../types/ledger.js';

export interface Input {
  /** Identifies a bill. */
  readonly bill_id: BillId;
  /** Preview only. */
  readonly preview: boolean;
}

export type Output = Bill;

/** `BILL_NOT_FOUND`: The team has no bill {bill_id}. */
export type Failure = DeclaredFailure<'BILL_NOT_FOUND', Record<string, never>>;

/**
 * "That bill was a mistake." Removes a bill with its parts; unless told otherwise it only shows what would go. Not for
 * "we need not pay it": use settle_bill.
 */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const removeBill = {
  name: 'remove_bill',
  module: 'ledger',
  domain: 'bills',
  title: 'Bills: Remove a bill',
  description:
    '"That bill was a mistake." Removes a bill with its parts; unless told otherwise it only shows what would go. Not for "we need not pay it": use settle_bill.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'ledger:bill:keep' }],
  writeMode: 'delete',
  destructive: true,
  idempotent: false,
  dryRun: { parameter: 'preview', default: true, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      bill_id: billIdShape,
      preview: { type: 'boolean', description: 'Preview only.', default: true },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['bill_id'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: billShape },
  errors: {
    BILL_NOT_FOUND: {
      message: 'The team has no bill {bill_id}.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_bills' },
    },
  },
  feeds: { bill_id: { tool: 'list_bills', path: 'bills[].bill_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'For good',
    as: 'red-lead',
    input: { bill_id: 'bil_red_1', preview: false },
    expect: { bill_id: 'bil_red_1', cents: 4000 },
  },
  {
    title: "Another team's bill is not there",
    as: 'red-lead',
    input: { bill_id: 'bil_blue_1', preview: false },
    expectError: 'BILL_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleRemoveBill(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: removeBill, run: (input, ctx) => resolve(input as Input, ctx) };
}
