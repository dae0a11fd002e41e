import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import type { Connections, KeptConnection } from '../../store/connections.js';
import { auditPage } from '../audit-page.js';
import { requireOperator } from '../operator.js';
import { notFound, staleForm } from '../page-error.js';
import { readForm } from '../read-form.js';
import { showPage } from '../show-page.js';
import { seeOther } from '../sign-in.js';
import { visitorOf } from '../visitor.js';
import { type ShownConnection, showConnection, showSession, staffConnectionsPath } from './shown-connection.js';

/** How many a page shows: who looks for more looks for somebody. */
const most = 100;
const longestText = 200;

/** `GET /account/staff/connections?q=…`: everybody's, by person. For everybody but operators there is nothing here. */
export function showAllConnections(kernel: Kernel, connections: Connections): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.url)}`);
    requireOperator(kernel, visitor);
    const { q, revoked } = exchange.query;
    const text = typeof q === 'string' ? q.trim().slice(0, longestText) : '';
    const { people, store } = kernel.host;
    const personId = text.includes('@') ? await people?.find?.(text) : text;
    const found = await connections.search(personId || text, most);
    const sessions = personId ? await store.webSessions.list(personId, kernel.now()) : [];
    const browsers = sessions.map((session) => ({
      whose: session.principalId,
      shown: showSession(session, session.id === visitor.principal.connection.id, staffConnectionsPath),
    }));
    const kept = await Promise.all(found.map((each) => shownOf(kernel, each)));
    await showPage(
      kernel,
      exchange,
      { view: 'staff-connections', title: 'Everybody’s connections', visitor },
      {
        ...{ text, path: staffConnectionsPath, most },
        revoked: revoked !== undefined,
        full: found.length === most,
        people: await byPerson(kernel, [...kept, ...browsers]),
      },
    );
  };
}

/** `POST /account/staff/connections/<id>/revoke`: ends anybody's way in, as its person could. */
export function revokeAnyConnection(kernel: Kernel, connections: Connections): Stage {
  const name = `POST ${staffConnectionsPath}/:connection/revoke`;
  return auditPage(kernel, { name, writeMode: 'delete' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    requireOperator(kernel, visitor);
    await readForm(kernel, exchange, 'session');
    const id = exchange.path.split('/').at(-2) ?? '';
    act.concerns({ connection: id });
    const kept = await connections.find(id, null);
    if (kept !== null) act.concerns({ connection: id, person: kept.principalId });
    const revoked =
      (await connections.revoke(id, null, act.commit)) ||
      (await kernel.host.store.webSessions.revoke(id, null, act.commit));
    if (!revoked && kept === null) throw notFound();
    seeOther(exchange, `${staffConnectionsPath}?revoked`);
  });
}

interface Owned {
  readonly whose: string;
  readonly shown: ShownConnection;
}

async function shownOf(kernel: Kernel, kept: KeptConnection): Promise<Owned> {
  return { whose: kept.principalId, shown: await showConnection(kernel, null, kept) };
}

/** In the order in which people come first. */
function byPerson({ host }: Kernel, owned: readonly Owned[]): Promise<readonly object[]> {
  const people = [...new Set(owned.map(({ whose }) => whose))];
  return Promise.all(
    people.map(async (id) => ({
      id,
      name: (await host.people?.describe?.(id)) ?? 'Nobody who is known any more',
      connections: owned.filter(({ whose }) => whose === id).map(({ shown }) => shown),
    })),
  );
}
