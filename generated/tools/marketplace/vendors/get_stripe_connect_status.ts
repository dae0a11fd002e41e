// Generated from spec/marketplace/vendors/get_stripe_connect_status.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/vendors/get_stripe_connect_status.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/vendors/get_stripe_connect_status.output.json' with { type: 'json' };
import { type ConnectStatus, type VendorId, connectStatusShape, vendorIdShape } from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly vendor_id: VendorId;
}

export type Output = ConnectStatus;

/** `VENDOR_NOT_FOUND`: No vendor {vendor_id} of this organization. */
export type Failure = DeclaredFailure<'VENDOR_NOT_FOUND', Record<string, never>>;

/** "What does Stripe still need from us?" As Stripe last told. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const getStripeConnectStatus = {
  name: 'get_stripe_connect_status',
  module: 'marketplace',
  domain: 'vendors',
  title: 'Vendors: Get Stripe Connect status',
  description: '"What does Stripe still need from us?" As Stripe last told.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:vendor:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: { vendor_id: { ...vendorIdShape, description: 'Which.' } },
    required: ['vendor_id'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: connectStatusShape },
  errors: {
    VENDOR_NOT_FOUND: {
      message: 'No vendor {vendor_id} of this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_vendors' },
    },
  },
  feeds: { vendor_id: { tool: 'list_vendors', path: 'vendors[].vendor_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Complete',
    as: 'forge-vendor',
    input: { vendor_id: 'ven_demo_forge' },
    expect: { started: true, details_submitted: true, charges_enabled: true, payouts_enabled: true, requirements: [] },
  },
  {
    title: 'Not begun',
    as: 'forge-vendor',
    input: { vendor_id: 'ven_demo_labs' },
    expect: {
      started: false,
      details_submitted: false,
      charges_enabled: false,
      payouts_enabled: false,
      requirements: [],
    },
  },
  {
    title: "Another organization's vendor looks like none",
    as: 'anvil-vendor',
    input: { vendor_id: 'ven_demo_forge' },
    expectError: 'VENDOR_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetStripeConnectStatus(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: getStripeConnectStatus, run: (input, ctx) => resolve(input as Input, ctx) };
}
