import type { Kernel } from '../call/call.js';
import type { Stage } from '../http/exchange.js';
import { showPage } from './show-page.js';
import { shownTime } from './shown-time.js';
import { seeOther } from './sign-in.js';
import { visitorOf } from './visitor.js';

/** `GET /account/`: who is signed in, and what waits for their answer. */
export function showAccount(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, '/account/sign-in');
    const now = kernel.now();
    const pending = await kernel.host.store.approvals.pending(visitor.principal.id, now);
    const approvals = pending.map(({ id, summary, expiresAt }) => ({
      path: `/account/approvals/${id}`,
      title: summary.title,
      action: summary.action,
      tenant: summary.tenant && (summary.tenant.name ?? summary.tenant.id),
      expires: shownTime(expiresAt, now),
    }));
    await showPage(kernel, exchange, { view: 'account', title: 'Your account', visitor }, { approvals });
  };
}

/** `GET /account/session`: for pages of this origin that call tools with the browser's session. */
export function tellSession(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    exchange.body =
      visitor === null
        ? { signed_in: false }
        : { signed_in: true, id: visitor.principal.id, name: visitor.principal.name, csrf_token: visitor.token };
  };
}
