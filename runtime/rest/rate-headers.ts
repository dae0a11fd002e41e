import type { RateWindow } from '../store/limiter.js';

/**
 * How the caller's window stands, in the words of the IETF draft `draft-ietf-httpapi-ratelimit-headers` before its eighth
 * revision, which is what clients read: calls allowed, calls left, and whole seconds until it begins anew.
 */
export function rateHeaders({ limit, remaining, resetMs }: RateWindow): Record<string, string> {
  return {
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': String(remaining),
    'RateLimit-Reset': String(Math.max(1, Math.ceil(resetMs / 1000))),
  };
}
