// Generated from spec/marketplace/licenses/list_licenses.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/licenses/list_licenses.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/licenses/list_licenses.output.json' with { type: 'json' };
import { type License, type ProjectId, licenseShape, projectIdShape } from '../../../types/marketplace.js';

export interface Input {
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
  /** Order; - is descending. */
  readonly sort: 'created_at' | '-created_at' | 'package' | '-package';
  /** All must hold. */
  readonly filters?: {
    /** By project id. */
    readonly project_id?: {
      /** Equal to this. */
      readonly eq?: ProjectId;
    };
  };
}

export interface Output {
  readonly licenses: readonly License[];
  /** Items on all pages together. */
  readonly total: number;
}

/** "What have we licensed, and which project uses it?" The organization's entitlements and their state. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const listLicenses = {
  name: 'list_licenses',
  module: 'marketplace',
  domain: 'licenses',
  title: 'Licences: List licences',
  description: '"What have we licensed, and which project uses it?" The organization\'s entitlements and their state.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:license:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  sort: { fields: ['created_at', 'package'], default: '-created_at' },
  filters: { project_id: ['eq'] },
  formats: ['concise', 'detailed', 'csv'],
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
      sort: {
        type: 'string',
        description: 'Order; - is descending.',
        enum: ['created_at', '-created_at', 'package', '-package'],
        default: '-created_at',
      },
      filters: {
        type: 'object',
        description: 'All must hold.',
        properties: {
          project_id: {
            type: 'object',
            description: 'By project id.',
            properties: { eq: { ...projectIdShape, description: 'Equal to this.' } },
            additionalProperties: false,
          },
        },
        additionalProperties: false,
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
  output: { kind: 'list', of: licenseShape, as: 'licenses', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: "All of an organization's",
    as: 'acme-viewer',
    input: { sort: 'package' },
    expect: {
      licenses: [
        {
          license_id: 'lic_demo_checkout',
          package: 'forge/checkout-booster',
          status: 'active',
          project_id: 'prj_demo_storefront',
          project: 'Storefront',
          cadence: null,
          cancels: false,
          expires_at: null,
          order_id: 'ord_demo_1001',
        },
        {
          license_id: 'lic_demo_seo',
          package: 'forge/seo-kit',
          project_id: null,
          project: null,
          order_id: null,
          row_version: { $absent: true },
        },
        {
          license_id: 'lic_demo_search',
          package: 'globex/search-suite',
          cadence: 'monthly',
          expires_at: { $pattern: 'Z$' },
        },
      ],
      page: { total: 3 },
    },
  },
  {
    title: 'Those of a project, with every column',
    as: 'acme-owner',
    input: { filters: { project_id: { eq: 'prj_demo_storefront' } }, sort: 'package', response_format: 'detailed' },
    expect: {
      licenses: [{ license_id: 'lic_demo_checkout', row_version: 1 }, { license_id: 'lic_demo_search' }],
      page: { total: 2 },
    },
  },
  {
    title: 'One that has ended, and when the other was attached',
    as: 'globex-owner',
    input: { sort: 'package', response_format: 'detailed' },
    expect: {
      licenses: [
        { license_id: 'lic_demo_lapsed', status: 'expired', expires_at: '2026-03-11T10:00:00.000Z', attached_at: null },
        { license_id: 'lic_demo_portal', status: 'active', expires_at: null, attached_at: '2026-02-20T10:00:05.000Z' },
      ],
    },
  },
  {
    title: "Another organization's project has none",
    as: 'globex-owner',
    input: { filters: { project_id: { eq: 'prj_demo_storefront' } } },
    expect: { licenses: [] },
  },
  { title: 'Who only sells has none', as: 'forge-vendor', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListLicenses(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: listLicenses, run: (input, ctx) => resolve(input as Input, ctx) };
}
