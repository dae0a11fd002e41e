// Generated from spec/marketplace/vendors/get_vendor_dashboard.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/vendors/get_vendor_dashboard.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/vendors/get_vendor_dashboard.output.json' with { type: 'json' };
import { type VendorBoard, vendorBoardShape } from '../../../types/marketplace.js';

export type Input = Record<string, never>;

export interface Output {
  /** By name, at most 50. */
  readonly vendors: readonly VendorBoard[];
}

/** "How are our sales going?" Each vendor's packages, latest orders, Stripe Connect readiness, webhook endpoints. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const getVendorDashboard = {
  name: 'get_vendor_dashboard',
  module: 'marketplace',
  domain: 'vendors',
  title: 'Vendors: Vendor dashboard',
  description:
    '"How are our sales going?" Each vendor\'s packages, latest orders, Stripe Connect readiness, webhook endpoints.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:vendor:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  formats: ['concise', 'detailed', 'yaml'],
  input: {
    type: 'object',
    properties: {
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed', 'yaml'],
        default: 'concise',
      },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { vendors: { type: 'array', description: 'By name, at most 50.', items: vendorBoardShape } },
      required: ['vendors'],
      additionalProperties: false,
    },
  },
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
          moderation_note: 'Welcome. We have read your documents.',
          connect: { charges_enabled: true, payouts_enabled: true },
          packages: [
            { package_id: 'pkg_demo_checkout', sold: 2 },
            { package_id: 'pkg_demo_import' },
            { package_id: 'pkg_demo_seo' },
          ],
          recent_orders: [
            {
              order_number: '1003',
              status: 'paid',
              net: { amount: '49.00', currency: 'GBP' },
              fee: { amount: '4.90', currency: 'GBP' },
              payout: { amount: '44.10', currency: 'GBP' },
            },
            { order_number: '1001' },
            { order_number: '1000', status: 'refunded' },
            { order_number: '999', status: 'failed' },
          ],
          webhook_endpoints: [
            {
              endpoint_id: 'whe_demo_forge',
              enabled: false,
              disabled_reason: 'failing',
              description: { untrusted: 'Our licence server' },
            },
          ],
        },
        {
          vendor_id: 'ven_demo_labs',
          connect: { started: false },
          packages: [{ package_id: 'pkg_demo_builder' }],
          recent_orders: [],
          webhook_endpoints: [],
        },
      ],
    },
  },
  {
    title: 'One not yet approved, as YAML',
    as: 'anvil-vendor',
    input: { response_format: 'yaml' },
    expect: {
      vendors: [
        { vendor_id: 'ven_demo_anvil', status: 'pending', recent_orders: [] },
        { vendor_id: 'ven_demo_smelt', status: 'rejected' },
      ],
    },
  },
  { title: 'A buyer has none', as: 'acme-owner', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetVendorDashboard(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: getVendorDashboard, run: (input, ctx) => resolve(input as Input, ctx) };
}
