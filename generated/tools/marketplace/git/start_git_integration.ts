// Generated from spec/marketplace/git/start_git_integration.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/git/start_git_integration.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/git/start_git_integration.output.json' with { type: 'json' };
import {
  type GitIntegration,
  type GitProvider,
  type Timestamp,
  gitIntegrationShape,
  gitProviderShape,
  timestampShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Which. */
  readonly provider: GitProvider;
}

export interface Output {
  /** The connection. */
  readonly integration: GitIntegration;
  /** Where its person agrees; null: connected, or not to be had here. */
  readonly oauth_url: string | null;
  /** Last moment to agree. */
  readonly expires_at: Timestamp | null;
}

/** "Connect my GitHub." Answers a URL where the person agrees within 10 minutes; then wait_for_git_integration. */
export type Resolver = (input: Input, ctx: Context<'customer'>) => Promise<Output>;

export const startGitIntegration = {
  name: 'start_git_integration',
  module: 'marketplace',
  domain: 'git',
  title: 'Git: Connect a Git provider',
  description:
    '"Connect my GitHub." Answers a URL where the person agrees within 10 minutes; then wait_for_git_integration.',
  audience: ['buyer', 'vendor'],
  context: 'customer',
  requires: [],
  writeMode: 'create',
  destructive: false,
  idempotent: true,
  idempotency: true,
  formats: ['concise'],
  input: {
    type: 'object',
    properties: {
      provider: { ...gitProviderShape, description: 'Which.' },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['provider'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        integration: { ...gitIntegrationShape, description: 'The connection.' },
        oauth_url: {
          type: ['string', 'null'],
          description: 'Where its person agrees; null: connected, or not to be had here.',
          maxLength: 2000,
        },
        expires_at: { ...timestampShape, type: ['string', 'null'], description: 'Last moment to agree.' },
      },
      required: ['integration', 'oauth_url', 'expires_at'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Begun',
    as: 'acme-owner',
    input: { provider: 'github' },
    expect: {
      integration: { integration_id: { $pattern: '^git_' }, provider: 'github', status: 'pending', account: null },
      oauth_url: { $pattern: '^http://127\\.0\\.0\\.1:[0-9]+/login/oauth/authorize\\?client_id=' },
    },
  },
  {
    title: 'Again while it waits',
    as: 'acme-owner',
    given: [
      {
        call: 'start_git_integration',
        input: { provider: 'gitlab' },
        keep: { id: 'integration.integration_id', url: 'oauth_url' },
      },
    ],
    input: { provider: 'gitlab' },
    expect: { integration: { integration_id: '$id', status: 'pending' }, oauth_url: '$url' },
  },
  {
    title: 'Once more after declining',
    as: 'anvil-vendor',
    input: { provider: 'gitlab' },
    expect: {
      integration: { integration_id: 'git_demo_anvil', status: 'pending', reason: 'The person declined at GitLab.' },
    },
  },
  {
    title: 'Connected already',
    as: 'forge-vendor',
    input: { provider: 'github' },
    expect: {
      integration: { integration_id: 'git_demo_forge', status: 'connected' },
      oauth_url: null,
      expires_at: null,
    },
  },
  {
    title: 'A provider that nobody knows',
    as: 'acme-owner',
    input: { provider: 'sourceforge' },
    expectError: 'VALIDATION_ERROR',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleStartGitIntegration(resolve: Resolver): Handler<Context<'customer'>> {
  return { tool: startGitIntegration, run: (input, ctx) => resolve(input as Input, ctx) };
}
