import type { Kernel } from '../../call/call.js';
import { operationsOf } from '../../call/operations.js';
import { visibleTools } from '../../call/visible-tools.js';
import type { Principal } from '../../principal.js';
import type { ConnectionSettings } from '../../store/connections.js';
import type { Tool } from '../../tool.js';
import { tenantIn } from './tenants.js';

/** What a connection may do now, of what its person may. */
export interface Reach {
  /** The tools that a call by it could run, by name. */
  readonly usable: readonly Tool[];
  /** The tools that the person's roles open. */
  readonly open: readonly Tool[];
}

/**
 * `person`: whose it is, as signed in, so with all of their standings. Of what arguments and the server's switches decide nothing
 * is said: it differs from call to call.
 */
export function reachOf(kernel: Kernel, person: Principal, settings: ConnectionSettings): Reach {
  const { tools, scopes, writes, allTenants, tenants } = settings;
  const standings = allTenants
    ? person.standings
    : person.standings.filter((standing) => tenants.includes(tenantIn(kernel, standing) ?? ''));
  const limited = { ...person, standings, connection: { ...person.connection, tools } };
  const runs = (tool: Tool) =>
    operationsOf(tool, null).some(({ writeMode }) =>
      writeMode === 'read' ? scopes.includes('mcp:read') : writes && scopes.includes('mcp:write'),
    );
  return { usable: visibleTools(kernel, limited).filter(runs), open: visibleTools(kernel, person) };
}
