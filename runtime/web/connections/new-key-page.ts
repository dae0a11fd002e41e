import type { Kernel } from '../../call/call.js';
import { clientConfigurations } from '../../doctor/client-configurations.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import type { Connections } from '../../store/connections.js';
import { auditPage } from '../audit-page.js';
import { PageError, staleForm } from '../page-error.js';
import { readForm } from '../read-form.js';
import { showPage } from '../show-page.js';
import { seeOther } from '../sign-in.js';
import { type Visitor, visitorOf } from '../visitor.js';
import { type Draft, draftFrom, newDraft } from './draft.js';
import { settingsOf } from './settings-of-draft.js';
import { connectionsPath, isLive } from './shown-connection.js';
import { showForm } from './shown-form.js';
import { tellSettings } from './told-settings.js';

const path = `${connectionsPath}/new`;

/** How many live keys a person may have: more are nobody's to look through. */
const mostKeys = 100;

/** `GET /account/connections/new`: the settings of an API key to be made. */
export function showNewKey(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${path}`);
    await showDraft(kernel, exchange, { visitor, draft: newDraft(kernel.now()) });
  };
}

/** `POST /account/connections/new`: makes the key. Its text stands in this one answer and nowhere else, ever. */
export function makeKey(kernel: Kernel, connections: Connections): Stage {
  return auditPage(kernel, { name: `POST ${path}`, writeMode: 'create' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    const fields = await readForm(kernel, exchange, 'session');
    const { principal } = visitor;
    const draft = draftFrom(kernel, principal, fields);
    const settled = settingsOf(kernel, principal, draft, null);
    if ('problems' in settled) {
      act.refuse('VALIDATION_ERROR');
      return showDraft(kernel, exchange, { visitor, draft, problems: settled.problems });
    }
    const now = kernel.now();
    const kept = await connections.list(principal.id);
    if (kept.filter((each) => each.kind === 'api_key' && isLive(each, now)).length >= mostKeys) {
      throw new PageError(409, 'You have too many keys', `Revoke one first: there can be ${mostKeys} at a time.`);
    }
    act.concerns(tellSettings(settled));
    const { name, settings } = settled;
    const { id, key } = await connections.makeKey({ principalId: principal.id, name, settings }, act.commit);
    await showPage(
      kernel,
      exchange,
      { view: 'made-key', title: 'A new API key', visitor },
      {
        ...{ name, key, all: connectionsPath, path: `${connectionsPath}/${id}` },
        configurations: clientConfigurations({ name: kernel.server.name, url: `${kernel.address()}/mcp`, key }),
      },
    );
  });
}

interface ShownDraft {
  readonly visitor: Visitor;
  readonly draft: Draft;
  /** Why it will not do. */
  readonly problems?: readonly string[];
}

async function showDraft(kernel: Kernel, exchange: Exchange, { visitor, draft, problems = [] }: ShownDraft) {
  const page = { view: 'new-key', title: 'New API key', visitor, status: problems.length > 0 ? 422 : 200 };
  const form = await showForm(kernel, visitor.principal, draft, problems);
  await showPage(kernel, exchange, page, { form, path, all: connectionsPath });
}
