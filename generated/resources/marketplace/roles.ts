// Generated from spec/marketplace/resources/roles.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';
import { type RoleAccess, roleAccessShape } from '../../types/marketplace.js';

export type Input = Record<string, never>;

export interface Output {
  /** The roles, by name. */
  readonly roles: readonly string[];
  /** The tools that the caller may see, each action for itself. */
  readonly tools: readonly RoleAccess[];
}

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** Which role of an organization may call which tool, and what the tool asks for. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output | Failure>;

export const roles = {
  name: 'roles',
  module: 'marketplace',
  uri: 'market://roles',
  title: 'Roles and tools',
  description: 'Which role of an organization may call which tool, and what the tool asks for.',
  annotations: { audience: ['user', 'assistant'], priority: 0.3 },
  mimeType: 'application/json',
  audience: ['buyer', 'vendor', 'staff'],
  context: null,
  requires: [],
  parameters: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    kind: 'type',
    shape: {
      type: 'object',
      properties: {
        roles: { type: 'array', description: 'The roles, by name.', items: { type: 'string' } },
        tools: {
          type: 'array',
          description: 'The tools that the caller may see, each action for itself.',
          items: roleAccessShape,
        },
      },
      required: ['roles', 'tools'],
      additionalProperties: false,
    },
  },
  cache: { ttlMs: 3600000, scope: 'private' },
} as const satisfies Resource;

export const examples = [
  {
    title: 'Who may do what',
    as: 'acme-viewer',
    input: {},
    expect: { roles: ['admin', 'billing', 'developer', 'owner', 'staff', 'viewer'], tools: { $any: true } },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleRoles(resolve: Resolver): ResourceHandler<Context> {
  return { resource: roles, run: (input, ctx) => resolve(input as Input, ctx) };
}
