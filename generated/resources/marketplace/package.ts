// Generated from spec/marketplace/resources/package.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';
import { type Package, type PackageName, packageNameShape, packageShape } from '../../types/marketplace.js';

export interface Input {
  /** Composer name. */
  readonly name: PackageName;
}

export type Output = Package;

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** A package of the catalogue, or one of the organization's own, with what has been released of it. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const packageTool = {
  name: 'package',
  module: 'marketplace',
  uri: 'market://packages/{name}',
  template: true,
  title: 'A package',
  description: "A package of the catalogue, or one of the organization's own, with what has been released of it.",
  mimeType: 'application/json',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'marketplace:package:read' }],
  parameters: {
    type: 'object',
    properties: { name: packageNameShape },
    required: ['name'],
    additionalProperties: false,
  },
  complete: { name: 'package_names' },
  output: { kind: 'type', shape: packageShape },
  cache: { ttlMs: 60000, scope: 'private' },
} as const satisfies Resource;

export const examples = [
  {
    title: 'One that can be bought',
    as: 'acme-viewer',
    input: { name: 'forge/checkout-booster' },
    expect: {
      title: 'Checkout Booster',
      price: { amount: '49.00', currency: 'GBP' },
      cadence: null,
      is_purchasable: true,
      is_licensed: true,
    },
  },
  {
    title: 'One that its vendor has withdrawn is still told of',
    as: 'acme-viewer',
    input: { name: 'forge/legacy-import' },
    expect: {
      title: 'Legacy Import',
      status: 'disabled',
      is_purchasable: false,
      purchase_blocker: { code: 'disabled' },
    },
  },
  {
    title: 'One of a vendor not yet approved',
    as: 'acme-viewer',
    input: { name: 'anvil/hammer' },
    expectError: 'UNKNOWN_RESOURCE',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handlePackage(resolve: Resolver): ResourceHandler<Context<'customer' | 'org'>> {
  return { resource: packageTool, run: (input, ctx) => resolve(input as Input, ctx) };
}
