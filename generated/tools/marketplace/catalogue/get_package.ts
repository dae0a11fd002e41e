// Generated from spec/marketplace/catalogue/get_package.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/catalogue/get_package.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/catalogue/get_package.output.json' with { type: 'json' };
import {
  type Package,
  type PackageId,
  type PackageName,
  packageIdShape,
  packageNameShape,
  packageShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Id of a package. */
  readonly package_id?: PackageId;
  /** Composer name. */
  readonly composer_name?: PackageName;
}

export type Output = Package;

/** `PACKAGE_NOT_FOUND`: There is no such package. */
export type Failure = DeclaredFailure<'PACKAGE_NOT_FOUND', Record<string, never>>;

/**
 * "Can we buy this?" A package by id or Composer name: releases, requirements, price, whether it can be bought and why
 * not.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const getPackage = {
  name: 'get_package',
  module: 'marketplace',
  domain: 'catalogue',
  title: 'Catalogue: Get a package',
  description:
    '"Can we buy this?" A package by id or Composer name: releases, requirements, price, whether it can be bought and why not.',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:package:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  formats: ['concise', 'detailed', 'yaml'],
  input: {
    type: 'object',
    properties: {
      package_id: packageIdShape,
      composer_name: packageNameShape,
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed', 'yaml'],
        default: 'concise',
      },
    },
    additionalProperties: false,
    oneOfRequired: [['package_id'], ['composer_name']],
  },
  output: { kind: 'object', shape: packageShape },
  errors: {
    PACKAGE_NOT_FOUND: {
      message: 'There is no such package.',
      http: 404,
      channel: 'result',
      next: { tool: 'search_packages' },
    },
  },
  feeds: {
    package_id: { tool: 'search_packages', path: 'packages[].package_id' },
    composer_name: { tool: 'search_packages', path: 'packages[].composer_name' },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'One that is licensed already',
    as: 'acme-viewer',
    input: { composer_name: 'forge/checkout-booster' },
    expect: {
      package_id: 'pkg_demo_checkout',
      price: { amount: '49.00', currency: 'GBP' },
      cadence: null,
      is_purchasable: true,
      purchase_blocker: null,
      is_licensed: true,
      versions: [{ version: '1.1.0' }, { version: '1.0.0' }],
      updated_at: { $absent: true },
    },
  },
  {
    title: 'One whose vendor cannot take payments yet',
    as: 'acme-owner',
    input: { package_id: 'pkg_demo_builder' },
    expect: {
      is_purchasable: false,
      purchase_blocker: {
        code: 'vendor_not_payable',
        reason: 'Forge Labs cannot take payments yet: its Stripe onboarding is not finished.',
      },
      is_licensed: false,
    },
  },
  {
    title: 'One that its vendor has withdrawn',
    as: 'acme-owner',
    input: { composer_name: 'forge/legacy-import' },
    expect: {
      status: 'disabled',
      is_purchasable: false,
      purchase_blocker: { code: 'disabled', reason: 'The vendor has withdrawn it.' },
    },
  },
  {
    title: "One's own",
    as: 'globex-owner',
    input: { package_id: 'pkg_demo_search', response_format: 'detailed' },
    expect: { purchase_blocker: { code: 'own_package' }, created_at: '2025-12-10T09:00:00.000Z' },
  },
  {
    title: "One's own before the vendor is approved",
    as: 'anvil-vendor',
    input: { package_id: 'pkg_demo_hammer' },
    expect: { purchase_blocker: { code: 'vendor_pending', reason: 'Anvil has not been approved yet.' } },
  },
  {
    title: 'That of a vendor not yet approved looks like none',
    as: 'acme-owner',
    input: { package_id: 'pkg_demo_hammer' },
    expectError: 'PACKAGE_NOT_FOUND',
  },
  {
    title: 'Two that are not the same',
    as: 'acme-owner',
    input: { package_id: 'pkg_demo_seo', composer_name: 'forge/checkout-booster' },
    expectError: 'PACKAGE_NOT_FOUND',
  },
  { title: 'Neither', as: 'acme-owner', input: {}, expectError: 'VALIDATION_ERROR' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetPackage(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: getPackage, run: (input, ctx) => resolve(input as Input, ctx) };
}
