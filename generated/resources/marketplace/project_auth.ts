// Generated from spec/marketplace/resources/project_auth.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';
import { type AuthJson, type ProjectId, authJsonShape, projectIdShape } from '../../types/marketplace.js';

export interface Input {
  /** Id of a project. */
  readonly project_id: ProjectId;
}

export type Output = AuthJson;

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** The content of Composer's auth.json for a project, ready to be put beside its composer.json. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const projectAuth = {
  name: 'project_auth',
  module: 'marketplace',
  uri: 'market://projects/{project_id}/auth.json',
  template: true,
  title: 'auth.json of a project',
  description: "The content of Composer's auth.json for a project, ready to be put beside its composer.json.",
  annotations: { audience: ['user'], priority: 0.8 },
  mimeType: 'application/json',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:project:read_credentials' }],
  parameters: {
    type: 'object',
    properties: { project_id: projectIdShape },
    required: ['project_id'],
    additionalProperties: false,
  },
  complete: { project_id: 'project_ids' },
  output: { kind: 'type', shape: authJsonShape },
  subscribe: true,
} as const satisfies Resource;

export const examples = [
  {
    title: 'What a developer puts beside composer.json',
    as: 'acme-developer',
    input: { project_id: 'prj_demo_storefront' },
    expect: { 'http-basic': { $any: true } },
    changedBy: { call: 'rotate_credentials', as: 'acme-owner', input: { project_id: 'prj_demo_storefront' } },
  },
  {
    title: 'A project without a pair has none',
    as: 'acme-developer',
    input: { project_id: 'prj_demo_backoffice' },
    expectError: 'UNKNOWN_RESOURCE',
  },
  {
    title: "Another organization's project looks like none",
    as: 'acme-developer',
    input: { project_id: 'prj_demo_portal' },
    expectError: 'UNKNOWN_RESOURCE',
  },
  {
    title: 'A viewer may not',
    as: 'acme-viewer',
    input: { project_id: 'prj_demo_storefront' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleProjectAuth(resolve: Resolver): ResourceHandler<Context<'customer' | 'org'>> {
  return { resource: projectAuth, run: (input, ctx) => resolve(input as Input, ctx) };
}
