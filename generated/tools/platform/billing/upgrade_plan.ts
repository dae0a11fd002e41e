// Generated from spec/platform/billing/upgrade_plan.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool, WithDryRun, WithEffects } from 'toolwright/runtime';
import inputSchema from '../../../schemas/platform/billing/upgrade_plan.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/platform/billing/upgrade_plan.output.json' with { type: 'json' };
import { type Url, urlShape } from '../../../types/marketplace.js';
import { type PlanChange, type PlanPreview, planChangeShape, planPreviewShape } from '../../../types/platform.js';

export interface Input {
  /** Code of the new package (e.g., agency, enterprise) */
  readonly package_code: string;
  /** If true, apply immediately; false schedules for period end. */
  readonly immediate: boolean;
  /** Preview only. */
  readonly preview: boolean;
}

export type Output = PlanPreview | PlanChange;

/**
 * `ALREADY_ON_PLAN`: Nothing to change: the workspace is on {package_code}, or will be with the end of the period.
 *
 * `AUTHENTICATION_REQUIRED`: The bank wants a person to confirm. Nothing was charged and the plan is as before: a
 * person can save another card at {url}.
 *
 * `CARD_EXPIRED`: The card has expired. Nothing was charged and the plan is as before: a person can save another card
 * at {url}.
 *
 * `INSUFFICIENT_FUNDS`: The card has not enough funds. Nothing was charged and the plan is as before: a person can save
 * another card at {url}.
 *
 * `NO_PERIOD_END`: The starter plan has no period that ends. Ask with immediate: true to begin {package_code} now.
 *
 * `NO_SAVED_METHOD`: No payment method is saved. A person can save a card at {url}.
 *
 * `PACKAGE_NOT_FOUND`: Package not found
 *
 * `PAYMENT_DECLINED`: The card was declined. Nothing was charged and the plan is as before: a person can save another
 * card at {url}.
 *
 * `PAYMENT_OVERDUE`: The last invoice is not paid, so no plan begins now. A person can save another card at {url}, or
 * ask with immediate: false.
 */
export type Failure =
  | DeclaredFailure<'ALREADY_ON_PLAN', Record<string, never>>
  | DeclaredFailure<'AUTHENTICATION_REQUIRED', { readonly url: Url }>
  | DeclaredFailure<'CARD_EXPIRED', { readonly url: Url }>
  | DeclaredFailure<'INSUFFICIENT_FUNDS', { readonly url: Url }>
  | DeclaredFailure<'NO_PERIOD_END', Record<string, never>>
  | DeclaredFailure<'NO_SAVED_METHOD', { readonly url: Url }>
  | DeclaredFailure<'PACKAGE_NOT_FOUND', { readonly available_packages: readonly string[] }>
  | DeclaredFailure<'PAYMENT_DECLINED', { readonly url: Url }>
  | DeclaredFailure<'PAYMENT_OVERDUE', { readonly url: Url }>;

/** Preview or execute a plan upgrade/downgrade for your workspace subscription */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'> & WithEffects<'stripe'> & WithDryRun) => Promise<Output | Failure>;

