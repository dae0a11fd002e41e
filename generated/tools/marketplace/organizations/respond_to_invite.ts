// Generated from spec/marketplace/organizations/respond_to_invite.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/organizations/respond_to_invite.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/organizations/respond_to_invite.output.json' with { type: 'json' };
import {
  type InviteId,
  type InviteStatus,
  type OrganizationId,
  type Role,
  inviteIdShape,
  inviteStatusShape,
  organizationIdShape,
  roleShape,
} from '../../../types/marketplace.js';

export interface AcceptInput {
  readonly action: 'accept';
  /** The invite to answer. */
  readonly invite_id: InviteId;
}

export interface DeclineInput {
  readonly action: 'decline';
  /** The invite to answer. */
  readonly invite_id: InviteId;
}

export type Input = AcceptInput | DeclineInput;

export interface Output {
  /** Id of an invite. */
  readonly invite_id: InviteId;
  /** What has become of the invite. */
  readonly status: InviteStatus;
  /** The inviting organization. */
  readonly org_id: OrganizationId;
  /** Its name. */
  readonly org_name: string;
  /** The role that was offered. */
  readonly role: Role;
}

/**
 * `ALREADY_MEMBER`: You belong to this organization already. Decline the invite to be rid of it.
 *
 * `INVITE_ANSWERED`: This invite is already {status}.
 *
 * `INVITE_EXPIRED`: This invite has expired. Ask the organization for a new one.
 *
 * `INVITE_NOT_FOUND`: No invite {invite_id} addressed to you.
 */
export type Failure =
  | DeclaredFailure<'ALREADY_MEMBER', Record<string, never>>
  | DeclaredFailure<'INVITE_ANSWERED', { readonly status: InviteStatus }>
  | DeclaredFailure<'INVITE_EXPIRED', Record<string, never>>
  | DeclaredFailure<'INVITE_NOT_FOUND', Record<string, never>>;

/** "Accept the invite to Acme", or decline it. Then switch with set_active_org. */
export type Resolver = (input: Input, ctx: Context<'customer'>) => Promise<Output | Failure>;

export const respondToInvite = {
  name: 'respond_to_invite',
  module: 'marketplace',
  domain: 'organizations',
  title: 'Organizations: Respond to an invite',
  description: '"Accept the invite to Acme", or decline it. Then switch with set_active_org.',
  audience: ['buyer', 'vendor'],
  context: 'customer',
  requires: [],
  writeMode: 'update',
  destructive: false,
  idempotent: false,
  idempotency: true,
  actions: {
    accept: { requires: [], writeMode: 'create', destructive: false, idempotent: false },
    decline: { requires: [], writeMode: 'update', destructive: false, idempotent: false },
  },
  input: {
    type: 'object',
    properties: {
      invite_id: { ...inviteIdShape, description: 'The invite to answer.' },
      action: { type: 'string', description: 'What to do.', enum: ['accept', 'decline'] },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['invite_id', 'action'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        invite_id: inviteIdShape,
        status: inviteStatusShape,
        org_id: { ...organizationIdShape, description: 'The inviting organization.' },
        org_name: { type: 'string', description: 'Its name.', maxLength: 80, trust: 'untrusted' },
        role: { ...roleShape, description: 'The role that was offered.' },
      },
      required: ['invite_id', 'status', 'org_id', 'org_name', 'role'],
      additionalProperties: false,
    },
  },
  errors: {
    ALREADY_MEMBER: {
      message: 'You belong to this organization already. Decline the invite to be rid of it.',
      http: 409,
      channel: 'result',
      next: { tool: 'list_orgs' },
    },
    INVITE_ANSWERED: {
      message: 'This invite is already {status}.',
      http: 409,
      channel: 'result',
      data: { status: inviteStatusShape },
    },
    INVITE_EXPIRED: {
      message: 'This invite has expired. Ask the organization for a new one.',
      http: 410,
      channel: 'result',
    },
    INVITE_NOT_FOUND: {
      message: 'No invite {invite_id} addressed to you.',
      http: 404,
      channel: 'result',
      next: { tool: 'get_my_dashboard' },
    },
  },
  feeds: { invite_id: { tool: 'get_my_dashboard', path: 'pending_invites[].invite_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Accept',
    as: 'newcomer',
    input: { action: 'accept', invite_id: 'inv_demo_acme_newcomer' },
    expect: { status: 'accepted', org_id: 'org_demo_acme', org_name: { untrusted: 'Acme' }, role: 'developer' },
  },
  {
    title: 'Decline',
    as: 'acme-viewer',
    input: { action: 'decline', invite_id: 'inv_demo_globex_viewer' },
    expect: { status: 'declined', org_id: 'org_demo_globex' },
  },
  {
    title: 'An expired invite can still be declined',
    as: 'newcomer',
    input: { action: 'decline', invite_id: 'inv_demo_globex_newcomer' },
    expect: { status: 'declined' },
  },
  {
    title: 'But not accepted',
    as: 'newcomer',
    input: { action: 'accept', invite_id: 'inv_demo_globex_newcomer' },
    expectError: 'INVITE_EXPIRED',
  },
  {
    title: 'An invite to somebody else looks like none',
    as: 'acme-owner',
    input: { action: 'accept', invite_id: 'inv_demo_globex_viewer' },
    expectError: 'INVITE_NOT_FOUND',
  },
  {
    title: 'A revoked invite',
    as: 'newcomer',
    given: [
      {
        call: 'manage_org_member',
        as: 'acme-owner',
        input: { action: 'revoke_invite', invite_id: 'inv_demo_acme_newcomer' },
      },
    ],
    input: { action: 'accept', invite_id: 'inv_demo_acme_newcomer' },
    expectError: 'INVITE_ANSWERED',
  },
  {
    title: 'A member already',
    as: 'acme-developer',
    input: { action: 'accept', invite_id: 'inv_demo_globex_developer' },
    expectError: 'ALREADY_MEMBER',
  },
  {
    title: 'Staff have no organizations',
    as: 'staff',
    input: { action: 'accept', invite_id: 'inv_demo_acme_newcomer' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleRespondToInvite(resolve: Resolver): Handler<Context<'customer'>> {
  return { tool: respondToInvite, run: (input, ctx) => resolve(input as Input, ctx) };
}
