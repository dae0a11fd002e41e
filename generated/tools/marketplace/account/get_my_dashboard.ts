// Generated from spec/marketplace/account/get_my_dashboard.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/account/get_my_dashboard.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/account/get_my_dashboard.output.json' with { type: 'json' };
import {
  type Counts,
  type Customer,
  type Membership,
  type ReceivedInvite,
  type SentInvite,
  countsShape,
  customerShape,
  membershipShape,
  receivedInviteShape,
  sentInviteShape,
} from '../../../types/marketplace.js';

export type Input = Record<string, never>;

export interface Output {
  /** The caller. */
  readonly customer: Customer;
  /** The organization that is counted; null without one. */
  readonly active_org: Membership | null;
  /** Every organization the caller belongs to, by name. */
  readonly orgs: readonly Membership[];
  /** How much there is in the active organization, and how much waits for the caller. */
  readonly counts: Counts;
  /** Invites addressed to the caller and not answered. */
  readonly pending_invites: readonly ReceivedInvite[];
  /** Unanswered invites that the active organization has sent. */
  readonly sent_invites: readonly SentInvite[];
}

/**
 * "What is going on in my account?" The best first call: caller, organizations, counts of projects, licences and
 * orders, open invites.
 */
export type Resolver = (input: Input, ctx: Context<'customer'>) => Promise<Output>;

export const getMyDashboard = {
  name: 'get_my_dashboard',
  module: 'marketplace',
  domain: 'account',
  title: 'Account: My dashboard',
  description:
    '"What is going on in my account?" The best first call: caller, organizations, counts of projects, licences and orders, open invites.',
  audience: ['buyer', 'vendor'],
  context: 'customer',
  requires: [],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  formats: ['concise', 'detailed', 'yaml'],
  input: {
    type: 'object',
    properties: {
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed', 'yaml'],
        default: 'concise',
      },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        customer: { ...customerShape, description: 'The caller.' },
        active_org: {
          ...membershipShape,
          type: ['object', 'null'],
          description: 'The organization that is counted; null without one.',
        },
        orgs: {
          type: 'array',
          description: 'Every organization the caller belongs to, by name.',
          items: membershipShape,
        },
        counts: countsShape,
        pending_invites: {
          type: 'array',
          description: 'Invites addressed to the caller and not answered.',
          items: receivedInviteShape,
        },
        sent_invites: {
          type: 'array',
          description: 'Unanswered invites that the active organization has sent.',
          items: sentInviteShape,
          privilege: 'marketplace:member:manage',
        },
      },
      required: ['customer', 'active_org', 'orgs', 'counts', 'pending_invites', 'sent_invites'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'An owner sees what the organization has and whom it has invited',
    as: 'acme-owner',
    input: {},
    expect: {
      active_org: { org_id: 'org_demo_acme', name: 'Acme', role: 'owner' },
      counts: { projects: 2, licences: 3, orders: 2, pending_invites: 0 },
      sent_invites: [{ invite_id: 'inv_demo_acme_newcomer', role: 'developer', expired: false }],
    },
  },
  {
    title: 'A developer sees no sent invites',
    as: 'acme-developer',
    input: {},
    expect: { counts: { orgs: 3, projects: 2, pending_invites: 1 }, sent_invites: { $absent: true } },
  },
  {
    title: 'As YAML, with every column',
    as: 'acme-viewer',
    input: { response_format: 'yaml' },
    expect: {
      active_org: { role: 'viewer' },
      pending_invites: [{ invite_id: 'inv_demo_globex_viewer', org_id: 'org_demo_globex' }],
    },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetMyDashboard(resolve: Resolver): Handler<Context<'customer'>> {
  return { tool: getMyDashboard, run: (input, ctx) => resolve(input as Input, ctx) };
}
