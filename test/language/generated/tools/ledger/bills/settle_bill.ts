// Generated from spec/ledger/bills/settle_bill.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool, WithDryRun, WithEffects } from 'toolwright/runtime';
import inputSchema from '../../../schemas/ledger/bills/settle_bill.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/ledger/bills/settle_bill.output.json' with { type: 'json' };
import { type Bill, type BillId, billIdShape, billShape } from '../../../types/ledger.js';

export interface PayInput {
  readonly action: 'pay';
  /** Identifies a bill. */
  readonly bill_id: BillId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface ForgiveInput {
  readonly action: 'forgive';
  /** Identifies a bill. */
  readonly bill_id: BillId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Input = PayInput | ForgiveInput;

export type Output = Bill;

/**
 * `BANK_REFUSED`: The bank knows no such payee.
 *
 * `BILL_NOT_FOUND`: The team has no bill {bill_id}.
 *
 * `BILL_SETTLED`: The bill {bill_id} is settled already.
 */
export type Failure =
  | DeclaredFailure<'BANK_REFUSED', Record<string, never>>
  | DeclaredFailure<'BILL_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'BILL_SETTLED', Record<string, never>>;

/** "Pay the miller." Pays a bill through the bank, or does without. Not for "it was a mistake": use remove_bill. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'> & WithEffects<'bank'> & WithDryRun) => Promise<Output | Failure>;

export const settleBill = {
  name: 'settle_bill',
  module: 'ledger',
  domain: 'bills',
  title: 'Bills: Settle a bill',
  description:
    '"Pay the miller." Pays a bill through the bank, or does without. Not for "it was a mistake": use remove_bill.',
  audience: ['worker'],
  context: 'team',
  requires: [],
  writeMode: 'update',
  effects: ['bank'],
  openWorld: true,
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'resolver' },
  idempotency: true,
  actions: {
    pay: {
      requires: [{ privilege: 'ledger:bill:settle' }],
      writeMode: 'update',
      effects: ['bank'],
      destructive: false,
      idempotent: false,
    },
    forgive: {
      requires: [{ privilege: 'ledger:bill:settle' }],
      writeMode: 'update',
      destructive: false,
      idempotent: false,
    },
  },
  input: {
    type: 'object',
    properties: {
      bill_id: billIdShape,
      action: { type: 'string', description: 'What to do.', enum: ['pay', 'forgive'] },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['bill_id', 'action'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: billShape },
  errors: {
    BANK_REFUSED: {
      message: 'The bank knows no such payee.',
      http: 422,
      channel: 'result',
      next: { tool: 'list_bills' },
    },
    BILL_NOT_FOUND: {
      message: 'The team has no bill {bill_id}.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_bills' },
    },
    BILL_SETTLED: {
      message: 'The bill {bill_id} is settled already.',
      http: 409,
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
    title: 'Paid',
    as: 'red-lead',
    input: { action: 'pay', bill_id: 'bil_red_1' },
    expect: { bill_id: 'bil_red_1', status: 'paid', receipt: { $pattern: '^rcp_' } },
  },
  {
    title: 'Forgiven',
    as: 'red-lead',
    input: { action: 'forgive', bill_id: 'bil_red_1' },
    expect: { bill_id: 'bil_red_1', status: 'forgiven', receipt: null },
  },
  {
    title: 'What it would be',
    as: 'red-lead',
    input: { action: 'pay', bill_id: 'bil_red_1', dry_run: true },
    expect: { bill_id: 'bil_red_1', status: 'paid', receipt: null },
  },
  { title: 'Twice', as: 'red-lead', input: { action: 'pay', bill_id: 'bil_red_2' }, expectError: 'BILL_SETTLED' },
  {
    title: 'A payee whom the bank does not know',
    as: 'red-lead',
    input: { action: 'pay', bill_id: 'bil_red_3' },
    expectError: 'BANK_REFUSED',
  },
  {
    title: "Another team's bill is not there",
    as: 'red-lead',
    input: { action: 'pay', bill_id: 'bil_blue_1' },
    expectError: 'BILL_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSettleBill(resolve: Resolver): Handler<Context<'person' | 'team'> & WithEffects<'bank'> & WithDryRun> {
  return { tool: settleBill, run: (input, ctx) => resolve(input as Input, ctx) };
}
