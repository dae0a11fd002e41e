import type { Kernel } from '../call/call.js';
import type { Rate } from '../store/limiter.js';
import { createMemoryLimiter } from '../store/memory/limiter.js';

/** What strangers may make this server keep or fetch, from one address. */
const rates = {
  register: { calls: 60, per: 'hour' },
  document: { calls: 60, per: 'hour' },
  authorize: { calls: 300, per: 'hour' },
} as const satisfies Record<string, Rate>;

export interface StrangerLimits {
  /** Counts a try. Seconds until the next is taken; 0 where this one is. */
  take(what: keyof typeof rates, address: string): Promise<number>;
}

/** Always limited, also on a server whose calls are not. */
export function createStrangerLimits({ host }: Kernel): StrangerLimits {
  const own = createMemoryLimiter();
  return {
    async take(what, address) {
      const key = `oauth-${what} ${address}`;
      const window = (await host.store.limiter.take(key, rates[what])) ?? (await own.take(key, rates[what]));
      return window === null || window.allowed ? 0 : Math.max(1, Math.ceil(window.resetMs / 1000));
    },
  };
}
