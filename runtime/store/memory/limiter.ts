import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Limiter, SECONDS } from '../limiter.js';
import { limiterOf } from '../rate-windows.js';

/** Windows in this process alone. */
export function createMemoryLimiter(): Limiter {
  return limiterOf(
    ({ calls, per }, keyPrefix) => new RateLimiterMemory({ points: calls, duration: SECONDS[per], keyPrefix }),
  );
}
