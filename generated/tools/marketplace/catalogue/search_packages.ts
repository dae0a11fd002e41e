// Generated from spec/marketplace/catalogue/search_packages.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/catalogue/search_packages.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/catalogue/search_packages.output.json' with { type: 'json' };
import { type FoundPackage, type VendorId, foundPackageShape, vendorIdShape } from '../../../types/marketplace.js';

export interface Input {
  /** Words to find. */
  readonly query?: string;
  /** Of this vendor. */
  readonly vendor_id?: VendorId;
  /** How it is paid. */
  readonly pricing?: 'free' | 'once' | 'subscription';
  /** In whole units of its currency. */
  readonly min_price?: number;
  /** In whole units of its currency. */
  readonly max_price?: number;
  /** Only what can be bought now. */
  readonly purchasable: boolean;
  /** Order. */
  readonly sort: 'relevance' | 'name' | 'newest' | 'price';
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
}

export interface Output {
  readonly packages: readonly FoundPackage[];
  /** Items on all pages together. */
  readonly total: number;
}

/**
 * "Find a checkout for our shop." What vendors sell, by words, half-typed ones too; without a query the newest. Not for
 * "which packages do we sell?": use list_packages.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const searchPackages = {
  name: 'search_packages',
  module: 'marketplace',
  domain: 'catalogue',
  title: 'Catalogue: Search packages',
  description:
    '"Find a checkout for our shop." What vendors sell, by words, half-typed ones too; without a query the newest. Not for "which packages do we sell?": use list_packages.',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:package:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  formats: ['concise', 'detailed', 'csv'],
  input: {
    type: 'object',
    properties: {
      query: { type: 'string', description: 'Words to find.', maxLength: 1000 },
      vendor_id: { ...vendorIdShape, description: 'Of this vendor.' },
      pricing: { type: 'string', description: 'How it is paid.', enum: ['free', 'once', 'subscription'] },
      min_price: { type: 'number', description: 'In whole units of its currency.', minimum: 0 },
      max_price: { type: 'number', description: 'In whole units of its currency.', minimum: 0 },
      purchasable: { type: 'boolean', description: 'Only what can be bought now.', default: false },
      sort: {
        type: 'string',
        description: 'Order.',
        enum: ['relevance', 'name', 'newest', 'price'],
        default: 'relevance',
      },
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
  output: { kind: 'list', of: foundPackageShape, as: 'packages', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'By a word, stemmed',
    as: 'acme-viewer',
    input: { query: 'searching' },
    expect: {
      packages: [
        {
          package_id: 'pkg_demo_search',
          composer_name: 'globex/search-suite',
          price: { amount: '19.99', currency: 'GBP' },
          cadence: 'monthly',
          is_purchasable: true,
        },
        { package_id: 'pkg_demo_seo' },
      ],
      page: { total: 2, has_more: false },
    },
  },
  {
    title: 'While typing',
    as: 'acme-viewer',
    input: { query: 'forge che' },
    expect: { packages: [{ package_id: 'pkg_demo_checkout', latest_version: '1.1.0' }], page: { total: 1 } },
  },
  {
    title: 'Everything that can be bought, the cheapest first',
    as: 'globex-owner',
    input: { purchasable: true, sort: 'price' },
    expect: {
      packages: [{ package_id: 'pkg_demo_seo', price: null }, { package_id: 'pkg_demo_checkout' }],
      page: { total: 2 },
    },
  },
  {
    title: 'What a vendor sells by the month or year, under 20',
    as: 'newcomer',
    input: { vendor_id: 'ven_demo_globex', pricing: 'subscription', max_price: 20, sort: 'name' },
    expect: { packages: [{ package_id: 'pkg_demo_search', created_at: { $absent: true } }], page: { total: 1 } },
  },
  {
    title: 'One that cannot be bought is found, a withdrawn one and one of a vendor not yet approved are not',
    as: 'anvil-vendor',
    input: { response_format: 'detailed', limit: 2 },
    expect: {
      packages: [
        { package_id: 'pkg_demo_builder', is_purchasable: false, created_at: '2026-02-24T09:00:00.000Z' },
        { package_id: 'pkg_demo_tax', is_purchasable: true },
      ],
      page: { total: 5, has_more: true },
    },
  },
  {
    title: 'Nothing but signs finds nothing',
    as: 'forge-vendor',
    input: { query: "':* & !(|" },
    expect: { packages: [], page: { total: 0 } },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSearchPackages(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: searchPackages, run: (input, ctx) => resolve(input as Input, ctx) };
}
