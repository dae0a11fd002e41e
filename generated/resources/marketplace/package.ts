// Generated from spec/marketplace/resources/package.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';
import { type Package, type PackageName, packageNameShape, packageShape } from '../../types/marketplace.js';

export interface Input {
  /** Composer name of a package. */
  readonly name: PackageName;
}

export type Output = Package;

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/**
 * A package of the catalogue, one of the organization's own, or one that it holds a licence of, with what has been
 * released of it.
 */
export type Resolver = (input: Input, ctx: Context) => Promise<Output | Failure>;

export const packageTool = {
  name: 'package',
  module: 'marketplace',
  uri: 'market://packages/{name}',
  template: true,
  title: 'A package',
  description:
    "A package of the catalogue, one of the organization's own, or one that it holds a licence of, with what has been released of it.",
  mimeType: 'application/json',
  audience: ['buyer', 'vendor'],
  context: null,
  requires: [],
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
    expect: { title: 'Checkout Booster', price: { amount: '49.00', currency: 'GBP' }, cadence: null },
  },
  {
    title: 'One that its vendor has withdrawn',
    as: 'acme-viewer',
    input: { name: 'forge/legacy-import' },
    expect: { title: 'Legacy Import', status: 'disabled' },
  },
  {
    title: 'One of a vendor that waits for approval',
    as: 'acme-viewer',
    input: { name: 'anvil/hammer' },
    expectError: 'UNKNOWN_RESOURCE',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handlePackage(resolve: Resolver): ResourceHandler<Context> {
  return { resource: packageTool, run: (input, ctx) => resolve(input as Input, ctx) };
}
