// Generated from spec/marketplace/billing/add_billing_address.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/billing/add_billing_address.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/billing/add_billing_address.output.json' with { type: 'json' };
import {
  type AddressText,
  type BillingAddress,
  type Country,
  type TaxId,
  addressTextShape,
  billingAddressShape,
  countryShape,
  taxIdShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Who is billed. */
  readonly name: AddressText;
  /** Street and number. */
  readonly line1: AddressText;
  /** A line of an address. */
  readonly line2?: AddressText;
  /** A line of an address. */
  readonly city: AddressText;
  /** A line of an address. */
  readonly region?: AddressText;
  /** A line of an address. */
  readonly postal_code?: AddressText;
  /** Code of ISO 3166-1. */
  readonly country: Country;
  /** Such as GB123456789. */
  readonly tax_id?: TaxId;
}

export type Output = BillingAddress;

/** `UNKNOWN_COUNTRY`: {country} is no country's code in ISO 3166-1. Germany's is DE, the United Kingdom's GB. */
export type Failure = DeclaredFailure<'UNKNOWN_COUNTRY', Record<string, never>>;

/** Saves an address; the first is the default. The country decides the tax. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const addBillingAddress = {
  name: 'add_billing_address',
  module: 'marketplace',
  domain: 'billing',
  title: 'Billing: Add a billing address',
  description: 'Saves an address; the first is the default. The country decides the tax.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:billing:manage' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      name: { ...addressTextShape, description: 'Who is billed.' },
      line1: { ...addressTextShape, description: 'Street and number.' },
      line2: addressTextShape,
      city: addressTextShape,
      region: addressTextShape,
      postal_code: addressTextShape,
      country: countryShape,
      tax_id: taxIdShape,
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['name', 'line1', 'city', 'country'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: billingAddressShape },
  errors: {
    UNKNOWN_COUNTRY: {
      message: "{country} is no country's code in ISO 3166-1. Germany's is DE, the United Kingdom's GB.",
      http: 422,
      channel: 'result',
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A second address',
    as: 'acme-billing',
    input: { name: 'Acme Ltd', line1: '9 Quay Street', city: 'Leeds', postal_code: 'LS1 4AP', country: 'GB' },
    expect: {
      address_id: { $pattern: '^adr_' },
      line1: '9 Quay Street',
      line2: null,
      region: null,
      tax_id: null,
      is_default: false,
    },
  },
  {
    title: 'The first is the default',
    as: 'newcomer',
    input: { name: 'Nora Newcomer', line1: '4 Harbour Road', city: 'Hong Kong', country: 'HK' },
    expect: { name: 'Nora Newcomer', postal_code: null, country: 'HK', is_default: true },
  },
  {
    title: 'With all that there is to say',
    as: 'acme-billing',
    input: {
      name: 'Acme Inc',
      line1: '500 Forge Street',
      line2: 'Floor 9',
      city: 'Portland',
      region: 'Oregon',
      postal_code: '97201',
      country: 'US',
      tax_id: '12-3456789',
    },
    expect: {
      line2: 'Floor 9',
      region: 'Oregon',
      postal_code: '97201',
      country: 'US',
      tax_id: '12-3456789',
      is_default: false,
    },
  },
  {
    title: "A country's everyday name is no code",
    as: 'acme-owner',
    input: { name: 'Acme Ltd', line1: '9 Quay Street', city: 'Leeds', postal_code: 'LS1 4AP', country: 'UK' },
    expectError: 'UNKNOWN_COUNTRY',
  },
  {
    title: 'A viewer may not',
    as: 'acme-viewer',
    input: { name: 'Acme Ltd', line1: '9 Quay Street', city: 'Leeds', country: 'GB' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleAddBillingAddress(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: addBillingAddress, run: (input, ctx) => resolve(input as Input, ctx) };
}
