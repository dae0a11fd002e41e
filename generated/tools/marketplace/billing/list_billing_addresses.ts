// Generated from spec/marketplace/billing/list_billing_addresses.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/billing/list_billing_addresses.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/billing/list_billing_addresses.output.json' with { type: 'json' };
import { type BillingAddress, billingAddressShape } from '../../../types/marketplace.js';

export interface Input {
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
}

export interface Output {
  readonly addresses: readonly BillingAddress[];
  /** Items on all pages together. */
  readonly total: number;
}

/** "Where are we billed?" The organization's billing addresses, the default first. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const listBillingAddresses = {
  name: 'list_billing_addresses',
  module: 'marketplace',
  domain: 'billing',
  title: 'Billing: List billing addresses',
  description: '"Where are we billed?" The organization\'s billing addresses, the default first.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:billing:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  formats: ['concise', 'csv'],
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
      response_format: { type: 'string', description: 'Answer format.', enum: ['concise', 'csv'], default: 'concise' },
    },
    additionalProperties: false,
  },
  output: { kind: 'list', of: billingAddressShape, as: 'addresses', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'The default first',
    as: 'acme-billing',
    input: {},
    expect: {
      addresses: [
        { address_id: 'adr_demo_acme', name: 'Acme Ltd', country: 'GB', tax_id: 'GB123456789', is_default: true },
        {
          address_id: 'adr_demo_acme_paris',
          line2: 'Bâtiment B',
          region: 'Île-de-France',
          country: 'FR',
          tax_id: 'FR40303265045',
          is_default: false,
        },
      ],
      page: { total: 2 },
    },
  },
  {
    title: 'A viewer sees the place alone',
    as: 'acme-viewer',
    input: { limit: 1 },
    expect: {
      addresses: [
        { $exact: true, address_id: 'adr_demo_acme', city: 'Sheffield', region: null, country: 'GB', is_default: true },
      ],
      page: { has_more: true },
    },
  },
  { title: 'A developer may not', as: 'acme-developer', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListBillingAddresses(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: listBillingAddresses, run: (input, ctx) => resolve(input as Input, ctx) };
}
