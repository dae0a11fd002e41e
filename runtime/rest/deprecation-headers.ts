import type { Tool } from '../tool.js';

/** `Deprecation` (RFC 9745, a day as seconds) and `Sunset` (RFC 8594, an HTTP date) of a deprecated tool. */
export function deprecationHeaders({ deprecated }: Tool): Record<string, string> {
  if (deprecated === undefined) return {};
  const since = Date.parse(deprecated.since);
  return {
    // What was deprecated with a version, and no day, has no such header.
    ...(!Number.isNaN(since) && { Deprecation: `@${Math.floor(since / 1000)}` }),
    ...(deprecated.sunset && { Sunset: new Date(deprecated.sunset).toUTCString() }),
  };
}
