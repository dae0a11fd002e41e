// Generated from spec/marketplace/projects/setup_project.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/projects/setup_project.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/projects/setup_project.output.json' with { type: 'json' };
import {
  type ProjectName,
  type ProjectSetup,
  projectNameShape,
  projectSetupShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Name of the project. */
  readonly name: ProjectName;
  /** Free text. */
  readonly note?: string;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = ProjectSetup;

/** `PROJECT_NAME_TAKEN`: This organization has a project called '{name}' already. */
export type Failure = DeclaredFailure<'PROJECT_NAME_TAKEN', Record<string, never>>;

/** Creates a project with its first credential pair; answers what to paste into auth.json and composer.json. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const setupProject = {
  name: 'setup_project',
  module: 'marketplace',
  domain: 'projects',
  title: 'Projects: Set up a project',
  description:
    'Creates a project with its first credential pair; answers what to paste into auth.json and composer.json.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:project:create' }, { privilege: 'marketplace:project:read_credentials' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      name: projectNameShape,
      note: { type: 'string', description: 'Free text.', maxLength: 500 },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['name'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: projectSetupShape },
  errors: {
    PROJECT_NAME_TAKEN: {
      message: "This organization has a project called '{name}' already.",
      http: 409,
      channel: 'result',
      next: { tool: 'list_projects' },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'From nothing to a ready auth.json',
    as: 'acme-developer',
    input: { name: 'Landing pages' },
    expect: {
      project_id: { $pattern: '^prj_' },
      public_key: { $pattern: '^pub_' },
      private_key: { $pattern: '^prv_' },
      auth_json: { 'http-basic': { $any: true } },
      composer_json: {
        repositories: [{ type: 'composer', url: { $pattern: '/composer/?$' } }],
        config: { 'secure-http': false },
      },
    },
  },
  {
    title: 'A name is unique whatever its case',
    as: 'acme-admin',
    input: { name: 'storefront' },
    expectError: 'PROJECT_NAME_TAKEN',
  },
  { title: 'Billing may not', as: 'acme-billing', input: { name: 'Landing pages' }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSetupProject(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: setupProject, run: (input, ctx) => resolve(input as Input, ctx) };
}
