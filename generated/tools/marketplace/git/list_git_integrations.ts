// Generated from spec/marketplace/git/list_git_integrations.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/git/list_git_integrations.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/git/list_git_integrations.output.json' with { type: 'json' };
import { type GitIntegration, gitIntegrationShape } from '../../../types/marketplace.js';

export type Input = Record<string, never>;

export interface Output {
  /** At most one a provider. */
  readonly integrations: readonly GitIntegration[];
}

/** "Is my GitHub connected?" Your own connections, good in every organization. */
export type Resolver = (input: Input, ctx: Context<'customer'>) => Promise<Output>;

export const listGitIntegrations = {
  name: 'list_git_integrations',
  module: 'marketplace',
  domain: 'git',
  title: 'Git: List Git integrations',
  description: '"Is my GitHub connected?" Your own connections, good in every organization.',
  audience: ['buyer', 'vendor'],
  context: 'customer',
  requires: [],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  formats: ['concise', 'detailed'],
  input: {
    type: 'object',
    properties: {
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed'],
        default: 'concise',
      },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        integrations: { type: 'array', description: 'At most one a provider.', items: gitIntegrationShape },
      },
      required: ['integrations'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Connected',
    as: 'forge-vendor',
    input: {},
    expect: {
      integrations: [
        {
          $exact: true,
          integration_id: 'git_demo_forge',
          provider: 'github',
          status: 'connected',
          account: 'forge',
          reason: null,
        },
      ],
    },
  },
  {
    title: 'With every column',
    as: 'globex-owner',
    input: { response_format: 'detailed' },
    expect: {
      integrations: [
        {
          integration_id: 'git_demo_globex',
          provider: 'gitlab',
          account: 'globex',
          connected_at: '2026-02-01T09:00:00.000Z',
        },
      ],
    },
  },
  {
    title: 'Declined',
    as: 'anvil-vendor',
    input: {},
    expect: {
      integrations: [
        { integration_id: 'git_demo_anvil', status: 'failed', account: null, reason: 'The person declined at GitLab.' },
      ],
    },
  },
  { title: 'None', as: 'acme-owner', input: {}, expect: { integrations: { $length: 0 } } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListGitIntegrations(resolve: Resolver): Handler<Context<'customer'>> {
  return { tool: listGitIntegrations, run: (input, ctx) => resolve(input as Input, ctx) };
}
