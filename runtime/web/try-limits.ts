import { isIPv6 } from 'node:net';
import type { Kernel } from '../call/call.js';
import type { Exchange } from '../http/exchange.js';
import type { Rate } from '../store/limiter.js';
import { createMemoryLimiter } from '../store/memory/limiter.js';

/** What strangers try: each is counted by itself. */
export interface Tries {
  readonly name: 'sign-in' | 'sign-up' | 'reset' | 'link' | 'password' | 'check';
  /** Tries for one account, whoever makes them, and tries from one address, whatever they are for. */
  readonly perAccount: Rate;
  readonly perAddress: Rate;
}

export const signInTries: Tries = {
  name: 'sign-in',
  perAccount: { calls: 20, per: 'hour' },
  perAddress: { calls: 100, per: 'hour' },
};

/** Each is a mail: nobody's mailbox is to be filled from here. */
export const signUpTries: Tries = {
  name: 'sign-up',
  perAccount: { calls: 5, per: 'hour' },
  perAddress: { calls: 20, per: 'hour' },
};
export const resetTries: Tries = { ...signUpTries, name: 'reset' };

/** What comes by a mailed link, for each link, and with the old password for a new one, for each person. */
export const linkTries: Tries = { ...signInTries, name: 'link' };
export const passwordTries: Tries = { ...signInTries, name: 'password' };

/** Each sends a handful of requests to a server of the person's choice. */
export const checkTries: Tries = {
  name: 'check',
  perAccount: { calls: 30, per: 'hour' },
  perAddress: { calls: 60, per: 'hour' },
};

export interface TryLimits {
  /** Counts a try for an account (its e-mail address, or what else it is known by). Milliseconds until the next is taken; 0 where this one is. */
  take(account: string, address: string): Promise<number>;
}

/**
 * Guessing is always limited, also on a server whose calls are not. An unknown account is counted like a known one, so that
 * being limited tells nothing.
 */
export function createTryLimits(kernel: Kernel, { name, perAccount, perAddress }: Tries): TryLimits {
  const own = createMemoryLimiter();
  const take = async (key: string, rate: Rate): Promise<number> => {
    const window = (await kernel.host.store.limiter.take(key, rate)) ?? (await own.take(key, rate));
    return window === null || window.allowed ? 0 : Math.max(1, window.resetMs);
  };
  return {
    async take(account, address) {
      const waits = [await take(`${name} ${networkOf(address)}`, perAddress)];
      // Who is turned away by address does not use up another's account.
      if (waits[0] === 0) waits.push(await take(`${name} ${nameless(kernel, account)}`, perAccount));
      return Math.max(...waits);
    },
  };
}

/**
 * What stands for an account where audits and operators look: no e-mail address is read there, and nobody without the secret can
 * try which one it is.
 */
export function nameless({ keys }: Kernel, email: string): string {
  return keys.names.sign(email.trim().toLowerCase());
}

/** Whoever has one IPv6 address has the 2^64 beside it as well. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const behind = tail === undefined ? [] : tail.split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - behind.length }, () => '0');
  return `${[...groups, ...zeros, ...behind].slice(0, 4).join(':')}::/64`;
}

/** Tells a browser to wait, in the words for its person. */
export function tooMany(exchange: Exchange, waitMs: number): string {
  exchange.set('Retry-After', String(Math.ceil(waitMs / 1000)));
  const count = Math.ceil(waitMs / 60_000);
  return `Too many tries. Wait ${count === 1 ? 'a minute' : `${count} minutes`} and try again.`;
}
