// Generated from spec/marketplace/account/whoami.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/account/whoami.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/account/whoami.output.json' with { type: 'json' };
import {
  type Connection,
  type Customer,
  type Membership,
  type ReceivedInvite,
  connectionShape,
  customerShape,
  membershipShape,
  receivedInviteShape,
} from '../../../types/marketplace.js';

export type Input = Record<string, never>;

export interface Output {
  /** The caller. */
  readonly customer: Customer;
  /** The organization that calls act in; null without one. */
  readonly active_org: Membership | null;
  /** The way in that this call came by, and what it allows. */
  readonly connection: Connection;
  /** Invites addressed to the caller and not answered. */
  readonly pending_invites: readonly ReceivedInvite[];
}

/** "Who am I signed in as?" The caller, the active organization and role, what this connection allows, open invites. */
export type Resolver = (input: Input, ctx: Context<'customer'>) => Promise<Output>;

export const whoami = {
  name: 'whoami',
  module: 'marketplace',
  domain: 'account',
  title: 'Account: Who am I',
  description:
    '"Who am I signed in as?" The caller, the active organization and role, what this connection allows, open invites.',
  audience: ['buyer', 'vendor'],
  context: 'customer',
  requires: [],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  formats: ['concise', 'detailed'],
  input: {
    type: 'object',
    properties: {
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed'],
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
          description: 'The organization that calls act in; null without one.',
        },
        connection: connectionShape,
        pending_invites: {
          type: 'array',
          description: 'Invites addressed to the caller and not answered.',
          items: receivedInviteShape,
        },
      },
      required: ['customer', 'active_org', 'connection', 'pending_invites'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A member and the active organization',
    as: 'acme-developer',
    input: {},
    expect: {
      customer: { customer_id: 'cus_demo_acme_developer', email: 'acme-developer@example.com' },
      active_org: { org_id: 'org_demo_acme', role: 'developer', active: true },
      connection: { kind: 'api_key', writes: true },
    },
  },
  {
    title: 'A newcomer, in the personal organization, with an invite',
    as: 'newcomer',
    input: { response_format: 'detailed' },
    expect: {
      customer: { customer_id: 'cus_demo_newcomer', created_at: { $any: true } },
      active_org: { org_id: 'org_demo_newcomer', personal: true, role: 'owner', buys: true },
      pending_invites: { $length: 2 },
    },
  },
  {
    title: 'Nowhere, after leaving the only organization of this connection',
    as: 'acme-viewer',
    given: [{ call: 'leave_org', input: {} }],
    input: {},
    expect: { active_org: null, customer: { customer_id: 'cus_demo_acme_viewer' } },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleWhoami(resolve: Resolver): Handler<Context<'customer'>> {
  return { tool: whoami, run: (input, ctx) => resolve(input as Input, ctx) };
}
