import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import type { Connections } from '../../store/connections.js';
import { auditPage } from '../audit-page.js';
import { notFound, staleForm } from '../page-error.js';
import { readForm } from '../read-form.js';
import { seeOther } from '../sign-in.js';
import { visitorOf } from '../visitor.js';
import { connectionsPath } from './shown-connection.js';

/**
 * `POST /account/connections/<id>/revoke`: ends a way in of the signed-in person for good, in every process at once. What is
 * somebody else's answers as what does not exist; what has ended already stays so.
 */
export function revokeConnection(kernel: Kernel, connections: Connections): Stage {
  const name = `POST ${connectionsPath}/:connection/revoke`;
  return auditPage(kernel, { name, writeMode: 'delete' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    await readForm(kernel, exchange, 'session');
    const { id: principalId } = visitor.principal;
    const id = exchange.path.split('/').at(-2) ?? '';
    act.concerns({ connection: id });
    const revoked =
      (await connections.revoke(id, principalId, act.commit)) ||
      (await kernel.host.store.webSessions.revoke(id, principalId, act.commit));
    if (!revoked && (await connections.find(id, principalId)) === null) throw notFound();
    seeOther(exchange, `${connectionsPath}?revoked`);
  });
}
