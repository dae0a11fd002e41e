import type { Kernel } from '../call/call.js';
import type { Exchange } from '../http/exchange.js';

/** `session`: a signed-in browser. `sign-in`: one that is about to be, so that its form has a token too. */
export type CookieName = 'session' | 'sign-in';

/** The cookie's value as the browser sent it; null without one. */
export function readCookie(kernel: Kernel, exchange: Exchange, name: CookieName): string | null {
  const value = exchange.cookies.get(fullName(kernel, name));
  return value !== undefined && /^[\w-]{1,100}$/.test(value) ? value : null;
}

/** Kept for `seconds`; 0 takes it away. */
export function writeCookie(
  kernel: Kernel,
  exchange: Exchange,
  name: CookieName,
  { value, seconds }: { readonly value: string; readonly seconds: number },
): void {
  const attributes = [
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${seconds}`,
    ...(isSecure(kernel) ? ['Secure'] : []),
  ];
  // By hand: the library refuses `Secure` behind a proxy that ends TLS.
  exchange.append('Set-Cookie', [`${fullName(kernel, name)}=${value}`, ...attributes].join('; '));
}

/** Of https, one that no other host of the domain can set. Loopback http has no Secure, without which that is not to be had. */
function fullName(kernel: Kernel, name: CookieName): string {
  return `${isSecure(kernel) ? '__Host-' : ''}toolwright-${name}`;
}

function isSecure(kernel: Kernel): boolean {
  return kernel.address().startsWith('https:');
}
