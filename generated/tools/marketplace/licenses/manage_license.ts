// Generated from spec/marketplace/licenses/manage_license.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool, WithDryRun, WithEffects } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/licenses/manage_license.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/licenses/manage_license.output.json' with { type: 'json' };
import {
  type License,
  type LicenseId,
  type LicenseStatus,
  type ProjectId,
  licenseIdShape,
  licenseShape,
  licenseStatusShape,
  projectIdShape,
} from '../../../types/marketplace.js';

export interface AttachInput {
  readonly action: 'attach';
  /** Id of a licence. */
  readonly license_id: LicenseId;
  /** attach, detach: which project. */
  readonly project_id: ProjectId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface DetachInput {
  readonly action: 'detach';
  /** Id of a licence. */
  readonly license_id: LicenseId;
  /** attach, detach: which project. */
  readonly project_id: ProjectId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface CancelInput {
  readonly action: 'cancel';
  /** Id of a licence. */
  readonly license_id: LicenseId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Input = AttachInput | DetachInput | CancelInput;

export type Output = License;

/**
 * `LICENSE_ATTACHED_ELSEWHERE`: This licence is attached to the project {attached_to}. Detach it there first.
 *
 * `LICENSE_NOT_FOUND`: No licence {license_id} in this organization.
 *
 * `LICENSE_UNUSABLE`: This licence is {status} and entitles to nothing any more.
 *
 * `NOT_A_SUBSCRIPTION`: This licence was bought once, so that there is nothing to cancel.
 *
 * `PROJECT_NOT_FOUND`: No such project in this organization.
 */
export type Failure =
  | DeclaredFailure<'LICENSE_ATTACHED_ELSEWHERE', { readonly attached_to: ProjectId }>
  | DeclaredFailure<'LICENSE_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'LICENSE_UNUSABLE', { readonly status: LicenseStatus }>
  | DeclaredFailure<'NOT_A_SUBSCRIPTION', Record<string, never>>
  | DeclaredFailure<'PROJECT_NOT_FOUND', Record<string, never>>;

/**
 * "Use this licence in the storefront", "free it", "cancel the subscription". Composer knows at once; cancelled ones
 * end with their period.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'> & WithEffects<'stripe'> & WithDryRun) => Promise<Output | Failure>;

export const manageLicense = {
  name: 'manage_license',
  module: 'marketplace',
  domain: 'licenses',
  title: 'Licences: Manage a licence',
  description:
    '"Use this licence in the storefront", "free it", "cancel the subscription". Composer knows at once; cancelled ones end with their period.',
  audience: ['buyer'],
  context: 'org',
  requires: [],
  writeMode: 'delete',
  effects: ['stripe'],
  openWorld: true,
  destructive: true,
  idempotent: true,
  confirm: { when: { action: 'cancel' } },
  dryRun: { parameter: 'dry_run', default: false, by: 'resolver' },
  idempotency: true,
  actions: {
    attach: {
      requires: [{ privilege: 'marketplace:license:attach' }],
      needs: ['project_id'],
      writeMode: 'update',
      destructive: false,
      idempotent: true,
    },
    detach: {
      requires: [{ privilege: 'marketplace:license:attach' }],
      needs: ['project_id'],
      writeMode: 'update',
      destructive: false,
      idempotent: true,
    },
    cancel: {
      requires: [{ privilege: 'marketplace:license:cancel' }],
      refuses: ['project_id'],
      writeMode: 'delete',
      effects: ['stripe'],
      destructive: true,
      idempotent: true,
      confirm: true,
    },
  },
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      license_id: licenseIdShape,
      project_id: { ...projectIdShape, description: 'attach, detach: which project.' },
      action: {
        type: 'string',
        description: 'What to do. attach: needs project_id. detach: needs project_id.',
        enum: ['attach', 'detach', 'cancel'],
      },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['license_id', 'action'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: licenseShape },
  errors: {
    LICENSE_ATTACHED_ELSEWHERE: {
      message: 'This licence is attached to the project {attached_to}. Detach it there first.',
      http: 409,
      channel: 'result',
      data: { attached_to: projectIdShape },
      next: { tool: 'list_licenses' },
    },
    LICENSE_NOT_FOUND: {
      message: 'No licence {license_id} in this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_licenses' },
    },
    LICENSE_UNUSABLE: {
      message: 'This licence is {status} and entitles to nothing any more.',
      http: 409,
      channel: 'result',
      data: { status: licenseStatusShape },
      next: { tool: 'list_licenses' },
    },
    NOT_A_SUBSCRIPTION: {
      message: 'This licence was bought once, so that there is nothing to cancel.',
      http: 409,
      channel: 'result',
      next: { tool: 'list_licenses' },
    },
    PROJECT_NOT_FOUND: {
      message: 'No such project in this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_projects' },
    },
  },
  feeds: {
    license_id: { tool: 'list_licenses', path: 'licenses[].license_id' },
    project_id: { tool: 'list_projects', path: 'projects[].project_id' },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Attach',
    as: 'acme-developer',
    input: { action: 'attach', license_id: 'lic_demo_seo', project_id: 'prj_demo_backoffice' },
    expect: {
      license_id: 'lic_demo_seo',
      package: 'forge/seo-kit',
      project_id: 'prj_demo_backoffice',
      project: 'Back office',
    },
  },
  {
    title: 'What attaching would come to',
    as: 'acme-owner',
    input: { action: 'attach', license_id: 'lic_demo_seo', project_id: 'prj_demo_storefront', dry_run: true },
    expect: { project_id: 'prj_demo_storefront', project: 'Storefront' },
  },
  {
    title: 'Detach',
    as: 'acme-admin',
    input: { action: 'detach', license_id: 'lic_demo_checkout', project_id: 'prj_demo_storefront' },
    expect: { license_id: 'lic_demo_checkout', project_id: null, project: null, status: 'active' },
  },
  {
    title: 'Cancel a subscription',
    as: 'acme-billing',
    input: { action: 'cancel', license_id: 'lic_demo_search' },
    expect: {
      license_id: 'lic_demo_search',
      status: 'active',
      cancels: true,
      expires_at: { $pattern: 'Z$' },
      project_id: 'prj_demo_storefront',
    },
  },
  {
    title: 'What cancelling would come to',
    as: 'acme-owner',
    input: { action: 'cancel', license_id: 'lic_demo_search', dry_run: true },
    expect: { license_id: 'lic_demo_search', cancels: true },
  },
  {
    title: "Another organization's licence looks like none",
    as: 'acme-owner',
    input: { action: 'attach', license_id: 'lic_demo_portal', project_id: 'prj_demo_storefront' },
    expectError: 'LICENSE_NOT_FOUND',
  },
  {
    title: "Another organization's project looks like none",
    as: 'acme-owner',
    input: { action: 'attach', license_id: 'lic_demo_seo', project_id: 'prj_demo_portal' },
    expectError: 'PROJECT_NOT_FOUND',
  },
  {
    title: 'It is in use',
    as: 'acme-developer',
    input: { action: 'attach', license_id: 'lic_demo_checkout', project_id: 'prj_demo_backoffice' },
    expectError: 'LICENSE_ATTACHED_ELSEWHERE',
  },
  {
    title: 'It is in use elsewhere',
    as: 'acme-developer',
    input: { action: 'detach', license_id: 'lic_demo_checkout', project_id: 'prj_demo_backoffice' },
    expectError: 'LICENSE_ATTACHED_ELSEWHERE',
  },
  {
    title: 'It has ended',
    as: 'globex-owner',
    input: { action: 'attach', license_id: 'lic_demo_lapsed', project_id: 'prj_demo_portal' },
    expectError: 'LICENSE_UNUSABLE',
  },
  {
    title: 'Bought once',
    as: 'acme-billing',
    input: { action: 'cancel', license_id: 'lic_demo_checkout' },
    expectError: 'NOT_A_SUBSCRIPTION',
  },
  {
    title: 'A developer cancels nothing',
    as: 'acme-developer',
    input: { action: 'cancel', license_id: 'lic_demo_search' },
    expectError: 'FORBIDDEN',
  },
  {
    title: 'Billing attaches nothing',
    as: 'acme-billing',
    input: { action: 'attach', license_id: 'lic_demo_seo', project_id: 'prj_demo_backoffice' },
    expectError: 'FORBIDDEN',
  },
  {
    title: 'A viewer may not',
    as: 'acme-viewer',
    input: { action: 'detach', license_id: 'lic_demo_checkout', project_id: 'prj_demo_storefront' },
    expectError: 'FORBIDDEN',
  },
  {
    title: 'To no project',
    as: 'acme-owner',
    input: { action: 'attach', license_id: 'lic_demo_seo' },
    expectError: 'VALIDATION_ERROR',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleManageLicense(resolve: Resolver): Handler<Context<'customer' | 'org'> & WithEffects<'stripe'> & WithDryRun> {
  return { tool: manageLicense, run: (input, ctx) => resolve(input as Input, ctx) };
}
