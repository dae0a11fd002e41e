// Generated from spec/marketplace/billing/delete_billing_address.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/billing/delete_billing_address.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/billing/delete_billing_address.output.json' with { type: 'json' };
import { type AddressId, addressIdShape } from '../../../types/marketplace.js';

export interface Input {
  /** Id of a billing address. */
  readonly address_id: AddressId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface Output {
  /** The address that is gone. */
  readonly address_id: AddressId;
  /** Where orders are billed now. */
  readonly default_address_id: AddressId | null;
}

/** `ADDRESS_NOT_FOUND`: No billing address {address_id} in this organization. */
export type Failure = DeclaredFailure<'ADDRESS_NOT_FOUND', Record<string, never>>;

/** Takes an address out of the book; if it was the default, the newest other one becomes it. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const deleteBillingAddress = {
  name: 'delete_billing_address',
  module: 'marketplace',
  domain: 'billing',
  title: 'Billing: Delete a billing address',
  description: 'Takes an address out of the book; if it was the default, the newest other one becomes it.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:billing:manage' }],
  writeMode: 'delete',
  destructive: true,
  idempotent: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      address_id: addressIdShape,
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['address_id'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        address_id: { ...addressIdShape, description: 'The address that is gone.' },
        default_address_id: {
          ...addressIdShape,
          type: ['string', 'null'],
          description: 'Where orders are billed now.',
        },
      },
      required: ['address_id', 'default_address_id'],
      additionalProperties: false,
    },
  },
  errors: {
    ADDRESS_NOT_FOUND: {
      message: 'No billing address {address_id} in this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_billing_addresses' },
    },
  },
  feeds: { address_id: { tool: 'list_billing_addresses', path: 'addresses[].address_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'The default passes to the other one',
    as: 'acme-owner',
    input: { address_id: 'adr_demo_acme' },
    expect: { $exact: true, address_id: 'adr_demo_acme', default_address_id: 'adr_demo_acme_paris' },
  },
  {
    title: 'The last one',
    as: 'globex-owner',
    input: { address_id: 'adr_demo_globex' },
    expect: { address_id: 'adr_demo_globex', default_address_id: null },
  },
  {
    title: 'Gone is gone',
    as: 'acme-billing',
    given: [{ call: 'delete_billing_address', input: { address_id: 'adr_demo_acme_paris' } }],
    input: { address_id: 'adr_demo_acme_paris' },
    expectError: 'ADDRESS_NOT_FOUND',
  },
  {
    title: "Another organization's address looks like none",
    as: 'acme-owner',
    input: { address_id: 'adr_demo_globex' },
    expectError: 'ADDRESS_NOT_FOUND',
  },
  { title: 'A viewer may not', as: 'acme-viewer', input: { address_id: 'adr_demo_acme' }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleDeleteBillingAddress(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: deleteBillingAddress, run: (input, ctx) => resolve(input as Input, ctx) };
}
