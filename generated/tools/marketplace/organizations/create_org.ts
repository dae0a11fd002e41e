// Generated from spec/marketplace/organizations/create_org.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/organizations/create_org.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/organizations/create_org.output.json' with { type: 'json' };
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
  readonly name: OrganizationName;
  /** Where it can be reached. */
  readonly contact_email?: Email;
  /** False: it only sells. */
  readonly buys: boolean;
}

export type Output = Organization;

/**
 * `ORGANIZATION_NAME_TAKEN`: You already belong to an organization called '{name}'. Use that one or choose another
 * name.
 */
export type Failure = DeclaredFailure<'ORGANIZATION_NAME_TAKEN', Record<string, never>>;

/** "Make a team for us." A new organization, owned by the caller; switch to it with set_active_org. */
export type Resolver = (input: Input, ctx: Context<'customer'>) => Promise<Output | Failure>;

export const createOrg = {
  name: 'create_org',
  module: 'marketplace',
  domain: 'organizations',
  title: 'Organizations: Create an organization',
  description: '"Make a team for us." A new organization, owned by the caller; switch to it with set_active_org.',
  audience: ['buyer', 'vendor'],
  context: 'customer',
  requires: [],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  idempotency: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      name: organizationNameShape,
      contact_email: { ...emailShape, description: 'Where it can be reached.' },
      buys: { type: 'boolean', description: 'False: it only sells.', default: true },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['name'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: organizationShape },
  errors: {
    ORGANIZATION_NAME_TAKEN: {
      message: "You already belong to an organization called '{name}'. Use that one or choose another name.",
      http: 409,
      channel: 'result',
      next: { tool: 'list_orgs' },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A team',
    as: 'newcomer',
    input: { name: 'Newcomer & Friends', contact_email: 'team@example.com' },
    expect: {
      $exact: true,
      org_id: { $pattern: '^org_' },
      name: 'Newcomer & Friends',
      personal: false,
      buys: true,
      contact_email: 'team@example.com',
    },
  },
  {
    title: 'A workshop that only sells',
    as: 'acme-viewer',
    input: { name: "Viewer's Workshop", buys: false },
    expect: { buys: false, contact_email: null, row_version: { $absent: true } },
  },
  { title: 'The same name twice', as: 'acme-viewer', input: { name: 'ACME' }, expectError: 'ORGANIZATION_NAME_TAKEN' },
  { title: 'A name without a letter', as: 'acme-viewer', input: { name: ' ' }, expectError: 'VALIDATION_ERROR' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCreateOrg(resolve: Resolver): Handler<Context<'customer'>> {
  return { tool: createOrg, run: (input, ctx) => resolve(input as Input, ctx) };
}
