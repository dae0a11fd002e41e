import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Limiter, Rate, RateWindow } from './limiter.js';

/**
 * A limiter of the library's limiters, one for each rate. A window of one rate is none of another: where a tool's rate is
 * declared anew, everybody begins anew.
 */
export function limiterOf(make: (rate: Rate, prefix: string) => Pick<RateLimiterAbstract, 'consume'>): Limiter {
  const limiters = new Map<string, Pick<RateLimiterAbstract, 'consume'>>();
  return {
    async take(key, rate) {
      const prefix = `${rate.calls}/${rate.per}`;
      const limiter = limiters.get(prefix) ?? make(rate, prefix);
      limiters.set(prefix, limiter);
      try {
        return windowOf(rate, await limiter.consume(key), true);
      } catch (refused) {
        // What is over the limit comes as a rejection with the window; anything else has failed.
        if (refused instanceof RateLimiterRes) return windowOf(rate, refused, false);
        throw refused;
      }
    },
  };
}

function windowOf({ calls }: Rate, { remainingPoints, msBeforeNext }: RateLimiterRes, allowed: boolean): RateWindow {
  return { limit: calls, remaining: remainingPoints, resetMs: msBeforeNext, allowed };
}
