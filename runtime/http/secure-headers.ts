import type { Kernel } from '../call/call.js';
import type { Stage } from './exchange.js';

/** A year, as browsers' preload lists ask for at least; hosts below this one are not ours to speak for. */
const stayOnTls = 'max-age=31536000';

/**
 * What every answer is sent with: browsers guess no media types and tell no other site where they come from, and, where people
 * use https, never come by http again (RFC 6797). Pages say more about themselves.
 */
export function secureHeaders({ address }: Kernel): Stage {
  return (exchange, next) => {
    exchange.set({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' });
    if (address().startsWith('https:')) exchange.set('Strict-Transport-Security', stayOnTls);
    return next();
  };
}
