// Generated from spec/marketplace/projects/create_project.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/projects/create_project.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/projects/create_project.output.json' with { type: 'json' };
import { type Project, type ProjectName, projectNameShape, projectShape } from '../../../types/marketplace.js';

export interface Input {
  /** Name of the project. */
  readonly name: ProjectName;
  /** Free text. */
  readonly note?: string;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = Project;

/** `PROJECT_NAME_TAKEN`: This organization has a project called '{name}' already. */
export type Failure = DeclaredFailure<'PROJECT_NAME_TAKEN', Record<string, never>>;

/** "Add a project." Without credentials; setup_project makes one that Composer can use at once. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const createProject = {
  name: 'create_project',
  module: 'marketplace',
  domain: 'projects',
  title: 'Projects: Create a project',
  description: '"Add a project." Without credentials; setup_project makes one that Composer can use at once.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:project:create' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  formats: ['concise'],
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
  output: { kind: 'object', shape: projectShape },
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
    title: 'A project with a note',
    as: 'acme-developer',
    input: { name: 'Landing pages', note: 'Static for now' },
    expect: {
      project_id: { $pattern: '^prj_' },
      name: 'Landing pages',
      note: { untrusted: 'Static for now' },
      public_key: null,
      licences: 0,
      updated_at: { $absent: true },
    },
  },
  {
    title: "The name of another organization's project is free",
    as: 'globex-owner',
    input: { name: 'Storefront' },
    expect: { name: 'Storefront' },
  },
  {
    title: 'A name is unique whatever its case',
    as: 'acme-owner',
    input: { name: 'STOREFRONT' },
    expectError: 'PROJECT_NAME_TAKEN',
  },
  { title: 'Billing may not', as: 'acme-billing', input: { name: 'Landing pages' }, expectError: 'FORBIDDEN' },
  {
    title: 'Who only sells has no projects',
    as: 'forge-vendor',
    input: { name: 'Landing pages' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCreateProject(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: createProject, run: (input, ctx) => resolve(input as Input, ctx) };
}
