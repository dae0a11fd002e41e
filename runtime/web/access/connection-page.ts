import { allTools } from '../../call/access/access-rows.js';
import { type AccessRole, allRoles } from '../../call/access/roles.js';
import type { Kernel } from '../../call/call.js';
import { allowedTools } from '../../call/tool-graph.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import type { Connection, Principal } from '../../principal.js';
import type { KeptConnection } from '../../store/connections.js';
import { visitingOperator } from '../operator.js';
import { notFound } from '../page-error.js';
import { showPage } from '../show-page.js';
import { asked } from './access-page.js';
import { accessOf, shownTools } from './connection-access.js';

/** How many connections there are to choose from; the address takes any. */
const most = 200;

/**
 * `GET /account/staff/access/connection?connection=<id>`: what a connection cannot use and why, in each tenant. Or, with `tools`
 * (names) and `role`, what an allow-list would leave somebody of that role.
 */
export function showConnectionAccess(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await visitingOperator(kernel, exchange);
    if (visitor === null) return;
    const kept = (await kernel.host.store.connections?.list(null)) ?? [];
    const now = kernel.now();
    const live = kept.filter(
      ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > now),
    );
    const id = asked(exchange, 'connection');
    const roles = await allRoles(kernel);
    const pasted = asked(exchange, 'tools');
    const page = { view: 'connection-access', title: 'What a connection cannot use', visitor };
    const answer =
      id === null ? pasted && (await ofList(kernel, exchange, pasted, roles)) : await ofConnection(kernel, live, id);
    await showPage(kernel, exchange, page, {
      connections: live.slice(0, most).map((each) => ({ id: each.id, name: each.name, chosen: each.id === id })),
      roles: roles.map(({ key, title }) => ({ key, title, chosen: key === asked(exchange, 'role') })),
      tools: pasted ?? '',
      answer: answer || null,
    });
  };
}

async function ofConnection(kernel: Kernel, live: readonly KeptConnection[], id: string) {
  const connection = live.find((each) => each.id === id);
  const principal = connection && ((await kernel.host.people?.principalOf?.(connection)) ?? null);
  if (!connection || !principal) throw notFound();
  const { scopes, writes, tools } = connection;
  return {
    title: `${connection.name}, ${principal.name}`,
    facts: [
      { label: 'Scopes', value: scopes.join(' ') || 'none' },
      { label: 'Allow-list', value: tools === null ? 'none: whatever the role may' : tools.join(', ') || 'empty' },
      { label: 'Writes', value: writes ? 'allowed' : 'not allowed' },
      { label: 'Shown', value: `${shownTools(kernel, principal)} of ${allTools(kernel).length} tools` },
    ],
    unknown: tools?.filter((name) => !kernel.handlers.has(name)) ?? [],
    tenants: await accessOf(kernel, principal),
  };
}

/** As if somebody of the role, of every audience, had a connection with this list. */
async function ofList(kernel: Kernel, exchange: Exchange, pasted: string, roles: readonly AccessRole[]) {
  const role = roles.find(({ key }) => key === asked(exchange, 'role'));
  if (role === undefined) throw notFound();
  const tools = [...new Set(pasted.split(/[\s,]+/).filter((name) => name !== ''))];
  const principal = imagined(kernel, role, tools);
  const expanded = [...allowedTools(kernel.handlers, tools)].filter((name) => !tools.includes(name));
  return {
    title: `A list of ${tools.length}, as ${role.title}`,
    facts: [
      { label: 'Adds by itself', value: expanded.join(', ') || 'nothing' },
      { label: 'Shown', value: `${shownTools(kernel, principal)} of ${allTools(kernel).length} tools` },
    ],
    unknown: tools.filter((name) => !kernel.handlers.has(name)),
    tenants: await accessOf(kernel, principal),
  };
}

function imagined({ server }: Kernel, role: AccessRole, tools: readonly string[]): Principal {
  const contexts = Object.fromEntries(Object.keys(server.contexts).map((name) => [name, 'any']));
  const active = { contexts, audiences: Object.keys(server.audiences), role: role.title, privileges: [...role.held] };
  const connection: Connection = {
    id: '',
    kind: 'local',
    scopes: ['mcp:read', 'mcp:write'],
    tools,
    writes: true,
    confirm: 'ask',
    session: null,
  };
  return { id: '', name: role.title, connection, active, standings: [active] };
}
