import type { Kernel } from '../call/call.js';
import type { Stage } from '../http/exchange.js';
import { nextPath } from './next-path.js';
import { readForm } from './read-form.js';
import { readCookie, writeCookie } from './session-cookie.js';
import { seeOther } from './sign-in.js';

/** `POST /account/sign-out` with `next`, where somebody else shall sign in for. */
export function signOut(kernel: Kernel): Stage {
  return async (exchange) => {
    const fields = await readForm(kernel, exchange, 'session');
    const cookie = readCookie(kernel, exchange, 'session');
    if (cookie !== null) await kernel.host.store.webSessions.end(cookie);
    writeCookie(kernel, exchange, 'session', { value: '', seconds: 0 });
    const next = fields.get('next');
    const query = next === null ? '' : `?next=${encodeURIComponent(nextPath(next))}`;
    seeOther(exchange, `/account/sign-in${query}`);
  };
}
