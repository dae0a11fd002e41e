// Generated from spec/marketplace/vendors/update_vendor_profile.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/vendors/update_vendor_profile.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/vendors/update_vendor_profile.output.json' with { type: 'json' };
import {
  type Email,
  type Profile,
  type Vendor,
  type VendorId,
  type VendorName,
  type Website,
  emailShape,
  profileShape,
  vendorIdShape,
  vendorNameShape,
  vendorShape,
  websiteShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly vendor_id: VendorId;
  /** Name of the vendor. */
  readonly name?: VendorName;
  /** What the vendor says of itself. */
  readonly profile?: Profile;
  /** Its site; null removes it. */
  readonly website?: Website | null;
  /** Where buyers get help; null removes it. */
  readonly support_email?: Email | null;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = Vendor;

/**
 * `VENDOR_NAME_TAKEN`: There is a vendor of this name already. Choose another.
 *
 * `VENDOR_NOT_FOUND`: No vendor {vendor_id} of this organization.
 */
export type Failure =
  | DeclaredFailure<'VENDOR_NAME_TAKEN', Record<string, never>>
  | DeclaredFailure<'VENDOR_NOT_FOUND', Record<string, never>>;

/** "Change our support address": name, profile, website or support e-mail; only what is given. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const updateVendorProfile = {
  name: 'update_vendor_profile',
  module: 'marketplace',
  domain: 'vendors',
  title: "Vendors: Update a vendor's profile",
  description: '"Change our support address": name, profile, website or support e-mail; only what is given.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:vendor:update' }],
  writeMode: 'update',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      vendor_id: { ...vendorIdShape, description: 'Which.' },
      name: vendorNameShape,
      profile: profileShape,
      website: { ...websiteShape, type: ['string', 'null'], description: 'Its site; null removes it.' },
      support_email: {
        ...emailShape,
        type: ['string', 'null'],
        description: 'Where buyers get help; null removes it.',
      },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['vendor_id'],
    additionalProperties: false,
    oneOfRequired: [['name'], ['profile'], ['website'], ['support_email']],
  },
  output: { kind: 'object', shape: vendorShape },
  errors: {
    VENDOR_NAME_TAKEN: {
      message: 'There is a vendor of this name already. Choose another.',
      http: 409,
      channel: 'result',
    },
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
    title: 'Another name and no website',
    as: 'forge-vendor',
    input: { vendor_id: 'ven_demo_forge', name: 'Forge & Sons', website: null },
    expect: { name: 'Forge & Sons', website: null, support_email: 'support@forge.example.com' },
  },
  {
    title: 'What buyers read',
    as: 'anvil-vendor',
    input: {
      vendor_id: 'ven_demo_anvil',
      profile: 'We break shops before others do.',
      website: 'https://anvil.example.com',
      support_email: 'help@anvil.example.com',
    },
    expect: {
      name: 'Anvil',
      website: 'https://anvil.example.com',
      support_email: 'help@anvil.example.com',
      status: 'pending',
    },
  },
  {
    title: 'A name that is taken',
    as: 'globex-owner',
    input: { vendor_id: 'ven_demo_globex', name: 'anvil' },
    expectError: 'VENDOR_NAME_TAKEN',
  },
  {
    title: "Another organization's vendor looks like none",
    as: 'globex-owner',
    input: { vendor_id: 'ven_demo_forge', name: 'Mine now' },
    expectError: 'VENDOR_NOT_FOUND',
  },
  {
    title: 'Nothing to change',
    as: 'forge-vendor',
    input: { vendor_id: 'ven_demo_forge' },
    expectError: 'VALIDATION_ERROR',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleUpdateVendorProfile(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: updateVendorProfile, run: (input, ctx) => resolve(input as Input, ctx) };
}
