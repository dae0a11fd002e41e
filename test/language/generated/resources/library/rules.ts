// Generated from spec/library/resources/rules.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';

export type Input = Record<string, never>;

export type Output = string;

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** What holds for whoever reads here. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output | Failure>;

export const rules = {
  name: 'rules',
  module: 'library',
  uri: 'library://rules',
  title: 'House rules',
  description: 'What holds for whoever reads here.',
  annotations: { audience: ['assistant'] },
  mimeType: 'text/markdown',
  audience: ['worker', 'auditor'],
  context: null,
  requires: [],
  parameters: { type: 'object', properties: {}, additionalProperties: false },
  output: { kind: 'text' },
  cache: { ttlMs: 3600000, scope: 'public' },
} as const satisfies Resource;

export const examples = [
  { title: 'The rules', as: 'auditor', input: {}, expect: { $pattern: '^# House rules' } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleRules(resolve: Resolver): ResourceHandler<Context> {
  return { resource: rules, run: (input, ctx) => resolve(input as Input, ctx) };
}