export const upgradePlan = {
  name: 'upgrade_plan',
  module: 'platform',
  domain: 'billing',
  title: 'Billing: Change the plan',
  description: 'Preview or execute a plan upgrade/downgrade for your workspace subscription',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'platform:billing:change_plan' }],
  writeMode: 'update',
  effects: ['stripe'],
  openWorld: true,
  destructive: true,
  idempotent: false,
  confirm: true,
  dryRun: { parameter: 'preview', default: true, by: 'resolver' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      package_code: {
        type: 'string',
        description: 'Code of the new package (e.g., agency, enterprise)',
        maxLength: 40,
      },
      immediate: {
        type: 'boolean',
        description: 'If true, apply immediately; false schedules for period end.',
        default: true,
      },
      preview: { type: 'boolean', description: 'Preview only.', default: true },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['package_code'],
    additionalProperties: false,
  },
  output: {
    kind: 'variants',
    variants: {
      preview: { when: { preview: true }, kind: 'object', shape: planPreviewShape },
      executed: { when: { preview: false }, kind: 'object', shape: planChangeShape },
    },
  },
  errors: {
    ALREADY_ON_PLAN: {
      message: 'Nothing to change: the workspace is on {package_code}, or will be with the end of the period.',
      http: 409,
      channel: 'result',
      next: { tool: 'get_billing_status' },
    },
    AUTHENTICATION_REQUIRED: {
      message:
        'The bank wants a person to confirm. Nothing was charged and the plan is as before: a person can save another card at {url}.',
      http: 402,
      channel: 'result',
      data: { url: urlShape },
    },
    CARD_EXPIRED: {
      message:
        'The card has expired. Nothing was charged and the plan is as before: a person can save another card at {url}.',
      http: 402,
      channel: 'result',
      data: { url: urlShape },
    },
    INSUFFICIENT_FUNDS: {
      message:
        'The card has not enough funds. Nothing was charged and the plan is as before: a person can save another card at {url}.',
      http: 402,
      channel: 'result',
      data: { url: urlShape },
    },
    NO_PERIOD_END: {
      message: 'The starter plan has no period that ends. Ask with immediate: true to begin {package_code} now.',
      http: 422,
      channel: 'result',
    },
    NO_SAVED_METHOD: {
      message: 'No payment method is saved. A person can save a card at {url}.',
      http: 409,
      channel: 'result',
      data: { url: urlShape },
    },
    PACKAGE_NOT_FOUND: {
      message: 'Package not found',
      http: 404,
      channel: 'result',
      data: { available_packages: { type: 'array', items: { type: 'string' } } },
    },
    PAYMENT_DECLINED: {
      message:
        'The card was declined. Nothing was charged and the plan is as before: a person can save another card at {url}.',
      http: 402,
      channel: 'result',
      data: { url: urlShape },
    },
    PAYMENT_OVERDUE: {
      message:
        'The last invoice is not paid, so no plan begins now. A person can save another card at {url}, or ask with immediate: false.',
      http: 402,
      channel: 'result',
      data: { url: urlShape },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Enterprise, now',
    as: 'acme-owner',
    input: { package_code: 'enterprise', preview: false },
    expect: {
      success: true,
      immediate: true,
      current_package: 'professional',
      new_package: 'enterprise',
      proration: { is_upgrade: true, is_downgrade: false, requires_payment: true, currency: 'GBP' },
      subscription_status: 'active',
      replaced_change: null,
    },
  },
  {
    title: 'What it would come to',
    as: 'acme-billing',
    input: { package_code: 'enterprise' },
    expect: {
      preview: true,
      current_package: 'professional',
      new_package: 'enterprise',
      proration: {
        is_upgrade: true,
        is_downgrade: false,
        current_plan_price: 99,
        new_plan_price: 299,
        credit_amount: { $gte: 40 },
        prorated_new_cost: { $gte: 120 },
        net_amount: { $gte: 80 },
        requires_payment: true,
        days_remaining: { $gte: 13 },
        currency: 'GBP',
      },
      replaced_change: null,
    },
  },
  {
    title: 'A larger plan from the next period on',
    as: 'acme-admin',
    input: { package_code: 'agency', immediate: false, preview: false },
    expect: {
      success: true,
      immediate: false,
      new_package: 'agency',
      proration: { net_amount: 0, requires_payment: false, amount_due: 0 },
    },
  },
  {
    title: 'Back to the free plan at once',
    as: 'acme-owner',
    input: { package_code: 'starter', preview: false },
    expect: {
      immediate: true,
      new_package: 'starter',
      proration: {
        is_downgrade: true,
        new_plan_price: 0,
        prorated_new_cost: 0,
        requires_payment: false,
        amount_due: 0,
      },
      subscription_status: 'canceled',
    },
  },
  {
    title: 'What was scheduled is taken back',
    as: 'acme-owner',
    given: [{ call: 'upgrade_plan', input: { package_code: 'starter', immediate: false, preview: false } }],
    input: { package_code: 'professional', preview: false },
    expect: { immediate: true, new_package: 'professional', replaced_change: { package_code: 'starter' } },
  },
  {
    title: 'What it would come to where another change waits',
    as: 'acme-owner',
    given: [{ call: 'upgrade_plan', input: { package_code: 'starter', immediate: false, preview: false } }],
    input: { package_code: 'agency' },
    expect: {
      preview: true,
      new_package: 'agency',
      replaced_change: { package_code: 'starter', effective_at: { $pattern: 'T.*\\+00:00$' } },
    },
  },
  {
    title: 'From the free plan, of which credit is left',
    as: 'acme-owner',
    given: [{ call: 'upgrade_plan', input: { package_code: 'starter', preview: false } }],
    input: { package_code: 'agency', preview: false },
    expect: {
      current_package: 'starter',
      new_package: 'agency',
      proration: {
        credit_amount: 0,
        prorated_new_cost: 199,
        net_amount: 199,
        tax_amount: 39.8,
        requires_payment: true,
      },
      subscription_status: 'active',
    },
  },
  {
    title: 'There is no such plan',
    as: 'acme-owner',
    input: { package_code: 'platinum' },
    expectError: 'PACKAGE_NOT_FOUND',
  },
  {
    title: 'It is the plan of now',
    as: 'acme-owner',
    input: { package_code: 'professional' },
    expectError: 'ALREADY_ON_PLAN',
  },
  {
    title: 'The free plan has no period that ends',
    as: 'newcomer',
    input: { package_code: 'agency', immediate: false },
    expectError: 'NO_PERIOD_END',
  },
  {
    title: 'Not while an invoice is overdue',
    as: 'globex-owner',
    input: { package_code: 'enterprise' },
    expectError: 'PAYMENT_OVERDUE',
  },
  { title: 'No card', as: 'newcomer', input: { package_code: 'professional' }, expectError: 'NO_SAVED_METHOD' },
  {
    title: 'The bank declines',
    as: 'anvil-vendor',
    input: { package_code: 'professional', preview: false },
    expectError: 'PAYMENT_DECLINED',
  },
  {
    title: 'Not enough funds',
    as: 'anvil-vendor',
    given: [{ call: 'set_default_payment_method', input: { payment_method_id: 'pm_demo_empty' } }],
    input: { package_code: 'professional', preview: false },
    expectError: 'INSUFFICIENT_FUNDS',
  },
  {
    title: 'The card has expired',
    as: 'anvil-vendor',
    given: [{ call: 'set_default_payment_method', input: { payment_method_id: 'pm_demo_expired' } }],
    input: { package_code: 'professional', preview: false },
    expectError: 'CARD_EXPIRED',
  },
  {
    title: 'The bank asks its customer',
    as: 'anvil-vendor',
    given: [{ call: 'set_default_payment_method', input: { payment_method_id: 'pm_demo_asking' } }],
    input: { package_code: 'professional', preview: false },
    expectError: 'AUTHENTICATION_REQUIRED',
  },
  {
    title: 'A developer may not',
    as: 'acme-developer',
    input: { package_code: 'enterprise' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleUpgradePlan(resolve: Resolver): Handler<Context<'customer' | 'org'> & WithEffects<'stripe'> & WithDryRun> {
  return { tool: upgradePlan, run: (input, ctx) => resolve(input as Input, ctx) };
}
