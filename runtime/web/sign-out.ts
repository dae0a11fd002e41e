import type { Kernel } from '../call/call.js';
import type { Stage } from '../http/exchange.js';
import { auditPage } from './audit-page.js';
import { nextPath } from './next-path.js';
import { readForm } from './read-form.js';
import { readCookie, writeCookie } from './session-cookie.js';
import { onwardTo, seeOther } from './sign-in.js';

/** `POST /account/sign-out` with `next`, where somebody else shall sign in for. */
export function signOut(kernel: Kernel): Stage {
  return auditPage(kernel, { name: 'POST /account/sign-out', writeMode: 'delete' }, async (exchange, act) => {
    const fields = await readForm(kernel, exchange, 'session');
    const cookie = readCookie(kernel, exchange, 'session');
    if (cookie !== null) await kernel.host.store.webSessions.end(cookie, act.commit);
    writeCookie(kernel, exchange, 'session', { value: '', seconds: 0 });
    seeOther(exchange, `/account/sign-in${onwardTo(nextPath(fields.get('next')))}`);
  });
}
