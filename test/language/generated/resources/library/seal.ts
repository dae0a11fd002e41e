// Generated from spec/library/resources/seal.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';

export type Input = Record<string, never>;

export type Output = Uint8Array;

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** The library's seal. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output | Failure>;

export const seal = {
  name: 'seal',
  module: 'library',
  uri: 'library://seal.png',
  title: 'Seal',
  description: "The library's seal.",
  mimeType: 'image/png',
  audience: ['worker'],
  context: null,
  requires: [],
  parameters: { type: 'object', properties: {}, additionalProperties: false },
  output: { kind: 'binary' },
} as const satisfies Resource;

export const examples = [
  { title: 'The seal', as: 'drifter', input: {}, expect: { $pattern: '^iVBORw0KGgo' } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleSeal(resolve: Resolver): ResourceHandler<Context> {
  return { resource: seal, run: (input, ctx) => resolve(input as Input, ctx) };
}
