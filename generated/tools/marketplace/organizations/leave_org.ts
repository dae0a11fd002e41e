// Generated from spec/marketplace/organizations/leave_org.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/organizations/leave_org.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/organizations/leave_org.output.json' with { type: 'json' };
import { type OrganizationId, organizationIdShape } from '../../../types/marketplace.js';

export interface Input {
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface Output {
  /** The organization left. */
  readonly left_org_id: OrganizationId;
  /** Where calls act from now on; null: nowhere. */
  readonly active_org_id: OrganizationId | null;
}

/**
 * `LAST_OWNER`: You are the last owner. Make another member an owner first.
 *
 * `PERSONAL_ORGANIZATION`: A personal organization cannot be left.
 */
export type Failure =
  | DeclaredFailure<'LAST_OWNER', Record<string, never>>
  | DeclaredFailure<'PERSONAL_ORGANIZATION', Record<string, never>>;

/**
 * "Take me out of this organization": the active one; calls then act in the next granted one. The last owner cannot.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const leaveOrg = {
  name: 'leave_org',
  module: 'marketplace',
  domain: 'organizations',
  title: 'Organizations: Leave the organization',
  description:
    '"Take me out of this organization": the active one; calls then act in the next granted one. The last owner cannot.',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [],
  writeMode: 'delete',
  destructive: true,
  idempotent: false,
  confirm: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        left_org_id: { ...organizationIdShape, description: 'The organization left.' },
        active_org_id: {
          ...organizationIdShape,
          type: ['string', 'null'],
          description: 'Where calls act from now on; null: nowhere.',
        },
      },
      required: ['left_org_id', 'active_org_id'],
      additionalProperties: false,
    },
  },
  errors: {
    LAST_OWNER: {
      message: 'You are the last owner. Make another member an owner first.',
      http: 409,
      channel: 'result',
      next: { tool: 'manage_org_member' },
    },
    PERSONAL_ORGANIZATION: { message: 'A personal organization cannot be left.', http: 409, channel: 'result' },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A developer leaves',
    as: 'acme-developer',
    input: {},
    expect: { left_org_id: 'org_demo_acme', active_org_id: null },
  },
  {
    title: 'And then works in the next granted organization',
    as: 'acme-billing',
    given: [{ call: 'create_org', input: { name: 'Billing Bureau' }, keep: { bureau: 'org_id' } }],
    input: {},
    expect: { left_org_id: 'org_demo_acme', active_org_id: '$bureau' },
  },
  {
    title: 'An owner, after making another one',
    as: 'acme-owner',
    given: [
      {
        call: 'manage_org_member',
        input: { action: 'change_role', customer_id: 'cus_demo_acme_admin', role: 'owner' },
      },
    ],
    input: {},
    expect: { left_org_id: 'org_demo_acme' },
  },
  { title: 'The last owner stays', as: 'acme-owner', input: {}, expectError: 'LAST_OWNER' },
  { title: 'A personal organization stays', as: 'newcomer', input: {}, expectError: 'PERSONAL_ORGANIZATION' },
  { title: 'Staff are in no organization', as: 'staff', input: {}, expectError: 'MISSING_WORKSPACE_CONTEXT' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleLeaveOrg(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: leaveOrg, run: (input, ctx) => resolve(input as Input, ctx) };
}
