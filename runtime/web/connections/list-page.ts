import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import type { Connections } from '../../store/connections.js';
import { showPage } from '../show-page.js';
import { seeOther } from '../sign-in.js';
import { visitorOf } from '../visitor.js';
import { connectionsPath, showConnection, showSession } from './shown-connection.js';

/** `GET /account/connections`: every way in that the signed-in person has opened, the ended ones folded away. */
export function showConnections(kernel: Kernel, connections: Connections): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${connectionsPath}`);
    const { principal } = visitor;
    const kept = await connections.list(principal.id);
    const sessions = await kernel.host.store.webSessions.list(principal.id, kernel.now());
    const shown = await Promise.all(kept.map((each) => showConnection(kernel, principal, each)));
    const live = shown.filter((each) => each.live);
    const browsers = sessions.map((session) =>
      showSession(session, session.id === principal.connection.id, connectionsPath),
    );
    await showPage(
      kernel,
      exchange,
      { view: 'connections', title: 'Connections', visitor },
      {
        endpoint: `${kernel.address()}/mcp`,
        revoked: exchange.query.revoked !== undefined,
        groups: [
          {
            ...{ key: 'programs', title: 'Programs', connections: live.filter(({ kind }) => kind === 'Program') },
            add: null,
            empty: 'None yet. Give a client the address above; it then sends you here to agree.',
          },
          {
            ...{ key: 'keys', title: 'API keys', connections: live.filter(({ kind }) => kind === 'API key') },
            add: `${connectionsPath}/new`,
            empty: 'None. A key is for scripts, and for clients that cannot ask you in a browser.',
          },
          { key: 'browsers', title: 'Browsers', connections: browsers, add: null, empty: null },
        ],
        ended: shown.filter(({ live }) => !live),
      },
    );
  };
}
