// Generated from spec/ledger/bills/add_bill.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/ledger/bills/add_bill.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/ledger/bills/add_bill.output.json' with { type: 'json' };
import { type Bill, type Cents, type Payee, billShape, centsShape, payeeShape } from '../../../types/ledger.js';

export interface Input {
  /** Who is to be paid. */
  readonly payee: Payee;
  /** What it is made of. */
  readonly parts: readonly Cents[];
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = Bill;

/** `PAYEE_BUSY`: '{payee}' has an open bill already. */
export type Failure = DeclaredFailure<'PAYEE_BUSY', Record<string, never>>;

/**
 * "The miller wants 40 for flour." A new bill of the team, with a line for each of its parts. Not for "pay it": use
 * settle_bill.
 */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const addBill = {
  name: 'add_bill',
  module: 'ledger',
  domain: 'bills',
  title: 'Bills: Write down a bill',
  description:
    '"The miller wants 40 for flour." A new bill of the team, with a line for each of its parts. Not for "pay it": use settle_bill.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'ledger:bill:keep' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      payee: payeeShape,
      parts: { type: 'array', description: 'What it is made of.', items: centsShape, minItems: 1, maxItems: 5 },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['payee', 'parts'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: billShape },
  errors: {
    PAYEE_BUSY: {
      message: "'{payee}' has an open bill already.",
      http: 409,
      channel: 'result',
      next: { tool: 'list_bills' },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Of two parts',
    as: 'red-lead',
    input: { payee: 'Cobbler', parts: [1500, 250] },
    expect: { bill_id: { $pattern: '^bil_' }, cents: 1750, status: 'open', receipt: null },
  },
  {
    title: 'One open bill for each payee',
    as: 'red-lead',
    input: { payee: 'Miller', parts: [10] },
    expectError: 'PAYEE_BUSY',
  },
  { title: 'A reader may not', as: 'red-reader', input: { payee: 'Cobbler', parts: [1] }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleAddBill(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: addBill, run: (input, ctx) => resolve(input as Input, ctx) };
}
