import { cutByTool } from '../call/output/cut.js';

/**
 * `Toolwright-Truncated`: how many items are shown of a list that has more than its tool answers (an integer of RFC 9651).
 * Beside a bare list nothing else could say so; `Content-Range` belongs to answers of requests for a range.
 */
export function truncationHeader(call: Parameters<typeof cutByTool>[0]): Record<string, string> {
  const cut = cutByTool(call);
  return cut === null ? {} : { 'Toolwright-Truncated': String(cut.shown) };
}
