// Generated from spec/ledger/bills/write_letter.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool, WithEffects } from 'toolwright/runtime';
import inputSchema from '../../../schemas/ledger/bills/write_letter.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/ledger/bills/write_letter.output.json' with { type: 'json' };
import { type Payee, payeeShape } from '../../../types/ledger.js';

export interface Input {
  /** Who is to be paid. */
  readonly payee: Payee;
  /** What to say. */
  readonly text: string;
}

export interface Output {
  /** Who is to be paid. */
  readonly sent_to: Payee;
}

/** "Tell the miller that it will take a week." A letter; nothing is kept of it here. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'> & WithEffects<'mail'>) => Promise<Output>;

export const writeLetter = {
  name: 'write_letter',
  module: 'ledger',
  domain: 'bills',
  title: 'Bills: Write to a payee',
  description: '"Tell the miller that it will take a week." A letter; nothing is kept of it here.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'ledger:bill:settle' }],
  writeMode: 'create',
  effects: ['mail'],
  openWorld: true,
  destructive: false,
  idempotent: false,
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      payee: payeeShape,
      text: { type: 'string', description: 'What to say.', minLength: 1, maxLength: 500 },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['payee', 'text'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        sent_to: { type: 'string', description: 'Who is to be paid.', minLength: 2, maxLength: 60, trust: 'untrusted' },
      },
      required: ['sent_to'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A letter',
    as: 'red-lead',
    input: { payee: 'Miller', text: 'Please wait.' },
    expect: { sent_to: { untrusted: 'Miller' } },
  },
  {
    title: 'A reader may not',
    as: 'red-reader',
    input: { payee: 'Miller', text: 'Please wait.' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleWriteLetter(resolve: Resolver): Handler<Context<'person' | 'team'> & WithEffects<'mail'>> {
  return { tool: writeLetter, run: (input, ctx) => resolve(input as Input, ctx) };
}
