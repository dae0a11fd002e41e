// Generated from spec/marketplace/. Change the files there and run `npx toolwright generate`.
import type { CompletionHandler, CompletionInput, Context } from 'toolwright/runtime';

/** Values that begin with, or otherwise fit, what is typed so far, the likeliest first. */
export type Resolver = (input: CompletionInput, ctx: Context) => Promise<readonly string[]>;

/** Joins the name with the code that suggests values. */
export function completeOwnPackageNames(resolve: Resolver): CompletionHandler<Context> {
  const completion = { module: 'marketplace', name: 'own_package_names' };
  return { completion, run: (input, ctx) => resolve(input as CompletionInput, ctx) };
}
