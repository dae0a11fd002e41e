// Generated from spec/marketplace/vendors/apply_as_vendor.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/vendors/apply_as_vendor.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/vendors/apply_as_vendor.output.json' with { type: 'json' };
import {
  type Email,
  type Profile,
  type Vendor,
  type VendorName,
  type Website,
  emailShape,
  profileShape,
  vendorNameShape,
  vendorShape,
  websiteShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** What buyers see. */
  readonly name: VendorName;
  /** About it. */
  readonly profile?: Profile;
  /** Its site. */
  readonly website?: Website;
  /** Where buyers get help. */
  readonly support_email?: Email;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = Vendor;

/** `VENDOR_NAME_TAKEN`: There is a vendor of this name already. Choose another. */
export type Failure = DeclaredFailure<'VENDOR_NAME_TAKEN', Record<string, never>>;

/**
 * "We want to sell packages." Staff moderate it; until then prepare all, sell nothing. Not for "set us up to sell, with
 * Stripe and GitHub": use bootstrap_vendor.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const applyAsVendor = {
  name: 'apply_as_vendor',
  module: 'marketplace',
  domain: 'vendors',
  title: 'Vendors: Apply as a vendor',
  description:
    '"We want to sell packages." Staff moderate it; until then prepare all, sell nothing. Not for "set us up to sell, with Stripe and GitHub": use bootstrap_vendor.',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:vendor:apply' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      name: { ...vendorNameShape, description: 'What buyers see.' },
      profile: { ...profileShape, description: 'About it.' },
      website: { ...websiteShape, description: 'Its site.' },
      support_email: { ...emailShape, description: 'Where buyers get help.' },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['name'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: vendorShape },
  errors: {
    VENDOR_NAME_TAKEN: {
      message: 'There is a vendor of this name already. Choose another.',
      http: 409,
      channel: 'result',
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A buyer wants to sell',
    as: 'acme-admin',
    input: { name: 'Acme Extensions', website: 'https://acme.example.com', support_email: 'help@acme.example.com' },
    expect: {
      vendor_id: { $pattern: '^ven_' },
      name: 'Acme Extensions',
      status: 'pending',
      charges_enabled: false,
      packages: 0,
    },
  },
  {
    title: 'A second vendor',
    as: 'globex-owner',
    input: { name: 'Globex Themes', profile: 'Themes for every season.' },
    expect: { status: 'pending', website: null },
  },
  {
    title: 'A rejected vendor applies again, and keeps its packages',
    as: 'anvil-vendor',
    input: { name: 'smelt', profile: 'Now with documents.' },
    expect: { vendor_id: 'ven_demo_smelt', name: 'smelt', status: 'pending', moderation_note: null },
  },
  {
    title: 'A name that is taken, whatever its case',
    as: 'acme-owner',
    input: { name: 'ANVIL' },
    expectError: 'VENDOR_NAME_TAKEN',
  },
  { title: 'A developer may not', as: 'acme-developer', input: { name: 'Acme Extensions' }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleApplyAsVendor(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: applyAsVendor, run: (input, ctx) => resolve(input as Input, ctx) };
}
