// Generated from spec/marketplace/organizations/manage_org_member.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/organizations/manage_org_member.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/organizations/manage_org_member.output.json' with { type: 'json' };
import {
  type CustomerId,
  type Email,
  type InviteId,
  type InviteStatus,
  type Member,
  type Role,
  type SentInvite,
  customerIdShape,
  emailShape,
  inviteIdShape,
  inviteStatusShape,
  memberShape,
  roleShape,
  sentInviteShape,
} from '../../../types/marketplace.js';

export interface InviteInput {
  readonly action: 'invite';
  /** Whom to invite. */
  readonly email: Email;
  /** Role to have. */
  readonly role: Role;
  /** A word to them. */
  readonly note?: string;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface RevokeInviteInput {
  readonly action: 'revoke_invite';
  /** Invite to revoke. */
  readonly invite_id: InviteId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface RemoveInput {
  readonly action: 'remove';
  /** Member. */
  readonly customer_id: CustomerId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface ChangeRoleInput {
  readonly action: 'change_role';
  /** Role to have. */
  readonly role: Role;
  /** Member. */
  readonly customer_id: CustomerId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Input = InviteInput | RevokeInviteInput | RemoveInput | ChangeRoleInput;

export type Output = SentInvite | Member;

/**
 * `ALREADY_MEMBER`: This address belongs to a member already. Change the role instead.
 *
 * `INVITE_ANSWERED`: This invite is {status} and cannot be revoked.
 *
 * `INVITE_NOT_FOUND`: No invite {invite_id} of this organization.
 *
 * `LAST_OWNER`: This is the last owner. Make another member an owner first.
 *
 * `MEMBER_NOT_FOUND`: No member {customer_id} in this organization.
 *
 * `OWNERS_ONLY`: Only an owner may invite, change or remove an owner, and nobody gives a role that allows more than
 * their own.
 *
 * `PERSONAL_ORGANIZATION`: A personal organization takes no members. Create a team organization.
 */
export type Failure =
  | DeclaredFailure<'ALREADY_MEMBER', Record<string, never>>
  | DeclaredFailure<'INVITE_ANSWERED', { readonly status: InviteStatus }>
  | DeclaredFailure<'INVITE_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'LAST_OWNER', Record<string, never>>
  | DeclaredFailure<'MEMBER_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'OWNERS_ONLY', Record<string, never>>
  | DeclaredFailure<'PERSONAL_ORGANIZATION', Record<string, never>>;

/**
 * "Invite Ana", "make Ben an admin", "remove Cem". Inviting again renews the invite for 7 days. Only owners touch
 * owners; one always remains.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const manageOrgMember = {
  name: 'manage_org_member',
  module: 'marketplace',
  domain: 'organizations',
  title: 'Organizations: Manage members',
  description:
    '"Invite Ana", "make Ben an admin", "remove Cem". Inviting again renews the invite for 7 days. Only owners touch owners; one always remains.',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [],
  writeMode: 'delete',
  destructive: true,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  actions: {
    invite: {
      requires: [{ privilege: 'marketplace:member:manage' }],
      needs: ['email', 'role'],
      refuses: ['invite_id', 'customer_id'],
      writeMode: 'create',
      destructive: false,
      idempotent: false,
    },
    revoke_invite: {
      requires: [{ privilege: 'marketplace:member:manage' }],
      needs: ['invite_id'],
      refuses: ['email', 'role', 'customer_id', 'note'],
      writeMode: 'delete',
      destructive: true,
      idempotent: true,
    },
    remove: {
      requires: [{ privilege: 'marketplace:member:manage' }],
      needs: ['customer_id'],
      refuses: ['email', 'role', 'invite_id', 'note'],
      writeMode: 'delete',
      destructive: true,
      idempotent: true,
      confirm: true,
    },
    change_role: {
      requires: [{ privilege: 'marketplace:member:manage' }],
      needs: ['customer_id', 'role'],
      refuses: ['email', 'invite_id', 'note'],
      writeMode: 'update',
      destructive: false,
      idempotent: true,
      confirm: true,
    },
  },
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      email: { ...emailShape, description: 'Whom to invite.' },
      role: { ...roleShape, description: 'Role to have.' },
      note: { type: 'string', description: 'A word to them.', maxLength: 500, sensitivity: 'pii' },
      invite_id: { ...inviteIdShape, description: 'Invite to revoke.' },
      customer_id: { ...customerIdShape, description: 'Member.' },
      action: {
        type: 'string',
        description:
          'What to do. invite: needs email, role. revoke_invite: needs invite_id. remove: needs customer_id. change_role: needs customer_id, role.',
        enum: ['invite', 'revoke_invite', 'remove', 'change_role'],
      },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['action'],
    additionalProperties: false,
  },
  output: {
    kind: 'variants',
    variants: {
      invited: { when: { action: 'invite' }, kind: 'object', shape: sentInviteShape },
      revoked: { when: { action: 'revoke_invite' }, kind: 'object', shape: sentInviteShape },
      removed: { when: { action: 'remove' }, kind: 'object', shape: memberShape },
      role_changed: { when: { action: 'change_role' }, kind: 'object', shape: memberShape },
    },
  },
  errors: {
    ALREADY_MEMBER: {
      message: 'This address belongs to a member already. Change the role instead.',
      http: 409,
      channel: 'result',
      next: { tool: 'list_org_members' },
    },
    INVITE_ANSWERED: {
      message: 'This invite is {status} and cannot be revoked.',
      http: 409,
      channel: 'result',
      data: { status: inviteStatusShape },
    },
    INVITE_NOT_FOUND: {
      message: 'No invite {invite_id} of this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'get_my_dashboard' },
    },
    LAST_OWNER: {
      message: 'This is the last owner. Make another member an owner first.',
      http: 409,
      channel: 'result',
    },
    MEMBER_NOT_FOUND: {
      message: 'No member {customer_id} in this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_org_members' },
    },
    OWNERS_ONLY: {
      message:
        'Only an owner may invite, change or remove an owner, and nobody gives a role that allows more than their own.',
      http: 403,
      channel: 'result',
    },
    PERSONAL_ORGANIZATION: {
      message: 'A personal organization takes no members. Create a team organization.',
      http: 409,
      channel: 'result',
      next: { tool: 'create_org' },
    },
  },
  feeds: {
    invite_id: { tool: 'get_my_dashboard', path: 'sent_invites[].invite_id' },
    customer_id: { tool: 'list_org_members', path: 'members[].customer_id' },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Invite',
    as: 'acme-admin',
    input: { action: 'invite', email: 'ana@example.com', role: 'developer', note: 'Welcome aboard' },
    expect: {
      invite_id: { $pattern: '^inv_' },
      email: 'ana@example.com',
      role: 'developer',
      status: 'pending',
      expired: false,
    },
  },
  {
    title: 'Inviting again renews the invite and may offer another role',
    as: 'acme-owner',
    input: { action: 'invite', email: 'Newcomer@Example.com', role: 'billing' },
    expect: { invite_id: 'inv_demo_acme_newcomer', role: 'billing', status: 'pending' },
  },
  {
    title: 'Revoke an invite',
    as: 'acme-admin',
    input: { action: 'revoke_invite', invite_id: 'inv_demo_acme_newcomer' },
    expect: { invite_id: 'inv_demo_acme_newcomer', status: 'revoked' },
  },
  {
    title: 'Remove a member',
    as: 'acme-admin',
    input: { action: 'remove', customer_id: 'cus_demo_acme_viewer' },
    expect: { customer_id: 'cus_demo_acme_viewer', role: 'viewer' },
  },
  {
    title: 'Change a role',
    as: 'acme-admin',
    input: { action: 'change_role', customer_id: 'cus_demo_acme_viewer', role: 'billing' },
    expect: { customer_id: 'cus_demo_acme_viewer', role: 'billing' },
  },
  {
    title: 'A developer may not',
    as: 'acme-developer',
    input: { action: 'change_role', customer_id: 'cus_demo_acme_viewer', role: 'billing' },
    expectError: 'FORBIDDEN',
  },
  {
    title: "Another organization's person looks like nobody",
    as: 'acme-owner',
    input: { action: 'remove', customer_id: 'cus_demo_globex_owner' },
    expectError: 'MEMBER_NOT_FOUND',
  },
  {
    title: "Another organization's invite looks like none",
    as: 'acme-owner',
    input: { action: 'revoke_invite', invite_id: 'inv_demo_globex_viewer' },
    expectError: 'INVITE_NOT_FOUND',
  },
  {
    title: 'An accepted invite cannot be revoked',
    as: 'acme-owner',
    given: [
      { call: 'respond_to_invite', as: 'newcomer', input: { action: 'accept', invite_id: 'inv_demo_acme_newcomer' } },
    ],
    input: { action: 'revoke_invite', invite_id: 'inv_demo_acme_newcomer' },
    expectError: 'INVITE_ANSWERED',
  },
  {
    title: 'A member needs no invite',
    as: 'acme-owner',
    input: { action: 'invite', email: 'acme-viewer@example.com', role: 'developer' },
    expectError: 'ALREADY_MEMBER',
  },
  {
    title: 'An admin makes no owners',
    as: 'acme-admin',
    input: { action: 'change_role', customer_id: 'cus_demo_acme_viewer', role: 'owner' },
    expectError: 'OWNERS_ONLY',
  },
  {
    title: 'The last owner is not demoted',
    as: 'acme-owner',
    input: { action: 'change_role', customer_id: 'cus_demo_acme_owner', role: 'viewer' },
    expectError: 'LAST_OWNER',
  },
  {
    title: 'A personal organization takes no members',
    as: 'newcomer',
    input: { action: 'invite', email: 'ana@example.com', role: 'viewer' },
    expectError: 'PERSONAL_ORGANIZATION',
  },
  {
    title: 'An invite without a role',
    as: 'acme-owner',
    input: { action: 'invite', email: 'ana@example.com' },
    expectError: 'VALIDATION_ERROR',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleManageOrgMember(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: manageOrgMember, run: (input, ctx) => resolve(input as Input, ctx) };
}
