import { type DeclaredFailure, failure } from 'toolwright/runtime';
import type { Outside } from '../../outside/outside.js';
import { OutsideError } from '../../outside/outside-error.js';

/** What of a call's context is needed to ask DNS while it holds no transaction. */
interface Asking {
  readonly outside: <T>(read: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/**
 * Why nothing is delivered to an address; null where it may be stored. A host that nobody knows yet may be: every delivery
 * checks again.
 */
export async function refusedUrl(
  { outside }: { readonly outside: Outside },
  ctx: Asking,
  url: string,
): Promise<DeclaredFailure<'URL_REFUSED', { reason: string }> | null> {
  try {
    outside.check(url);
    await ctx.outside(() => outside.resolve(url));
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    if (error.code !== 'unresolved') return failure('URL_REFUSED', { reason: error.message });
  }
  return null;
}
