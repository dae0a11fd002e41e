// Generated from spec/marketplace/vendors/list_vendors.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/vendors/list_vendors.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/vendors/list_vendors.output.json' with { type: 'json' };
import { type Vendor, vendorShape } from '../../../types/marketplace.js';

export interface Input {
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
}

export interface Output {
  readonly vendors: readonly Vendor[];
  /** Items on all pages together. */
  readonly total: number;
}

/** "Has our vendor been approved?" Our vendors: what staff decided, profile, whether they can take payments. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const listVendors = {
  name: 'list_vendors',
  module: 'marketplace',
  domain: 'vendors',
  title: 'Vendors: List our vendors',
  description:
    '"Has our vendor been approved?" Our vendors: what staff decided, profile, whether they can take payments.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:vendor:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  formats: ['concise', 'detailed', 'csv'],
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed', 'csv'],
        default: 'concise',
      },
    },
    additionalProperties: false,
  },
  output: { kind: 'list', of: vendorShape, as: 'vendors', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Two vendors of one organization',
    as: 'forge-vendor',
    input: {},
    expect: {
      vendors: [
        {
          vendor_id: 'ven_demo_forge',
          name: 'Forge',
          status: 'approved',
          charges_enabled: true,
          packages: 3,
          row_version: { $absent: true },
        },
        { vendor_id: 'ven_demo_labs', name: 'Forge Labs', status: 'approved', charges_enabled: false, packages: 1 },
      ],
      page: { total: 2 },
    },
  },
  {
    title: 'One that waits and one that was rejected, with every column',
    as: 'anvil-vendor',
    input: { response_format: 'detailed' },
    expect: {
      vendors: [
        { vendor_id: 'ven_demo_anvil', status: 'pending', moderation_note: null, row_version: 1 },
        {
          vendor_id: 'ven_demo_smelt',
          status: 'rejected',
          moderation_note: 'Tell us who makes your packages, and apply again.',
        },
      ],
    },
  },
  { title: 'A buyer has none', as: 'acme-owner', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListVendors(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: listVendors, run: (input, ctx) => resolve(input as Input, ctx) };
}
