// Generated from spec/marketplace/projects/update_project.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/projects/update_project.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/projects/update_project.output.json' with { type: 'json' };
import {
  type Project,
  type ProjectId,
  type ProjectName,
  projectIdShape,
  projectNameShape,
  projectShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Project to change. */
  readonly project_id: ProjectId;
  /** Name of the project. */
  readonly name?: ProjectName;
  /** Free text; null removes it. */
  readonly note?: string | null;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = Project;

/**
 * `PROJECT_NAME_TAKEN`: This organization has a project called '{name}' already.
 *
 * `PROJECT_NOT_FOUND`: No project {project_id} in this organization.
 */
export type Failure =
  | DeclaredFailure<'PROJECT_NAME_TAKEN', Record<string, never>>
  | DeclaredFailure<'PROJECT_NOT_FOUND', Record<string, never>>;

/** "Rename the project" or change its note; only what is given. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const updateProject = {
  name: 'update_project',
  module: 'marketplace',
  domain: 'projects',
  title: 'Projects: Update a project',
  description: '"Rename the project" or change its note; only what is given.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:project:update' }],
  writeMode: 'update',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      project_id: { ...projectIdShape, description: 'Project to change.' },
      name: projectNameShape,
      note: { type: ['string', 'null'], description: 'Free text; null removes it.', maxLength: 500 },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['project_id'],
    additionalProperties: false,
    oneOfRequired: [['name'], ['note']],
  },
  output: { kind: 'object', shape: projectShape },
  errors: {
    PROJECT_NAME_TAKEN: {
      message: "This organization has a project called '{name}' already.",
      http: 409,
      channel: 'result',
      next: { tool: 'list_projects' },
    },
    PROJECT_NOT_FOUND: {
      message: 'No project {project_id} in this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_projects' },
    },
  },
  feeds: { project_id: { tool: 'list_projects', path: 'projects[].project_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Rename',
    as: 'acme-developer',
    input: { project_id: 'prj_demo_storefront', name: 'Shop window' },
    expect: { project_id: 'prj_demo_storefront', name: 'Shop window', note: { untrusted: 'The public shop' } },
  },
  {
    title: 'Remove the note',
    as: 'acme-admin',
    input: { project_id: 'prj_demo_storefront', note: null },
    expect: { name: 'Storefront', note: null },
  },
  {
    title: 'Another case of its own name',
    as: 'acme-owner',
    input: { project_id: 'prj_demo_storefront', name: 'STOREFRONT' },
    expect: { name: 'STOREFRONT' },
  },
  {
    title: 'The name of a sister project',
    as: 'acme-owner',
    input: { project_id: 'prj_demo_storefront', name: 'back office' },
    expectError: 'PROJECT_NAME_TAKEN',
  },
  {
    title: "Another organization's project looks like none",
    as: 'acme-owner',
    input: { project_id: 'prj_demo_portal', name: 'Mine now' },
    expectError: 'PROJECT_NOT_FOUND',
  },
  {
    title: 'A viewer may not',
    as: 'acme-viewer',
    input: { project_id: 'prj_demo_storefront', name: 'Shop window' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleUpdateProject(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: updateProject, run: (input, ctx) => resolve(input as Input, ctx) };
}
