// Generated from spec/marketplace/git/revoke_integration.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool, WithDryRun, WithEffects } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/git/revoke_integration.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/git/revoke_integration.output.json' with { type: 'json' };
import {
  type GitIntegration,
  type IntegrationId,
  gitIntegrationShape,
  integrationIdShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly integration_id: IntegrationId;
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = GitIntegration;

/** `INTEGRATION_NOT_FOUND`: You have no Git integration {integration_id}. */
export type Failure = DeclaredFailure<'INTEGRATION_NOT_FOUND', Record<string, never>>;

/** "Disconnect my GitHub." Revokes the token at the provider and forgets it; what was published stays. */
export type Resolver = (input: Input, ctx: Context<'customer'> & WithEffects<'git'> & WithDryRun) => Promise<Output | Failure>;

export const revokeIntegration = {
  name: 'revoke_integration',
  module: 'marketplace',
  domain: 'git',
  title: 'Git: Disconnect a Git provider',
  description: '"Disconnect my GitHub." Revokes the token at the provider and forgets it; what was published stays.',
  audience: ['buyer', 'vendor'],
  context: 'customer',
  requires: [],
  writeMode: 'delete',
  effects: ['git'],
  openWorld: true,
  destructive: true,
  idempotent: true,
  confirm: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'resolver' },
  idempotency: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      integration_id: { ...integrationIdShape, description: 'Which.' },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['integration_id'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: gitIntegrationShape },
  errors: {
    INTEGRATION_NOT_FOUND: {
      message: 'You have no Git integration {integration_id}.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_git_integrations' },
    },
  },
  feeds: { integration_id: { tool: 'list_git_integrations', path: 'integrations[].integration_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Revoked',
    as: 'forge-vendor',
    input: { integration_id: 'git_demo_forge' },
    expect: {
      $exact: true,
      integration_id: 'git_demo_forge',
      provider: 'github',
      status: 'revoked',
      account: 'forge',
      reason: 'Its person disconnected it.',
    },
  },
  {
    title: 'What it would be',
    as: 'globex-owner',
    input: { integration_id: 'git_demo_globex', dry_run: true },
    expect: { integration_id: 'git_demo_globex', provider: 'gitlab', status: 'revoked', account: 'globex' },
  },
  {
    title: 'One that waits for its person is called off',
    as: 'acme-owner',
    given: [
      { call: 'start_git_integration', input: { provider: 'github' }, keep: { id: 'integration.integration_id' } },
    ],
    input: { integration_id: '$id' },
    expect: { integration_id: '$id', status: 'revoked' },
  },
  {
    title: "Somebody else's looks like none",
    as: 'acme-owner',
    input: { integration_id: 'git_demo_forge' },
    expectError: 'INTEGRATION_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleRevokeIntegration(resolve: Resolver): Handler<Context<'customer'> & WithEffects<'git'> & WithDryRun> {
  return { tool: revokeIntegration, run: (input, ctx) => resolve(input as Input, ctx) };
}
