// Generated from spec/marketplace/packages/publish_packages_from_repos.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Step, Tool, WithCalls } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/packages/publish_packages_from_repos.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/packages/publish_packages_from_repos.output.json' with { type: 'json' };
import {
  type PublishedPackage,
  type Url,
  type VendorId,
  publishedPackageShape,
  urlShape,
  vendorIdShape,
} from '../../../types/marketplace.js';
import type { Input as AddPackageFromRepoInput, Output as AddPackageFromRepoOutput } from './add_package_from_repo.js';
import type {
  Input as StartGitIntegrationInput,
  Output as StartGitIntegrationOutput,
} from '../git/start_git_integration.js';

export interface Input {
  /** Their https addresses. */
  readonly repositories: readonly Url[];
  /** Where there are several. */
  readonly vendor_id?: VendorId;
}

export interface Outcome {
  /** The item as given. */
  readonly item: Url;
  /** How it stands. */
  readonly status: 'done' | 'pending' | 'failed' | 'needs_person';
  /** What came of it, when done. */
  readonly value?: PublishedPackage;
  /** Why it failed. */
  readonly error?: string;
  /** Where a person goes on with it. */
  readonly url?: string;
  /** The tool to call next. */
  readonly next?: string;
}

export interface Output {
  readonly results: readonly Outcome[];
}

/** The steps, by tool. */
export interface Calls {
  readonly add_package_from_repo: Step<AddPackageFromRepoInput, AddPackageFromRepoOutput>;
  readonly start_git_integration: Step<StartGitIntegrationInput, StartGitIntegrationOutput>;
}

/**
 * "Publish these three repositories." Makes each Git repository a package; for a private one whose provider is not
 * connected, answers where its person connects it.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'> & WithCalls<Calls>) => Promise<Output>;

/** Arguments of an old name to those of today. */
export type Adapt = (old: { readonly [argument: string]: unknown }) => Partial<Input>;

export const publishPackagesFromRepos = {
  name: 'publish_packages_from_repos',
  module: 'marketplace',
  domain: 'packages',
  title: 'Packages: Publish packages from repositories',
  description:
    '"Publish these three repositories." Makes each Git repository a package; for a private one whose provider is not connected, answers where its person connects it.',
  audience: ['vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:package:publish' }],
  writeMode: 'create',
  openWorld: true,
  destructive: false,
  idempotent: false,
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      repositories: {
        type: 'array',
        description: 'Their https addresses.',
        items: urlShape,
        minItems: 1,
        maxItems: 10,
        uniqueItems: true,
      },
      vendor_id: { ...vendorIdShape, description: 'Where there are several.' },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['repositories'],
    additionalProperties: false,
  },
  output: { kind: 'outcomes', per: 'repositories', value: publishedPackageShape, properties: {} },
  feeds: { vendor_id: { tool: 'list_vendors', path: 'vendors[].vendor_id' } },
  composes: ['add_package_from_repo', 'start_git_integration'],
  limits: { timeoutMs: 110000 },
  aliases: [{ name: 'publish_package', adapt: true }],
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'One that works, and one that is private',
    as: 'anvil-vendor',
    input: {
      repositories: ['https://github.demo.example/anvil/hammer.git', 'https://gitlab.demo.example/globex/insights.git'],
    },
    expect: {
      results: [
        {
          $exact: true,
          item: 'https://github.demo.example/anvil/hammer.git',
          status: 'done',
          value: { package_id: 'pkg_demo_hammer', composer_name: 'anvil/hammer', versions: ['0.1.0'] },
        },
        {
          item: 'https://gitlab.demo.example/globex/insights.git',
          status: 'needs_person',
          url: { $pattern: '/oauth/authorize\\?' },
          next: 'wait_for_git_integration',
        },
      ],
    },
  },
  {
    title: 'By its old name, one at a time',
    as: 'forge-vendor',
    given: [
      {
        call: 'publish_package',
        input: { repository_url: 'https://github.demo.example/forge/gift-cards.git', vendor_id: 'ven_demo_forge' },
      },
    ],
    input: { repositories: ['https://github.demo.example/forge/gift-cards.git'], vendor_id: 'ven_demo_forge' },
    expect: {
      results: [
        { status: 'done', value: { composer_name: 'forge/gift-cards', versions: ['1.2.0', '1.1.0', '1.0.0'] } },
      ],
    },
  },
  {
    title: 'A tag that is no release is told',
    as: 'forge-vendor',
    input: { repositories: ['https://github.demo.example/forge/wishlist.git'], vendor_id: 'ven_demo_forge' },
    expect: {
      results: [
        {
          status: 'done',
          value: {
            versions: ['0.3.0', '0.1.0'],
            problems: [
              { tag: { untrusted: 'v0.2.0' }, problem: { untrusted: 'Its composer.json is not valid JSON.' } },
            ],
          },
        },
      ],
    },
  },
  {
    title: 'One that fails says why',
    as: 'forge-vendor',
    input: { repositories: ['https://github.demo.example/forge/empty.git'], vendor_id: 'ven_demo_forge' },
    expect: { results: [{ status: 'failed', error: { $pattern: 'no tag that is a version' } }] },
  },
  {
    title: 'A buyer has nothing to publish',
    as: 'acme-owner',
    input: { repositories: ['https://github.demo.example/forge/gift-cards.git'] },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handlePublishPackagesFromRepos(resolve: Resolver, adapt: { readonly publish_package: Adapt }): Handler<Context<'customer' | 'org'> & WithCalls<Calls>> {
  return { tool: publishPackagesFromRepos, run: (input, ctx) => resolve(input as Input, ctx), adapt };
}
