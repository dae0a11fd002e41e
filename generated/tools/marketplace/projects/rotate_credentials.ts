// Generated from spec/marketplace/projects/rotate_credentials.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/projects/rotate_credentials.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/projects/rotate_credentials.output.json' with { type: 'json' };
import { type Project, type ProjectId, projectIdShape, projectShape } from '../../../types/marketplace.js';

export interface Input {
  /** Project whose pair is replaced. */
  readonly project_id: ProjectId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = Project;

/** `PROJECT_NOT_FOUND`: No project {project_id} in this organization. */
export type Failure = DeclaredFailure<'PROJECT_NOT_FOUND', Record<string, never>>;

/** "My auth.json leaked." Mints a project's new Composer pair and revokes the old one at once; also mints the first. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const rotateCredentials = {
  name: 'rotate_credentials',
  module: 'marketplace',
  domain: 'projects',
  title: 'Projects: Rotate project credentials',
  description:
    '"My auth.json leaked." Mints a project\'s new Composer pair and revokes the old one at once; also mints the first.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:project:rotate' }],
  writeMode: 'update',
  destructive: true,
  idempotent: false,
  confirm: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      project_id: { ...projectIdShape, description: 'Project whose pair is replaced.' },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['project_id'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: projectShape },
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
    title: 'Rotate after a leak',
    as: 'acme-developer',
    input: { project_id: 'prj_demo_storefront' },
    expect: {
      project_id: 'prj_demo_storefront',
      public_key: { $pattern: '^pub_' },
      private_key: { $pattern: '^prv_' },
    },
  },
  {
    title: 'The first pair of a project',
    as: 'acme-owner',
    input: { project_id: 'prj_demo_backoffice' },
    expect: { project_id: 'prj_demo_backoffice', public_key: { $pattern: '^pub_' } },
  },
  {
    title: "Another organization's project looks like none",
    as: 'acme-owner',
    input: { project_id: 'prj_demo_portal' },
    expectError: 'PROJECT_NOT_FOUND',
  },
  {
    title: 'A viewer may not',
    as: 'acme-viewer',
    input: { project_id: 'prj_demo_storefront' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleRotateCredentials(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: rotateCredentials, run: (input, ctx) => resolve(input as Input, ctx) };
}
