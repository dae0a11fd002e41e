import { createHash } from 'node:crypto';
import type { Kernel } from '../call/call.js';
import type { Rate } from '../store/limiter.js';
import { createMemoryLimiter } from '../store/memory/limiter.js';

/** Tries for one account, whoever makes them, and tries from one address, whatever they are for. */
const perAccount: Rate = { calls: 20, per: 'hour' };
const perAddress: Rate = { calls: 100, per: 'hour' };

export interface SignInLimits {
  /** Counts a try. Milliseconds until the next is taken; 0 where this one is. */
  take(email: string, address: string): Promise<number>;
}

/**
 * Guessing passwords is always limited, also on a server whose calls are not. An unknown address is counted like a known
 * one, so that being limited tells nothing.
 */
export function createSignInLimits({ host }: Kernel): SignInLimits {
  const own = createMemoryLimiter();
  const take = async (key: string, rate: Rate): Promise<number> => {
    const window = (await host.store.limiter.take(key, rate)) ?? (await own.take(key, rate));
    return window === null || window.allowed ? 0 : Math.max(1, window.resetMs);
  };
  return {
    async take(email, address) {
      const waits = [await take(`sign-in ${address}`, perAddress)];
      // Who is turned away by address does not use up another's account.
      if (waits[0] === 0) waits.push(await take(`sign-in ${hash(email)}`, perAccount));
      return Math.max(...waits);
    },
  };
}

/** Limits are kept where audits and operators look: no e-mail address stands there. */
function hash(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('base64url');
}
