// Generated from spec/marketplace/packages/set_package_pricing.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/packages/set_package_pricing.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/packages/set_package_pricing.output.json' with { type: 'json' };
import { type PackageId, type VendorPackage, packageIdShape, vendorPackageShape } from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly package_id: PackageId;
  /** True: it costs nothing. */
  readonly free?: boolean;
  /** Such as 49.00. */
  readonly amount?: string;
  /** Such as GBP. */
  readonly currency?: string;
  /** How often it is paid. */
  readonly cadence: 'once' | 'monthly' | 'yearly';
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = VendorPackage;

/**
 * `AMOUNT_NOT_POSITIVE`: A price is more than nothing. To give the package away, send free: true.
 *
 * `AMOUNT_TOO_LARGE`: Stripe takes no payment above {maximum}.
 *
 * `AMOUNT_TOO_PRECISE`: The amount has more decimals than its currency, which has {decimals}.
 *
 * `AMOUNT_TOO_SMALL`: Stripe takes no payment below {minimum}.
 *
 * `FREE_OR_PRICED`: A package is either free or has an amount and a currency. Send one of them.
 *
 * `INVALID_AMOUNT`: The amount is not a number. Write digits with a point before the decimals, such as 49.00.
 *
 * `PACKAGE_NOT_FOUND`: No package {package_id} of this organization's vendors.
 *
 * `UNKNOWN_CURRENCY`: Stripe knows no such currency. Send a code of ISO 4217, such as GBP.
 */
export type Failure =
  | DeclaredFailure<'AMOUNT_NOT_POSITIVE', Record<string, never>>
  | DeclaredFailure<'AMOUNT_TOO_LARGE', { readonly maximum: string }>
  | DeclaredFailure<'AMOUNT_TOO_PRECISE', { readonly decimals: number }>
  | DeclaredFailure<'AMOUNT_TOO_SMALL', { readonly minimum: string }>
  | DeclaredFailure<'FREE_OR_PRICED', Record<string, never>>
  | DeclaredFailure<'INVALID_AMOUNT', Record<string, never>>
  | DeclaredFailure<'PACKAGE_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'UNKNOWN_CURRENCY', Record<string, never>>;

/** "Charge 20 pounds a month", "make it free": list price before tax. Running subscriptions keep theirs. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const setPackagePricing = {
  name: 'set_package_pricing',
  module: 'marketplace',
  domain: 'packages',
  title: "Packages: Set a package's price",
  description: '"Charge 20 pounds a month", "make it free": list price before tax. Running subscriptions keep theirs.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:package:price' }],
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
      free: { type: 'boolean', description: 'True: it costs nothing.' },
      amount: { type: 'string', description: 'Such as 49.00.', maxLength: 30 },
      currency: { type: 'string', description: 'Such as GBP.', maxLength: 10 },
      cadence: {
        type: 'string',
        description: 'How often it is paid.',
        enum: ['once', 'monthly', 'yearly'],
        default: 'once',
      },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['package_id'],
    additionalProperties: false,
    oneOfRequired: [['free'], ['amount', 'currency']],
  },
  output: { kind: 'object', shape: vendorPackageShape },
  errors: {
    AMOUNT_NOT_POSITIVE: {
      message: 'A price is more than nothing. To give the package away, send free: true.',
      http: 422,
      channel: 'result',
    },
    AMOUNT_TOO_LARGE: {
      message: 'Stripe takes no payment above {maximum}.',
      http: 422,
      channel: 'result',
      data: { maximum: { type: 'string', description: 'The most.', maxLength: 30 } },
    },
    AMOUNT_TOO_PRECISE: {
      message: 'The amount has more decimals than its currency, which has {decimals}.',
      http: 422,
      channel: 'result',
      data: { decimals: { type: 'integer', description: 'Of the currency.', minimum: 0 } },
    },
    AMOUNT_TOO_SMALL: {
      message: 'Stripe takes no payment below {minimum}.',
      http: 422,
      channel: 'result',
      data: { minimum: { type: 'string', description: 'The least.', maxLength: 30 } },
    },
    FREE_OR_PRICED: {
      message: 'A package is either free or has an amount and a currency. Send one of them.',
      http: 422,
      channel: 'result',
    },
    INVALID_AMOUNT: {
      message: 'The amount is not a number. Write digits with a point before the decimals, such as 49.00.',
      http: 422,
      channel: 'result',
    },
    PACKAGE_NOT_FOUND: {
      message: "No package {package_id} of this organization's vendors.",
      http: 404,
      channel: 'result',
      next: { tool: 'list_packages' },
    },
    UNKNOWN_CURRENCY: {
      message: 'Stripe knows no such currency. Send a code of ISO 4217, such as GBP.',
      http: 422,
      channel: 'result',
    },
  },
  feeds: { package_id: { tool: 'list_packages', path: 'packages[].package_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'By the month',
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_seo', amount: '20', currency: 'gbp', cadence: 'monthly' },
    expect: { price: { amount: '20.00', currency: 'GBP' }, cadence: 'monthly', price_decided: true },
  },
  {
    title: 'Once, in a currency without decimals',
    as: 'globex-owner',
    input: { package_id: 'pkg_demo_forms', amount: '1200', currency: 'JPY' },
    expect: { price: { amount: '1200', currency: 'JPY' }, cadence: null, price_decided: true },
  },
  {
    title: 'Free',
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_checkout', free: true },
    expect: { price: null, cadence: null, price_decided: true },
  },
  {
    title: 'Both',
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_seo', free: true, amount: '1.00', currency: 'GBP' },
    expectError: 'FREE_OR_PRICED',
  },
  {
    title: 'Below nothing',
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_seo', amount: '-1', currency: 'GBP' },
    expectError: 'AMOUNT_NOT_POSITIVE',
  },
  {
    title: 'A tenth of a penny',
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_seo', amount: '0.001', currency: 'GBP' },
    expectError: 'AMOUNT_TOO_PRECISE',
  },
  {
    title: "Below Stripe's minimum",
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_seo', amount: '0.29', currency: 'GBP' },
    expectError: 'AMOUNT_TOO_SMALL',
  },
  {
    title: "Above Stripe's maximum",
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_seo', amount: '1000000.00', currency: 'GBP' },
    expectError: 'AMOUNT_TOO_LARGE',
  },
  {
    title: 'A currency Stripe does not know',
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_seo', amount: '20.00', currency: 'XAU' },
    expectError: 'UNKNOWN_CURRENCY',
  },
  {
    title: 'No number',
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_seo', amount: '1e3', currency: 'GBP' },
    expectError: 'INVALID_AMOUNT',
  },
  {
    title: "Another organization's package looks like none",
    as: 'globex-owner',
    input: { package_id: 'pkg_demo_seo', free: true },
    expectError: 'PACKAGE_NOT_FOUND',
  },
  {
    title: 'Nothing to set',
    as: 'forge-vendor',
    input: { package_id: 'pkg_demo_seo' },
    expectError: 'VALIDATION_ERROR',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSetPackagePricing(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: setPackagePricing, run: (input, ctx) => resolve(input as Input, ctx) };
}
