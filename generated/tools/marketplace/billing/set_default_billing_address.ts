// Generated from spec/marketplace/billing/set_default_billing_address.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/billing/set_default_billing_address.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/billing/set_default_billing_address.output.json' with { type: 'json' };
import {
  type AddressId,
  type BillingAddress,
  addressIdShape,
  billingAddressShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Id of a billing address. */
  readonly address_id: AddressId;
}

export type Output = BillingAddress;

/** `ADDRESS_NOT_FOUND`: No billing address {address_id} in this organization. */
export type Failure = DeclaredFailure<'ADDRESS_NOT_FOUND', Record<string, never>>;

/** Chooses the saved address that orders are billed to; its country decides the tax. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const setDefaultBillingAddress = {
  name: 'set_default_billing_address',
  module: 'marketplace',
  domain: 'billing',
  title: 'Billing: Set the default billing address',
  description: 'Chooses the saved address that orders are billed to; its country decides the tax.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:billing:manage' }],
  writeMode: 'update',
  destructive: false,
  idempotent: true,
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      address_id: addressIdShape,
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['address_id'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: billingAddressShape },
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
    title: 'Paris from now on',
    as: 'acme-admin',
    input: { address_id: 'adr_demo_acme_paris' },
    expect: { address_id: 'adr_demo_acme_paris', country: 'FR', is_default: true },
  },
  {
    title: "Another organization's address looks like none",
    as: 'acme-owner',
    input: { address_id: 'adr_demo_globex' },
    expectError: 'ADDRESS_NOT_FOUND',
  },
  {
    title: 'A viewer may not',
    as: 'acme-viewer',
    input: { address_id: 'adr_demo_acme_paris' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSetDefaultBillingAddress(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: setDefaultBillingAddress, run: (input, ctx) => resolve(input as Input, ctx) };
}
