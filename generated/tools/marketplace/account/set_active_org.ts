// Generated from spec/marketplace/account/set_active_org.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/account/set_active_org.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/account/set_active_org.output.json' with { type: 'json' };
import {
  type Membership,
  type OrganizationId,
  membershipShape,
  organizationIdShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Organization to work in. */
  readonly org_id: OrganizationId;
}

export interface Output {
  /** The organization that calls act in from now on. */
  readonly active_org: Membership;
  /** The one before. */
  readonly previous_org_id: OrganizationId | null;
}

/** `ORGANIZATION_NOT_FOUND`: No organization {org_id} that this connection may work in. */
export type Failure = DeclaredFailure<'ORGANIZATION_NOT_FOUND', Record<string, never>>;

/** "Work in my other organization." Later calls of this connection act there. */
export type Resolver = (input: Input, ctx: Context<'customer'>) => Promise<Output | Failure>;

export const setActiveOrg = {
  name: 'set_active_org',
  module: 'marketplace',
  domain: 'account',
  title: 'Account: Switch organization',
  description: '"Work in my other organization." Later calls of this connection act there.',
  audience: ['buyer', 'vendor'],
  context: 'customer',
  requires: [],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: { org_id: { ...organizationIdShape, description: 'Organization to work in.' } },
    required: ['org_id'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        active_org: { ...membershipShape, description: 'The organization that calls act in from now on.' },
        previous_org_id: { ...organizationIdShape, type: ['string', 'null'], description: 'The one before.' },
      },
      required: ['active_org', 'previous_org_id'],
      additionalProperties: false,
    },
  },
  errors: {
    ORGANIZATION_NOT_FOUND: {
      message: 'No organization {org_id} that this connection may work in.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_orgs' },
    },
  },
  feeds: { org_id: { tool: 'list_orgs', path: 'orgs[].org_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Into an organization just made',
    as: 'acme-developer',
    given: [{ call: 'create_org', input: { name: 'Acme Labs' }, keep: { labs: 'org_id' } }],
    input: { org_id: '$labs' },
    expect: { active_org: { org_id: '$labs', role: 'owner', active: true }, previous_org_id: 'org_demo_acme' },
  },
  {
    title: 'Into the one that is active already',
    as: 'globex-owner',
    input: { org_id: 'org_demo_globex' },
    expect: { active_org: { org_id: 'org_demo_globex' }, previous_org_id: 'org_demo_globex' },
  },
  {
    title: "Another's organization looks like none",
    as: 'acme-owner',
    input: { org_id: 'org_demo_globex' },
    expectError: 'ORGANIZATION_NOT_FOUND',
  },
  {
    title: 'A membership that the connection was not granted',
    as: 'acme-developer',
    input: { org_id: 'org_demo_globex' },
    expectError: 'ORGANIZATION_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSetActiveOrg(resolve: Resolver): Handler<Context<'customer'>> {
  return { tool: setActiveOrg, run: (input, ctx) => resolve(input as Input, ctx) };
}
