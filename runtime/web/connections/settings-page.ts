import type { Kernel } from '../../call/call.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import type { Principal } from '../../principal.js';
import type { Connections, KeptConnection } from '../../store/connections.js';
import { auditPage } from '../audit-page.js';
import { notFound, PageError, staleForm } from '../page-error.js';
import { readForm } from '../read-form.js';
import { showPage } from '../show-page.js';
import { seeOther } from '../sign-in.js';
import { type Visitor, visitorOf } from '../visitor.js';
import { type Draft, draftFrom, draftOf } from './draft.js';
import { settingsOf } from './settings-of-draft.js';
import { connectionsPath, showConnection } from './shown-connection.js';
import { showForm } from './shown-form.js';
import { showUse } from './shown-use.js';
import { tellSettings } from './told-settings.js';

/** `GET /account/connections/<id>`: what one of the person's own may do, and what it has done. */
export function showSettings(kernel: Kernel, connections: Connections): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.path)}`);
    const kept = await findOwn(connections, exchange, visitor);
    await answer(kernel, exchange, { visitor, kept, draft: draftOf(kept) });
  };
}

/** `POST /account/connections/<id>`: other settings, in force in every process at once. */
export function changeSettings(kernel: Kernel, connections: Connections): Stage {
  const name = `POST ${connectionsPath}/:connection`;
  return auditPage(kernel, { name, writeMode: 'update' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    const fields = await readForm(kernel, exchange, 'session');
    act.concerns({ connection: idOf(exchange) });
    const kept = await findOwn(connections, exchange, visitor);
    const { principal } = visitor;
    const draft = draftFrom(kernel, principal, fields);
    const settled = settingsOf(kernel, principal, draft, kept);
    if ('problems' in settled) {
      act.refuse('VALIDATION_ERROR');
      return answer(kernel, exchange, { visitor, kept, draft, problems: settled.problems });
    }
    act.concerns({ connection: kept.id, ...tellSettings(settled) });
    const settings = { name: settled.name, ...settled.settings };
    const changed = await connections.change(kept.id, { principalId: principal.id, settings }, act.commit);
    if (!changed)
      throw new PageError(409, 'It has ended', 'It was revoked, or its time is over. Nothing has been changed.');
    seeOther(exchange, `${connectionsPath}/${kept.id}?saved`);
  });
}

interface Answer {
  readonly visitor: Visitor;
  readonly kept: KeptConnection;
  readonly draft: Draft;
  /** Why the draft will not do. */
  readonly problems?: readonly string[];
}

async function answer(
  kernel: Kernel,
  exchange: Exchange,
  { visitor, kept, draft, problems = [] }: Answer,
): Promise<void> {
  const { principal } = visitor;
  const connection = await showConnection(kernel, principal, kept);
  const page = {
    ...{ view: 'connection-page', title: kept.name, visitor },
    status: problems.length > 0 ? 422 : 200,
  };
  await showPage(kernel, exchange, page, {
    connection,
    all: connectionsPath,
    path: connection.path,
    saved: exchange.query.saved !== undefined && problems.length === 0,
    form: connection.live ? await showForm(kernel, byConnection(principal, kept), draft, problems) : null,
    use: await showUse(kernel, visitor, kept),
  });
}

/** The person, with the scopes that the connection has. */
function byConnection(principal: Principal, { kind, scopes }: KeptConnection): Principal {
  return { ...principal, connection: { ...principal.connection, kind, scopes } };
}

async function findOwn(connections: Connections, exchange: Exchange, { principal }: Visitor): Promise<KeptConnection> {
  const found = await connections.find(idOf(exchange), principal.id);
  if (found === null) throw notFound();
  return found;
}

function idOf({ path }: Exchange): string {
  return path.split('/').at(-1) ?? '';
}
