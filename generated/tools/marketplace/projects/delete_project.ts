// Generated from spec/marketplace/projects/delete_project.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/projects/delete_project.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/projects/delete_project.output.json' with { type: 'json' };
import { type ProjectId, type ProjectName, projectIdShape, projectNameShape } from '../../../types/marketplace.js';

export interface Input {
  /** Project to delete. */
  readonly project_id: ProjectId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface Output {
  /** The project that is gone. */
  readonly project_id: ProjectId;
  /** Its name. */
  readonly name: ProjectName;
  /** Licences that can be attached elsewhere now. */
  readonly detached_licences: number;
}

/** `PROJECT_NOT_FOUND`: No project {project_id} in this organization. */
export type Failure = DeclaredFailure<'PROJECT_NOT_FOUND', Record<string, never>>;

/** Removes a project for good: its credentials stop working, its licences are detached and stay. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const deleteProject = {
  name: 'delete_project',
  module: 'marketplace',
  domain: 'projects',
  title: 'Projects: Delete a project',
  description: 'Removes a project for good: its credentials stop working, its licences are detached and stay.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:project:delete' }],
  writeMode: 'delete',
  destructive: true,
  idempotent: true,
  confirm: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      project_id: { ...projectIdShape, description: 'Project to delete.' },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['project_id'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        project_id: { ...projectIdShape, description: 'The project that is gone.' },
        name: { ...projectNameShape, description: 'Its name.' },
        detached_licences: { type: 'integer', description: 'Licences that can be attached elsewhere now.', minimum: 0 },
      },
      required: ['project_id', 'name', 'detached_licences'],
      additionalProperties: false,
    },
  },
  errors: {
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
    title: 'Delete, and keep its licences',
    as: 'acme-owner',
    input: { project_id: 'prj_demo_storefront' },
    expect: { $exact: true, project_id: 'prj_demo_storefront', name: 'Storefront', detached_licences: 2 },
  },
  {
    title: 'Gone is gone',
    as: 'acme-admin',
    given: [{ call: 'delete_project', input: { project_id: 'prj_demo_backoffice' } }],
    input: { project_id: 'prj_demo_backoffice' },
    expectError: 'PROJECT_NOT_FOUND',
  },
  {
    title: "Another organization's project looks like none",
    as: 'acme-owner',
    input: { project_id: 'prj_demo_portal' },
    expectError: 'PROJECT_NOT_FOUND',
  },
  {
    title: 'A developer may not',
    as: 'acme-developer',
    input: { project_id: 'prj_demo_storefront' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleDeleteProject(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: deleteProject, run: (input, ctx) => resolve(input as Input, ctx) };
}
