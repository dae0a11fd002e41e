import type { Outside } from '../outside/outside.js';

/** Metadata documents are small. */
export const maxDocumentBytes = 10_240;

/**
 * `fetch` for what clients name: https to the public internet alone, no redirects, little and soon. Nothing but the address
 * and what it accepts is told to whoever is asked.
 */
export function fetchBy(outside: Outside): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const answer = await outside.fetch(input instanceof Request ? input.url : String(input), {
      headers: { accept: 'application/json' },
      maxBytes: maxDocumentBytes,
      timeoutMs: 3_000,
      ...(init?.signal && { signal: init.signal }),
    });
    const empty = [101, 204, 205, 304].includes(answer.status);
    return new Response(empty ? null : new Uint8Array(answer.body), { status: answer.status, headers: answer.headers });
  };
}
