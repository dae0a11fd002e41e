import type { AnyHandler } from '../tool.js';

/** Resolvers that remember, by trace, what they were given. */
export interface WatchedResolvers {
  readonly resolvers: readonly AnyHandler[];
  /** What the resolvers of one trace were given, in order: arguments coerced and completed by defaults. */
  readonly inputs: (traceId: string) => readonly unknown[];
}

/** How many calls are remembered. */
const kept = 100;

/** Lets the proofs see what reaches a resolver: hand `resolvers` to `createServer` and `inputs` to `provideServer`. */
export function watchInputs(resolvers: readonly AnyHandler[]): WatchedResolvers {
  let seen: { readonly traceId: string; readonly input: unknown }[] = [];
  return {
    inputs: (traceId) => seen.filter((call) => call.traceId === traceId).map(({ input }) => input),
    resolvers: resolvers.map((handler) => ({
      ...handler,
      run: (input, ctx) => {
        seen = [...seen.slice(1 - kept), { traceId: (ctx as { readonly traceId: string }).traceId, input }];
        return handler.run(input, ctx);
      },
    })),
  };
}
