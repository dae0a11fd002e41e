import type { Kernel } from '../call/call.js';
import type { Exchange } from '../http/exchange.js';
import type { Principal } from '../principal.js';
import { formToken } from './form-token.js';
import { readCookie } from './session-cookie.js';

/** Who looks at a page. */
export interface Visitor {
  readonly principal: Principal;
  /** The session's secret, as its cookie holds it. */
  readonly cookie: string;
  /** For the forms of their pages, and for `X-CSRF-TOKEN`. */
  readonly token: string;
}

/** The signed-in person of a request; null for everybody else. */
export async function visitorOf(kernel: Kernel, exchange: Exchange): Promise<Visitor | null> {
  const cookie = readCookie(kernel, exchange, 'session');
  if (cookie === null) return null;
  const principal = await kernel.host.identify({ kind: 'session', value: cookie, session: null }, { fresh: true });
  return principal && { principal, cookie, token: formToken(kernel, 'session', cookie) };
}
