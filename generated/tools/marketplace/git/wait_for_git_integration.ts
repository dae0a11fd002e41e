// Generated from spec/marketplace/git/wait_for_git_integration.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool, WithProgress } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/git/wait_for_git_integration.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/git/wait_for_git_integration.output.json' with { type: 'json' };
import {
  type GitIntegration,
  type IntegrationId,
  gitIntegrationShape,
  integrationIdShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly integration_id: IntegrationId;
  /** Most seconds to wait. */
  readonly timeout_seconds: number;
}

export interface Output {
  /** What has become of it. */
  readonly integration: GitIntegration;
  /** Whether the waiting is over. */
  readonly done: boolean;
}

/** `INTEGRATION_NOT_FOUND`: You have no Git integration {integration_id}. */
export type Failure = DeclaredFailure<'INTEGRATION_NOT_FOUND', Record<string, never>>;

/** Waits until the person has agreed or declined; `done: false` means call again. */
export type Resolver = (input: Input, ctx: Context<'customer'> & WithProgress) => Promise<Output | Failure>;

export const waitForGitIntegration = {
  name: 'wait_for_git_integration',
  module: 'marketplace',
  domain: 'git',
  title: 'Git: Wait for a Git integration',
  description: 'Waits until the person has agreed or declined; `done: false` means call again.',
  audience: ['buyer', 'vendor'],
  context: 'customer',
  requires: [],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      integration_id: { ...integrationIdShape, description: 'Which.' },
      timeout_seconds: { type: 'integer', description: 'Most seconds to wait.', minimum: 1, maximum: 110, default: 60 },
    },
    required: ['integration_id'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        integration: { ...gitIntegrationShape, description: 'What has become of it.' },
        done: { type: 'boolean', description: 'Whether the waiting is over.' },
      },
      required: ['integration', 'done'],
      additionalProperties: false,
    },
  },
  errors: {
    INTEGRATION_NOT_FOUND: {
      message: 'You have no Git integration {integration_id}.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_git_integrations' },
    },
  },
  feeds: { integration_id: { tool: 'list_git_integrations', path: 'integrations[].integration_id' } },
  progress: true,
  limits: { timeoutParameter: { name: 'timeout_seconds', default: 60, max: 110, onExpiry: 'answer' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Connected',
    as: 'forge-vendor',
    input: { integration_id: 'git_demo_forge' },
    expect: { integration: { status: 'connected', account: 'forge' }, done: true },
  },
  {
    title: 'Declined',
    as: 'anvil-vendor',
    input: { integration_id: 'git_demo_anvil' },
    expect: { integration: { status: 'failed', reason: 'The person declined at GitLab.' }, done: true },
  },
  {
    title: 'Still waiting',
    as: 'acme-owner',
    given: [
      { call: 'start_git_integration', input: { provider: 'github' }, keep: { id: 'integration.integration_id' } },
    ],
    input: { integration_id: '$id', timeout_seconds: 1 },
    expect: { integration: { integration_id: '$id', status: 'pending' }, done: false },
  },
  {
    title: "Somebody else's looks like none",
    as: 'acme-owner',
    input: { integration_id: 'git_demo_forge' },
    expectError: 'INTEGRATION_NOT_FOUND',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleWaitForGitIntegration(resolve: Resolver): Handler<Context<'customer'> & WithProgress> {
  return { tool: waitForGitIntegration, run: (input, ctx) => resolve(input as Input, ctx) };
}
