// Generated from spec/platform/billing/get_billing_status.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/platform/billing/get_billing_status.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/platform/billing/get_billing_status.output.json' with { type: 'json' };
import {
  type PlanPackage,
  type PlanSubscription,
  type Workspace,
  planPackageShape,
  planSubscriptionShape,
  workspaceShape,
} from '../../../types/platform.js';

export type Input = Record<string, never>;

export interface Output {
  /** The organization that calls. */
  readonly workspace: Workspace;
  /** Null on the free plan. */
  readonly subscription: PlanSubscription | null;
  /** What is in force. */
  readonly packages: readonly PlanPackage[];
}

/** Get billing status for your workspace including subscription, current plan, and billing period */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const getBillingStatus = {
  name: 'get_billing_status',
  module: 'platform',
  domain: 'billing',
  title: 'Billing: Billing status',
  description: 'Get billing status for your workspace including subscription, current plan, and billing period',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'platform:billing:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        workspace: workspaceShape,
        subscription: { ...planSubscriptionShape, type: ['object', 'null'], description: 'Null on the free plan.' },
        packages: { type: 'array', description: 'What is in force.', items: planPackageShape },
      },
      required: ['workspace', 'subscription', 'packages'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'In the middle of a month',
    as: 'acme-billing',
    input: {},
    expect: {
      workspace: { id: 'org_demo_acme', name: 'Acme' },
      subscription: {
        id: { $pattern: '^pls_' },
        status: 'active',
        gateway: 'stripe',
        billing_cycle: 'monthly',
        cancel_at_period_end: false,
        on_trial: false,
        trial_ends_at: null,
        scheduled_change: null,
      },
      packages: [{ code: 'professional', name: 'Professional Plan', status: 'active', expires_at: null }],
    },
  },
  {
    title: 'The plan ends with the month',
    as: 'acme-owner',
    given: [{ call: 'upgrade_plan', input: { package_code: 'starter', immediate: false, preview: false } }],
    input: {},
    expect: {
      subscription: {
        cancel_at_period_end: true,
        scheduled_change: { package_code: 'starter', effective_at: { $pattern: 'T.*\\+00:00$' } },
      },
      packages: [{ code: 'professional', status: 'active', expires_at: { $pattern: 'T.*\\+00:00$' } }],
    },
  },
  {
    title: 'On the free plan',
    as: 'newcomer',
    input: {},
    expect: {
      subscription: null,
      packages: [{ code: 'starter', name: 'Starter Plan', status: 'active', expires_at: null }],
    },
  },
  { title: 'A developer may not', as: 'acme-developer', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetBillingStatus(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: getBillingStatus, run: (input, ctx) => resolve(input as Input, ctx) };
}
