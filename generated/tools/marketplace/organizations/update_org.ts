// Generated from spec/marketplace/organizations/update_org.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/organizations/update_org.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/organizations/update_org.output.json' with { type: 'json' };
import {
  type Email,
  type Organization,
  type OrganizationName,
  emailShape,
  organizationNameShape,
  organizationShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Name of the organization. */
  readonly name?: OrganizationName;
  /** Where it can be reached; null removes it. */
  readonly contact_email?: Email | null;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = Organization;

/**
 * `PERSONAL_ORGANIZATION`: A personal organization keeps its person's name. Create a team organization for another one.
 */
export type Failure = DeclaredFailure<'PERSONAL_ORGANIZATION', Record<string, never>>;

/** "Rename our organization", or change its contact: the active one, only what is given. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const updateOrg = {
  name: 'update_org',
  module: 'marketplace',
  domain: 'organizations',
  title: 'Organizations: Update the organization',
  description: '"Rename our organization", or change its contact: the active one, only what is given.',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:organization:update' }],
  writeMode: 'update',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      name: organizationNameShape,
      contact_email: {
        ...emailShape,
        type: ['string', 'null'],
        description: 'Where it can be reached; null removes it.',
      },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    additionalProperties: false,
    oneOfRequired: [['name'], ['contact_email']],
  },
  output: { kind: 'object', shape: organizationShape },
  errors: {
    PERSONAL_ORGANIZATION: {
      message: "A personal organization keeps its person's name. Create a team organization for another one.",
      http: 409,
      channel: 'result',
      next: { tool: 'create_org' },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Rename',
    as: 'acme-admin',
    input: { name: 'Acme Industries' },
    expect: { org_id: 'org_demo_acme', name: 'Acme Industries', contact_email: 'hello@acme.example.com' },
  },
  {
    title: 'Remove the contact address, which a personal organization may do too',
    as: 'newcomer',
    input: { contact_email: null },
    expect: { org_id: 'org_demo_newcomer', contact_email: null },
  },
  {
    title: 'A personal organization is not renamed',
    as: 'newcomer',
    input: { name: 'Something Else' },
    expectError: 'PERSONAL_ORGANIZATION',
  },
  { title: 'A developer may not', as: 'acme-developer', input: { name: 'Acme Industries' }, expectError: 'FORBIDDEN' },
  { title: 'Nothing to change', as: 'acme-owner', input: {}, expectError: 'VALIDATION_ERROR' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleUpdateOrg(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: updateOrg, run: (input, ctx) => resolve(input as Input, ctx) };
}
