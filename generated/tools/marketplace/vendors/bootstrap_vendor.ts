// Generated from spec/marketplace/vendors/bootstrap_vendor.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Step, Tool, WithCalls } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/vendors/bootstrap_vendor.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/vendors/bootstrap_vendor.output.json' with { type: 'json' };
import {
  type Email,
  type GitProvider,
  type Profile,
  type SetupStep,
  type Vendor,
  type VendorName,
  type Website,
  emailShape,
  gitProviderShape,
  profileShape,
  setupStepShape,
  vendorNameShape,
  vendorShape,
  websiteShape,
} from '../../../types/marketplace.js';
import type { Input as ApplyAsVendorInput, Output as ApplyAsVendorOutput } from './apply_as_vendor.js';
import type {
  Input as StartStripeConnectOnboardingInput,
  Output as StartStripeConnectOnboardingOutput,
} from './start_stripe_connect_onboarding.js';
import type {
  Input as StartGitIntegrationInput,
  Output as StartGitIntegrationOutput,
} from '../git/start_git_integration.js';

export interface Input {
  /** What buyers see. */
  readonly name: VendorName;
  /** About it. */
  readonly profile?: Profile;
  /** Its site. */
  readonly website?: Website;
  /** Where buyers get help. */
  readonly support_email?: Email;
  /** Where the packages are. */
  readonly git_provider: GitProvider;
}

export interface Output {
  /** As it now stands. */
  readonly vendor: Vendor;
  /** Whether nothing is left to do. */
  readonly ready: boolean;
  /** Application, Stripe, Git, in this order. */
  readonly steps: readonly SetupStep[];
}

/** `VENDOR_NAME_TAKEN`: There is a vendor of this name already. Choose another. */
export type Failure = DeclaredFailure<'VENDOR_NAME_TAKEN', Record<string, never>>;

/** The steps, by tool. */
export interface Calls {
  readonly apply_as_vendor: Step<Omit<ApplyAsVendorInput, 'dry_run'>, ApplyAsVendorOutput>;
  readonly start_stripe_connect_onboarding: Step<StartStripeConnectOnboardingInput, StartStripeConnectOnboardingOutput>;
  readonly start_git_integration: Step<StartGitIntegrationInput, StartGitIntegrationOutput>;
}

/** "Set us up to sell": application, Stripe onboarding and Git in one call; again, it goes on where it stopped. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'> & WithCalls<Calls>) => Promise<Output | Failure>;

export const bootstrapVendor = {
  name: 'bootstrap_vendor',
  module: 'marketplace',
  domain: 'vendors',
  title: 'Vendors: Become a vendor',
  description:
    '"Set us up to sell": application, Stripe onboarding and Git in one call; again, it goes on where it stopped.',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:vendor:apply' }, { privilege: 'marketplace:vendor:connect' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  idempotency: true,
  formats: ['concise', 'detailed', 'yaml'],
  input: {
    type: 'object',
    properties: {
      name: { ...vendorNameShape, description: 'What buyers see.' },
      profile: { ...profileShape, description: 'About it.' },
      website: { ...websiteShape, description: 'Its site.' },
      support_email: { ...emailShape, description: 'Where buyers get help.' },
      git_provider: { ...gitProviderShape, description: 'Where the packages are.', default: 'github' },
      response_format: {
        type: 'string',
        description: 'Answer format.',
        enum: ['concise', 'detailed', 'yaml'],
        default: 'concise',
      },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['name'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        vendor: { ...vendorShape, description: 'As it now stands.' },
        ready: { type: 'boolean', description: 'Whether nothing is left to do.' },
        steps: { type: 'array', description: 'Application, Stripe, Git, in this order.', items: setupStepShape },
      },
      required: ['vendor', 'ready', 'steps'],
      additionalProperties: false,
    },
  },
  errors: {
    VENDOR_NAME_TAKEN: {
      message: 'There is a vendor of this name already. Choose another.',
      http: 409,
      channel: 'result',
    },
  },
  composes: ['apply_as_vendor', 'start_stripe_connect_onboarding', 'start_git_integration'],
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A buyer becomes a vendor',
    as: 'acme-owner',
    input: { name: 'Acme Extensions', support_email: 'help@acme.example.com' },
    expect: {
      vendor: { vendor_id: { $pattern: '^ven_' }, name: 'Acme Extensions', status: 'pending' },
      ready: false,
      steps: [
        { step: 'application', status: 'pending', url: null },
        { step: 'stripe_connect', status: 'needs_person', url: { $pattern: '^http' } },
        { step: 'git_integration', status: 'needs_person', url: { $pattern: '^http' } },
      ],
    },
  },
  {
    title: 'One that has it all',
    as: 'forge-vendor',
    input: { name: 'forge', response_format: 'detailed' },
    expect: {
      vendor: { vendor_id: 'ven_demo_forge', status: 'approved', row_version: 1 },
      ready: true,
      steps: [
        { step: 'application', status: 'done', url: null },
        { step: 'stripe_connect', status: 'done', url: null },
        { step: 'git_integration', status: 'done', url: null },
      ],
    },
  },
  {
    title: 'A rejected one applies again',
    as: 'anvil-vendor',
    input: { name: 'Smelt', git_provider: 'gitlab', response_format: 'yaml' },
    expect: { vendor: { vendor_id: 'ven_demo_smelt', status: 'pending' }, ready: false },
  },
  {
    title: 'A name that another organization has',
    as: 'acme-admin',
    input: { name: 'Anvil' },
    expectError: 'VENDOR_NAME_TAKEN',
  },
  { title: 'A developer may not', as: 'acme-developer', input: { name: 'Acme Extensions' }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleBootstrapVendor(resolve: Resolver): Handler<Context<'customer' | 'org'> & WithCalls<Calls>> {
  return { tool: bootstrapVendor, run: (input, ctx) => resolve(input as Input, ctx) };
}
