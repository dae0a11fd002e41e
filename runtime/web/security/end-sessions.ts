import type { Kernel } from '../../call/call.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import { auditPage, type PageAct } from '../audit-page.js';
import { notFound, staleForm } from '../page-error.js';
import { readForm } from '../read-form.js';
import { seeOther } from '../sign-in.js';
import { type Visitor, visitorOf } from '../visitor.js';
import { securityPath } from './security-page.js';

/** `POST /account/security/sessions/<id>/end`: signs another browser of the same person out. Somebody else's is as none. */
export function endSession(kernel: Kernel): Stage {
  return endingPage(kernel, 'sessions/:session/end', async (exchange, act, { principal }) => {
    const session = exchange.path.split('/').at(-2) ?? '';
    act.concerns({ session });
    const ended = await kernel.host.store.webSessions.revoke(session, principal.id, act.commit);
    if (!ended) throw notFound();
    return 'session';
  });
}

/** `POST /account/security/sessions/end-others` */
export function endOtherSessions(kernel: Kernel): Stage {
  return endingPage(kernel, 'sessions/end-others', async (_, act, { principal }) => {
    await kernel.host.store.webSessions.endOthers(principal.id, principal.connection.id, act.commit);
    return 'others';
  });
}

/** `run` answers with what has been done. */
function endingPage(
  kernel: Kernel,
  path: string,
  run: (exchange: Exchange, act: PageAct, visitor: Visitor) => Promise<string>,
): Stage {
  const name = `POST ${securityPath}/${path}`;
  return auditPage(kernel, { name, writeMode: 'delete' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    await readForm(kernel, exchange, 'session');
    seeOther(exchange, `${securityPath}?done=${await run(exchange, act, visitor)}`);
  });
}
