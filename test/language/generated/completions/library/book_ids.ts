// Generated from spec/library/. Change the files there and run `npx toolwright generate`.
import type { CompletionHandler, CompletionInput, Context } from 'toolwright/runtime';

/** Values that begin with, or otherwise fit, what is typed so far, the likeliest first. */
export type Resolver = (input: CompletionInput, ctx: Context<'person' | 'team'>) => Promise<readonly string[]>;

/** Joins the name with the code that suggests values. */
export function completeBookIds(resolve: Resolver): CompletionHandler<Context<'person' | 'team'>> {
  const completion = { module: 'library', name: 'book_ids' };
  return { completion, run: (input, ctx) => resolve(input as CompletionInput, ctx) };
}
