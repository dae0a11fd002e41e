// Generated from spec/shop/. Change the files there and run `npx toolwright generate`.
import type { CompletionHandler, CompletionInput, Context } from 'toolwright/runtime';

/** Values that begin with, or otherwise fit, what is typed so far, the likeliest first. */
export type Resolver = (input: CompletionInput, ctx: Context<'account' | 'org'>) => Promise<readonly string[]>;

/** Joins the name with the code that suggests values. */
export function completeOrderIds(resolve: Resolver): CompletionHandler<Context<'account' | 'org'>> {
  const completion = { module: 'shop', name: 'order_ids' };
  return { completion, run: (input, ctx) => resolve(input as CompletionInput, ctx) };
}
