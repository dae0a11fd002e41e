// Generated from spec/marketplace/packages/list_packages.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/packages/list_packages.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/packages/list_packages.output.json' with { type: 'json' };
import { type VendorPackage, vendorPackageShape } from '../../../types/marketplace.js';

export interface Input {
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
  /** Order; - is descending. */
  readonly sort: 'composer_name' | '-composer_name' | 'created_at' | '-created_at';
}

export interface Output {
  readonly packages: readonly VendorPackage[];
  /** Items on all pages together. */
  readonly total: number;
}

/** "Which packages do we sell?" Our vendors' packages: status, price, releases, sales, unreadable tags. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const listPackages = {
  name: 'list_packages',
  module: 'marketplace',
  domain: 'packages',
  title: 'Packages: List our packages',
  description: '"Which packages do we sell?" Our vendors\' packages: status, price, releases, sales, unreadable tags.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:vendor:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  sort: { fields: ['composer_name', 'created_at'], default: 'composer_name' },
  formats: ['concise', 'detailed', 'csv'],
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
      sort: {
        type: 'string',
        description: 'Order; - is descending.',
        enum: ['composer_name', '-composer_name', 'created_at', '-created_at'],
        default: 'composer_name',
      },
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed', 'csv'],
        default: 'concise',
      },
    },
    additionalProperties: false,
  },
  output: { kind: 'list', of: vendorPackageShape, as: 'packages', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Those of two vendors of one organization',
    as: 'forge-vendor',
    input: {},
    expect: {
      packages: [
        { composer_name: 'forge-labs/page-builder', sale_blocker: { code: 'vendor_not_payable' }, sold: 0 },
        {
          package_id: 'pkg_demo_checkout',
          status: 'enabled',
          price: { amount: '49.00', currency: 'GBP' },
          sale_blocker: null,
          latest_version: '1.1.0',
          versions: 2,
          sold: 2,
          problems: [],
        },
        {
          package_id: 'pkg_demo_import',
          status: 'disabled',
          sale_blocker: { code: 'disabled' },
          problems: [
            {
              tag: { untrusted: 'v3.0.0-beta.1' },
              problem: { untrusted: 'composer.json is not JSON: unexpected end.' },
            },
          ],
        },
        { package_id: 'pkg_demo_seo', price: null, price_decided: true },
      ],
      page: { total: 4 },
    },
  },
  {
    title: 'With every column',
    as: 'forge-vendor',
    input: { limit: 1, offset: 2, response_format: 'detailed' },
    expect: {
      packages: [
        {
          package_id: 'pkg_demo_import',
          row_version: 1,
          repository_url: 'https://github.demo.example/forge/legacy-import.git',
        },
      ],
      page: { total: 4, has_more: true },
    },
  },
  {
    title: 'A vendor not yet approved sees its own',
    as: 'anvil-vendor',
    input: { sort: '-created_at' },
    expect: {
      packages: [{ package_id: 'pkg_demo_hammer', sale_blocker: { code: 'vendor_pending' } }],
      page: { total: 1 },
    },
  },
  { title: 'A buyer has none', as: 'acme-owner', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListPackages(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: listPackages, run: (input, ctx) => resolve(input as Input, ctx) };
}
