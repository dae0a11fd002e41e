// Generated from spec/marketplace/. Change the files there and run `npx toolwright generate`.
import type { CompletionHandler, CompletionInput, Context } from 'toolwright/runtime';

/** Values that begin with, or otherwise fit, what is typed so far, the likeliest first. */
export type Resolver = (input: CompletionInput, ctx: Context<'customer' | 'org'>) => Promise<readonly string[]>;

/** Joins the name with the code that suggests values. */
export function completePackageNames(resolve: Resolver): CompletionHandler<Context<'customer' | 'org'>> {
  const completion = { module: 'marketplace', name: 'package_names' };
  return { completion, run: (input, ctx) => resolve(input as CompletionInput, ctx) };
}
