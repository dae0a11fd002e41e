import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from '../http/exchange.js';
import type { Asking, Interactions } from '../oauth/interactions.js';
import type { ConnectionSettings } from '../store/connections.js';
import { auditPage } from './audit-page.js';
import { allowFormsTo } from './guard-pages.js';
import { PageError, staleForm } from './page-error.js';
import { readForm } from './read-form.js';
import { showPage } from './show-page.js';
import { seeOther } from './sign-in.js';
import { visitorOf } from './visitor.js';

/** `GET /account/connect/<uid>`: who asks to be let in, and for what. */
export function showConnect(kernel: Kernel, interactions: Interactions): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.path)}`);
    const asking = await askingOf(exchange, interactions);
    allowFormsTo(exchange, new URL(asking.client.redirectUri).origin);
    const page = { view: 'connect', title: 'Let a program in?', visitor };
    const writes = asking.scopes.includes('mcp:write');
    await showPage(kernel, exchange, page, { path: exchange.path, client: asking.client, writes });
  };
}

/** `POST /account/connect/<uid>` with `decision`. */
export function decideConnect(kernel: Kernel, interactions: Interactions): Stage {
  const name = 'POST /account/connect/:uid';
  return auditPage(kernel, { name, writeMode: 'create' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    const fields = await readForm(kernel, exchange, 'session');
    const decision = fields.get('decision');
    const { client, scopes } = await askingOf(exchange, interactions);
    act.concerns({ client: client.id, decision });
    if (decision === 'refuse') return interactions.refuse(exchange);
    if (decision !== 'agree') {
      throw new PageError(400, 'Agree or refuse?', 'The form said neither. Nothing has been granted.');
    }
    const settings: ConnectionSettings = {
      ...{ scopes, tools: null, writes: scopes.includes('mcp:write'), confirm: 'ask' },
      ...{ allTenants: true, tenants: [], rate: null, expiresAt: null },
    };
    await interactions.agree(exchange, settings, act.commit);
  });
}

async function askingOf(exchange: Exchange, interactions: Interactions): Promise<Asking> {
  const asking = await interactions.of(exchange);
  if (asking !== null) return asking;
  throw new PageError(
    410,
    'Nothing waits for your answer',
    'It has been answered, has taken too long, or was begun in another browser. Start again from the program.',
  );
}
