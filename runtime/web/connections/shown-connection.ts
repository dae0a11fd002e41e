import type { Kernel } from '../../call/call.js';
import type { Principal } from '../../principal.js';
import type { ConnectionSettings, KeptConnection } from '../../store/connections.js';
import type { WebSession } from '../../store/web-sessions.js';
import { agentWords } from '../agent-words.js';
import { type ShownMoment, shownMoment } from '../shown-moment.js';
import { reachOf } from './reach.js';
import { nameTenants, tenantContext, tenantWord } from './tenants.js';

/** A name and what it stands for, as a page lists them. */
export interface Fact {
  readonly name: string;
  readonly value: string | null;
  readonly code: string | null;
  readonly moment: ShownMoment | null;
}

/** A way in, in words for its person. */
export interface ShownConnection {
  readonly id: string;
  readonly title: string;
  /** What it is: `API key`. */
  readonly kind: string;
  /** Its settings' page; null where nothing can be set. */
  readonly path: string | null;
  /** Where the form that revokes it goes. */
  readonly revoke: string;
  readonly facts: readonly Fact[];
  /** What revoking it does. */
  readonly warning: string;
  readonly live: boolean;
}

export const connectionsPath = '/account/connections';
export const staffConnectionsPath = '/account/staff/connections';

export function isLive({ revokedAt, expiresAt }: KeptConnection, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}

/** `person`: whose it is, as they are signed in; null for operators, who look at others' and can only end them. */
export async function showConnection(
  kernel: Kernel,
  person: Principal | null,
  connection: KeptConnection,
): Promise<ShownConnection> {
  const { id, kind, name, prefix, client, createdAt, lastUsedAt } = connection;
  const live = isLive(connection, kernel.now());
  const facts = [
    client && inWords('Says it is from', `${client.host} (nobody has verified that)`),
    prefix === null ? null : { ...inWords('Begins with', ''), code: prefix },
    inWords('May', rightsOf(connection)),
    live ? inWords('Tools', toolsOf(kernel, person, connection)) : null,
    await tenantFact(kernel, connection),
    at(kind === 'oauth' ? 'Granted' : 'Made', createdAt),
    lastUsedAt === null ? inWords('Last used', 'never') : at('Last used', lastUsedAt),
    endOf(connection, kernel.now()),
  ];
  return {
    id,
    title: name,
    kind: kind === 'api_key' ? 'API key' : 'Program',
    path: person && `${connectionsPath}/${id}`,
    revoke: `${person ? connectionsPath : staffConnectionsPath}/${id}/revoke`,
    facts: facts.filter((fact) => fact !== null),
    warning:
      kind === 'api_key'
        ? 'Whatever uses this key can do nothing any more, at once and for good.'
        : 'The program can do nothing any more, at once. To come back it has to ask its person again.',
    live,
  };
}

/** `current`: the one that looks at the page. `path`: that of the page. */
export function showSession(session: WebSession, current: boolean, path: string): ShownConnection {
  const { id, openedAt, seenAt, agent, address } = session;
  return {
    id,
    title: current ? 'This browser' : agentWords(agent),
    kind: 'Browser',
    path: null,
    revoke: `${path}/${id}/revoke`,
    facts: [
      ...(current ? [inWords('Is', agentWords(agent))] : []),
      inWords('Signed in from', address || 'an address that was not noted'),
      at('Signed in', openedAt),
      at('Last seen', seenAt),
    ],
    warning: current ? 'You will be signed out here.' : 'Whoever sits there is signed out at once.',
    live: true,
  };
}

function rightsOf({ scopes, writes, confirm }: ConnectionSettings): string {
  const reads = scopes.includes('mcp:read');
  if (!writes || !scopes.includes('mcp:write')) return reads ? 'read only' : 'nothing: it neither reads nor writes';
  const rights = reads ? 'read and write' : 'write only';
  return confirm === 'waived' ? `${rights}, without ever asking` : `${rights}; it asks before what cannot be undone`;
}

function toolsOf(kernel: Kernel, person: Principal | null, settings: ConnectionSettings): string {
  const { tools } = settings;
  if (person === null) return tools === null ? 'whatever its person may' : tools.join(', ') || 'none';
  const { usable, open } = reachOf(kernel, person, settings);
  const chosen = settings.tools === null ? 'whatever you may' : 'those that were chosen';
  return `${usable.length} of the ${open.length} that you may use (${chosen})`;
}

async function tenantFact(kernel: Kernel, { allTenants, tenants }: ConnectionSettings): Promise<Fact | null> {
  if (tenantContext(kernel) === null) return null;
  const name = `${tenantWord(kernel)}s`;
  if (allTenants) return inWords(name, 'all, also later ones');
  const named = await nameTenants(kernel, tenants);
  return inWords(name, named.map((tenant) => tenant.name).join(', ') || 'none');
}

function endOf({ revokedAt, expiresAt }: KeptConnection, now: Date): Fact {
  if (revokedAt !== null) return at('Revoked', revokedAt);
  if (expiresAt === null) return inWords('Ends', 'when it is revoked');
  return at(expiresAt > now ? 'Ends' : 'Ended', expiresAt);
}

const inWords = (name: string, value: string): Fact => ({ name, value, code: null, moment: null });

const at = (name: string, moment: Date): Fact => ({ name, value: null, code: null, moment: shownMoment(moment) });
