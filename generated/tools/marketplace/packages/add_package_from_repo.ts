// Generated from spec/marketplace/packages/add_package_from_repo.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/packages/add_package_from_repo.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/packages/add_package_from_repo.output.json' with { type: 'json' };
import {
  type GitProvider,
  type IngestProblem,
  type PackageName,
  type PublishedPackage,
  type Url,
  type VendorId,
  gitProviderShape,
  ingestProblemShape,
  packageNameShape,
  publishedPackageShape,
  urlShape,
  vendorIdShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Its https address. */
  readonly repository_url: Url;
  /** Where there are several. */
  readonly vendor_id?: VendorId;
}

export type Output = PublishedPackage;

/**
 * `INTEGRATION_REQUIRED`: This repository is private, or there is none, and {provider} is not connected.
 *
 * `NAME_TAKEN`: {name} belongs to somebody else: packages of one prefix are of one organization. Rename it in its
 * composer.json.
 *
 * `NO_RELEASES`: {reason}
 *
 * `REPOSITORY_NOT_FOUND`: {reason}
 *
 * `REPOSITORY_UNREADABLE`: {reason}
 *
 * `VENDOR_NOT_FOUND`: No such vendor in this organization.
 *
 * `VENDOR_REQUIRED`: This organization has several vendors. Say which one as vendor_id.
 */
export type Failure =
  | DeclaredFailure<'INTEGRATION_REQUIRED', { readonly provider: GitProvider }>
  | DeclaredFailure<'NAME_TAKEN', { readonly name: PackageName }>
  | DeclaredFailure<'NO_RELEASES', { readonly reason: string; readonly problems: readonly IngestProblem[] }>
  | DeclaredFailure<'REPOSITORY_NOT_FOUND', { readonly reason: string }>
  | DeclaredFailure<'REPOSITORY_UNREADABLE', { readonly reason: string }>
  | DeclaredFailure<'VENDOR_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'VENDOR_REQUIRED', Record<string, never>>;

/**
 * "Add our package from GitHub." Makes a Git repository's version tags releases of a package, disabled until priced;
 * again takes up new tags.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const addPackageFromRepo = {
  name: 'add_package_from_repo',
  module: 'marketplace',
  domain: 'packages',
  title: 'Packages: Add a package from a repository',
  description:
    '"Add our package from GitHub." Makes a Git repository\'s version tags releases of a package, disabled until priced; again takes up new tags.',
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
      repository_url: { ...urlShape, description: 'Its https address.' },
      vendor_id: { ...vendorIdShape, description: 'Where there are several.' },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['repository_url'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: publishedPackageShape },
  errors: {
    INTEGRATION_REQUIRED: {
      message: 'This repository is private, or there is none, and {provider} is not connected.',
      http: 409,
      channel: 'result',
      data: { provider: gitProviderShape },
      next: { tool: 'start_git_integration', fill: { provider: 'provider' } },
    },
    NAME_TAKEN: {
      message:
        '{name} belongs to somebody else: packages of one prefix are of one organization. Rename it in its composer.json.',
      http: 409,
      channel: 'result',
      data: { name: packageNameShape },
    },
    NO_RELEASES: {
      message: '{reason}',
      http: 422,
      channel: 'result',
      data: {
        reason: { type: 'string' },
        problems: {
          type: 'array',
          description: 'Why a tag of a repository could not become a release.',
          items: ingestProblemShape,
        },
      },
    },
    REPOSITORY_NOT_FOUND: { message: '{reason}', http: 404, channel: 'result', data: { reason: { type: 'string' } } },
    REPOSITORY_UNREADABLE: { message: '{reason}', http: 422, channel: 'result', data: { reason: { type: 'string' } } },
    VENDOR_NOT_FOUND: {
      message: 'No such vendor in this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_vendors' },
    },
    VENDOR_REQUIRED: {
      message: 'This organization has several vendors. Say which one as vendor_id.',
      http: 422,
      channel: 'result',
      next: { tool: 'list_vendors' },
    },
  },
  feeds: { vendor_id: { tool: 'list_vendors', path: 'vendors[].vendor_id' } },
  limits: { timeoutMs: 60000 },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A new package',
    as: 'forge-vendor',
    input: { repository_url: 'https://github.demo.example/forge/gift-cards.git', vendor_id: 'ven_demo_forge' },
    expect: {
      package_id: { $pattern: '^pkg_' },
      composer_name: 'forge/gift-cards',
      status: 'disabled',
      price_decided: false,
      versions: ['1.2.0', '1.1.0', '1.0.0'],
      problems: [],
    },
  },
  {
    title: 'A bad tag does not keep the others',
    as: 'forge-vendor',
    input: { repository_url: 'https://github.demo.example/forge/wishlist.git', vendor_id: 'ven_demo_forge' },
    expect: {
      composer_name: 'forge/wishlist',
      versions: ['0.3.0', '0.1.0'],
      problems: [{ tag: { untrusted: 'v0.2.0' }, problem: { untrusted: 'Its composer.json is not valid JSON.' } }],
    },
  },
  {
    title: 'A private one, with the integration of the person who asks',
    as: 'forge-vendor',
    input: { repository_url: 'https://github.demo.example/forge/loyalty.git', vendor_id: 'ven_demo_forge' },
    expect: { composer_name: 'forge/loyalty', versions: ['2.1.0', '2.0.0'] },
  },
  {
    title: 'One that the vendor has already',
    as: 'globex-owner',
    input: { repository_url: 'https://gitlab.demo.example/globex/search-suite.git' },
    expect: { package_id: 'pkg_demo_search', status: 'enabled', price_decided: true, versions: ['3.0.0'] },
  },
  {
    title: 'A private one without an integration',
    as: 'anvil-vendor',
    input: { repository_url: 'https://gitlab.demo.example/globex/insights.git' },
    expectError: 'INTEGRATION_REQUIRED',
  },
  {
    title: 'Without any tag',
    as: 'forge-vendor',
    input: { repository_url: 'https://github.demo.example/forge/empty.git', vendor_id: 'ven_demo_forge' },
    expectError: 'NO_RELEASES',
  },
  {
    title: 'Not there',
    as: 'forge-vendor',
    input: { repository_url: 'https://github.demo.example/forge/nothing.git', vendor_id: 'ven_demo_forge' },
    expectError: 'REPOSITORY_NOT_FOUND',
  },
  {
    title: 'An address within the network',
    as: 'globex-owner',
    input: { repository_url: 'https://169.254.169.254/latest' },
    expectError: 'REPOSITORY_UNREADABLE',
  },
  {
    title: "Another's name",
    as: 'anvil-vendor',
    input: { repository_url: 'https://github.demo.example/forge/gift-cards.git' },
    expectError: 'NAME_TAKEN',
  },
  {
    title: 'Which of the two',
    as: 'forge-vendor',
    input: { repository_url: 'https://github.demo.example/forge/gift-cards.git' },
    expectError: 'VENDOR_REQUIRED',
  },
  {
    title: "Another organization's vendor looks like none",
    as: 'globex-owner',
    input: { repository_url: 'https://github.demo.example/forge/gift-cards.git', vendor_id: 'ven_demo_forge' },
    expectError: 'VENDOR_NOT_FOUND',
  },
  {
    title: 'A buyer has nothing to publish',
    as: 'acme-owner',
    input: { repository_url: 'https://github.demo.example/forge/gift-cards.git' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleAddPackageFromRepo(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: addPackageFromRepo, run: (input, ctx) => resolve(input as Input, ctx) };
}
