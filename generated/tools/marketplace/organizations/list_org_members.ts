// Generated from spec/marketplace/organizations/list_org_members.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/organizations/list_org_members.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/organizations/list_org_members.output.json' with { type: 'json' };
import { type Member, type Role, memberShape, roleShape } from '../../../types/marketplace.js';

export interface Input {
  /** Most items to answer. */
  readonly limit: number;
  /** Items to skip. */
  readonly offset: number;
  /** Order of the list; - is descending. */
  readonly sort: 'joined_at' | '-joined_at' | 'name' | '-name';
  /** Only items for which all of these hold. */
  readonly filters?: {
    /** By role. */
    readonly role?: {
      /** One of these. */
      readonly in?: readonly Role[];
    };
  };
  /** Fields to answer; by default not invited_by. */
  readonly fields?: readonly ('customer_id' | 'name' | 'email' | 'role' | 'joined_at' | 'invited_by')[];
  /** Fields to leave out. */
  readonly exclude?: readonly ('customer_id' | 'name' | 'email' | 'role' | 'joined_at' | 'invited_by')[];
}

export interface Output {
  readonly members: readonly (Omit<Member, 'invited_by'> & Partial<Pick<Member, 'invited_by'>>)[];
  /** Items on all pages together. */
  readonly total: number;
}

/**
 * "Who is in my organization?" The members of the active organization with role and date of joining. Not for "who has
 * been invited?": use get_my_dashboard.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const listOrgMembers = {
  name: 'list_org_members',
  module: 'marketplace',
  domain: 'organizations',
  title: 'Organizations: List members',
  description:
    '"Who is in my organization?" The members of the active organization with role and date of joining. Not for "who has been invited?": use get_my_dashboard.',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:member:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'limit_offset', default: 20, max: 100 },
  sort: { fields: ['joined_at', 'name'], default: 'joined_at' },
  filters: { role: ['in'] },
  fields: { default: ['customer_id', 'name', 'email', 'role', 'joined_at'], onDemand: ['invited_by'] },
  formats: ['concise', 'csv'],
  input: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'Most items to answer.', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', description: 'Items to skip.', minimum: 0, default: 0 },
      sort: {
        type: 'string',
        description: 'Order of the list; - is descending.',
        enum: ['joined_at', '-joined_at', 'name', '-name'],
        default: 'joined_at',
      },
      filters: {
        type: 'object',
        description: 'Only items for which all of these hold.',
        properties: {
          role: {
            type: 'object',
            description: 'By role.',
            properties: {
              in: { type: 'array', description: 'One of these.', items: roleShape, minItems: 1, maxItems: 1000 },
            },
            additionalProperties: false,
          },
        },
        additionalProperties: false,
      },
      fields: {
        type: 'array',
        description: 'Fields to answer; by default not invited_by.',
        items: { type: 'string', enum: ['customer_id', 'name', 'email', 'role', 'joined_at', 'invited_by'] },
        minItems: 1,
        maxItems: 6,
        uniqueItems: true,
      },
      exclude: {
        type: 'array',
        description: 'Fields to leave out.',
        items: { type: 'string', enum: ['customer_id', 'name', 'email', 'role', 'joined_at', 'invited_by'] },
        minItems: 1,
        maxItems: 6,
        uniqueItems: true,
      },
      response_format: {
        type: 'string',
        description: 'Form of the answer.',
        enum: ['concise', 'csv'],
        default: 'concise',
      },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'list',
    of: { ...memberShape, required: ['customer_id', 'name', 'email', 'role', 'joined_at'] },
    as: 'members',
    rest: 'object',
  },
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
    title: 'Owners and admins, by name, without e-mail addresses',
    as: 'acme-billing',
    input: { filters: { role: { in: ['owner', 'admin'] } }, sort: 'name', exclude: ['email'] },
    expect: {
      members: [
        { customer_id: 'cus_demo_acme_admin', role: 'admin', email: { $absent: true } },
        { customer_id: 'cus_demo_acme_owner', role: 'owner' },
      ],
    },
  },
  {
    title: 'Who invited them',
    as: 'acme-owner',
    input: { filters: { role: { in: ['developer'] } }, fields: ['customer_id', 'invited_by'] },
    expect: { members: [{ $exact: true, customer_id: 'cus_demo_acme_developer', invited_by: 'cus_demo_acme_owner' }] },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListOrgMembers(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: listOrgMembers, run: (input, ctx) => resolve(input as Input, ctx) };
}
