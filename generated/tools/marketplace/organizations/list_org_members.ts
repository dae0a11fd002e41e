// Generated from spec/marketplace/organizations/list_org_members.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/organizations/list_org_members.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/organizations/list_org_members.output.json' with { type: 'json' };
import { type Member, memberShape } from '../../../types/marketplace.js';

export interface Input {
  /** Page size. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
  /** Order; - is descending. */
  readonly sort: 'joined_at' | '-joined_at' | 'name' | '-name';
}

export interface Output {
  readonly members: readonly Member[];
  /** Items on all pages together. */
  readonly total: number;
}

/**
 * "Who is in my organization?" The active one's members with role and date of joining. Not for "who has been invited?":
 * use get_my_dashboard.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const listOrgMembers = {
  name: 'list_org_members',
  module: 'marketplace',
  domain: 'organizations',
  title: 'Organizations: List members',
  description:
    '"Who is in my organization?" The active one\'s members with role and date of joining. Not for "who has been invited?": use get_my_dashboard.',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:member:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  sort: { fields: ['joined_at', 'name'], default: 'joined_at' },
  formats: ['concise', 'detailed', 'csv'],
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
      sort: {
        type: 'string',
        description: 'Order; - is descending.',
        enum: ['joined_at', '-joined_at', 'name', '-name'],
        default: 'joined_at',
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
  output: { kind: 'list', of: memberShape, as: 'members', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'The whole roster',
    as: 'acme-viewer',
    input: {},
    expect: { members: { $length: 5 }, page: { total: 5, has_more: false } },
  },
  {
    title: 'By name, who invited them too',
    as: 'acme-billing',
    input: { sort: 'name', limit: 3, response_format: 'detailed' },
    expect: {
      members: [
        { customer_id: 'cus_demo_acme_admin', role: 'admin' },
        { customer_id: 'cus_demo_acme_billing', role: 'billing' },
        { customer_id: 'cus_demo_acme_developer', role: 'developer', invited_by: 'cus_demo_acme_owner' },
      ],
      page: { total: 5, has_more: true },
    },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListOrgMembers(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: listOrgMembers, run: (input, ctx) => resolve(input as Input, ctx) };
}
