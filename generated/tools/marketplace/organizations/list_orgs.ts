// Generated from spec/marketplace/organizations/list_orgs.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/organizations/list_orgs.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/organizations/list_orgs.output.json' with { type: 'json' };
import { type Membership, membershipShape } from '../../../types/marketplace.js';

export interface Input {
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
  /** Order; - is descending. */
  readonly sort: 'name' | '-name' | 'joined_at' | '-joined_at';
}

export interface Output {
  readonly orgs: readonly Membership[];
  /** Items on all pages together. */
  readonly total: number;
}

/** "Which organizations am I in?" With the role in each and whether this connection may switch to it. */
export type Resolver = (input: Input, ctx: Context<'customer'>) => Promise<Output>;

export const listOrgs = {
  name: 'list_orgs',
  module: 'marketplace',
  domain: 'organizations',
  title: 'Organizations: List organizations',
  description: '"Which organizations am I in?" With the role in each and whether this connection may switch to it.',
  audience: ['buyer', 'vendor'],
  context: 'customer',
  requires: [],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  sort: { fields: ['name', 'joined_at'], default: 'name' },
  formats: ['concise', 'detailed', 'csv'],
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
      sort: {
        type: 'string',
        description: 'Order; - is descending.',
        enum: ['name', '-name', 'joined_at', '-joined_at'],
        default: 'name',
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
  output: { kind: 'list', of: membershipShape, as: 'orgs', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'All of them, and which one this connection may use',
    as: 'acme-developer',
    input: {},
    expect: {
      orgs: [
        { org_id: 'org_demo_acme', role: 'developer', active: true, available: true },
        { org_id: 'org_demo_developer', personal: true, role: 'owner', active: false, available: false },
        { org_id: 'org_demo_globex', role: 'viewer', available: false },
      ],
      page: { limit: 20, offset: 0, total: 3, has_more: false },
    },
  },
  {
    title: 'The newest membership only',
    as: 'acme-developer',
    input: { sort: '-joined_at', limit: 1 },
    expect: { orgs: [{ org_id: 'org_demo_globex' }], page: { total: 3, has_more: true } },
  },
  {
    title: 'The other way round, with every column',
    as: 'acme-developer',
    input: { sort: '-name', limit: 2, response_format: 'detailed' },
    expect: { orgs: [{ org_id: 'org_demo_globex', buys: true }, { personal: true }], page: { total: 3 } },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListOrgs(resolve: Resolver): Handler<Context<'customer'>> {
  return { tool: listOrgs, run: (input, ctx) => resolve(input as Input, ctx) };
}
