// Generated from spec/marketplace/vendors/start_stripe_connect_onboarding.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool, WithEffects } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/vendors/start_stripe_connect_onboarding.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/vendors/start_stripe_connect_onboarding.output.json' with { type: 'json' };
import {
  type ConnectOnboarding,
  type VendorId,
  connectOnboardingShape,
  vendorIdShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly vendor_id: VendorId;
}

export type Output = ConnectOnboarding;

/**
 * `VENDOR_NOT_FOUND`: No vendor {vendor_id} of this organization.
 *
 * `VENDOR_REJECTED`: This vendor was not approved. Apply again first.
 */
export type Failure =
  | DeclaredFailure<'VENDOR_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'VENDOR_REJECTED', Record<string, never>>;

/** "Set up how we are paid": a page at Stripe for a person; it works once, for minutes. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'> & WithEffects<'stripe'>) => Promise<Output | Failure>;

export const startStripeConnectOnboarding = {
  name: 'start_stripe_connect_onboarding',
  module: 'marketplace',
  domain: 'vendors',
  title: 'Vendors: Start Stripe Connect onboarding',
  description: '"Set up how we are paid": a page at Stripe for a person; it works once, for minutes.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:vendor:connect' }],
  writeMode: 'update',
  effects: ['stripe'],
  openWorld: true,
  destructive: false,
  idempotent: false,
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      vendor_id: { ...vendorIdShape, description: 'Which.' },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['vendor_id'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: connectOnboardingShape },
  errors: {
    VENDOR_NOT_FOUND: {
      message: 'No vendor {vendor_id} of this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_vendors' },
    },
    VENDOR_REJECTED: {
      message: 'This vendor was not approved. Apply again first.',
      http: 409,
      channel: 'result',
      next: { tool: 'apply_as_vendor' },
    },
  },
  feeds: { vendor_id: { tool: 'list_vendors', path: 'vendors[].vendor_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A vendor that has no account yet',
    as: 'forge-vendor',
    input: { vendor_id: 'ven_demo_labs' },
    expect: { vendor_id: 'ven_demo_labs', url: { $pattern: '^https?://' } },
  },
  {
    title: 'One that waits for approval prepares it already',
    as: 'anvil-vendor',
    input: { vendor_id: 'ven_demo_anvil' },
    expect: { vendor_id: 'ven_demo_anvil' },
  },
  {
    title: 'A rejected one does not',
    as: 'anvil-vendor',
    input: { vendor_id: 'ven_demo_smelt' },
    expectError: 'VENDOR_REJECTED',
  },
  {
    title: "Another organization's vendor looks like none",
    as: 'globex-owner',
    input: { vendor_id: 'ven_demo_forge' },
    expectError: 'VENDOR_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleStartStripeConnectOnboarding(resolve: Resolver): Handler<Context<'customer' | 'org'> & WithEffects<'stripe'>> {
  return { tool: startStripeConnectOnboarding, run: (input, ctx) => resolve(input as Input, ctx) };
}
