// Generated from spec/marketplace/packages/set_package_status.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/packages/set_package_status.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/packages/set_package_status.output.json' with { type: 'json' };
import {
  type PackageId,
  type PackageStatus,
  type VendorPackage,
  packageIdShape,
  packageStatusShape,
  vendorPackageShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly package_id: PackageId;
  /** What it is to be. */
  readonly status: PackageStatus;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = VendorPackage;

/**
 * `NOTHING_RELEASED`: It has no release yet. Tag one in its repository and add it again.
 *
 * `PACKAGE_NOT_FOUND`: No package {package_id} of this organization's vendors.
 *
 * `PRICE_UNDECIDED`: It has no price yet. Set one, or say that it is free.
 */
export type Failure =
  | DeclaredFailure<'NOTHING_RELEASED', Record<string, never>>
  | DeclaredFailure<'PACKAGE_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'PRICE_UNDECIDED', Record<string, never>>;

/** "Put SEO Kit on sale", "withdraw it". Enabling needs a release and a price; sold licences keep working. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const setPackageStatus = {
  name: 'set_package_status',
  module: 'marketplace',
  domain: 'packages',
  title: 'Packages: Put a package on sale',
  description:
    '"Put SEO Kit on sale", "withdraw it". Enabling needs a release and a price; sold licences keep working.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:package:update_status' }],
  writeMode: 'update',
  destructive: false,
  idempotent: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      package_id: { ...packageIdShape, description: 'Which.' },
      status: { ...packageStatusShape, description: 'What it is to be.' },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['package_id', 'status'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: vendorPackageShape },
  errors: {
    NOTHING_RELEASED: {
      message: 'It has no release yet. Tag one in its repository and add it again.',
      http: 409,
      channel: 'result',
      next: { tool: 'list_packages' },
    },
    PACKAGE_NOT_FOUND: {
      message: "No package {package_id} of this organization's vendors.",
      http: 404,
      channel: 'result',
      next: { tool: 'list_packages' },
    },
    PRICE_UNDECIDED: {
      message: 'It has no price yet. Set one, or say that it is free.',
      http: 409,
      channel: 'result',
      next: { tool: 'set_package_pricing' },
    },
  },
  feeds: { package_id: { tool: 'list_packages', path: 'packages[].package_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'On sale again',
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_import', status: 'enabled' },
    expect: { package_id: 'pkg_demo_import', status: 'enabled', sale_blocker: null },
  },
  {
    title: 'Withdrawn',
    as: 'globex-owner',
    input: { package_id: 'pkg_demo_search', status: 'disabled' },
    expect: { status: 'disabled', sale_blocker: { code: 'disabled' } },
  },
  {
    title: 'As it was',
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_seo', status: 'enabled' },
    expect: { status: 'enabled' },
  },
  {
    title: 'Before anything is released',
    as: 'globex-owner',
    input: { package_id: 'pkg_demo_mail', status: 'enabled' },
    expectError: 'NOTHING_RELEASED',
  },
  {
    title: 'Before the price is decided',
    as: 'globex-owner',
    input: { package_id: 'pkg_demo_forms', status: 'enabled' },
    expectError: 'PRICE_UNDECIDED',
  },
  {
    title: "Another organization's package looks like none",
    as: 'globex-owner',
    input: { package_id: 'pkg_demo_seo', status: 'disabled' },
    expectError: 'PACKAGE_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSetPackageStatus(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: setPackageStatus, run: (input, ctx) => resolve(input as Input, ctx) };
}
