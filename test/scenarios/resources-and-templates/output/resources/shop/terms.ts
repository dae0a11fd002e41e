// Generated from spec/shop/resources/terms.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';

export type Input = Record<string, never>;

export type Output = string;

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** Of business. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output | Failure>;

export const terms = {
  name: 'terms',
  module: 'shop',
  uri: 'shop://terms',
  title: 'Terms',
  description: 'Of business.',
  mimeType: 'text/plain',
  audience: ['member', 'staff'],
  context: null,
  requires: [],
  parameters: { type: 'object', properties: {}, additionalProperties: false },
  output: { kind: 'text' },
} as const satisfies Resource;

export const examples = [] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleTerms(resolve: Resolver): ResourceHandler<Context> {
  return { resource: terms, run: (input, ctx) => resolve(input as Input, ctx) };
}
