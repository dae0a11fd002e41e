import type { Kernel } from '../../call/call.js';
import { operationsOf } from '../../call/operations.js';
import { allowedTools } from '../../call/tool-graph.js';
import { visibleTools } from '../../call/visible-tools.js';
import type { Principal } from '../../principal.js';
import type { ConnectionSettings } from '../../store/connections.js';
import type { Tool } from '../../tool.js';
import { offerTool } from '../offered-tool.js';
import { tenantIn } from './tenants.js';

/** What a connection may do now, of what its person may. */
export interface Reach {
  /** The tools that a call by it could run, by name. */
  readonly usable: readonly Tool[];
  /** The tools that the person's roles open. */
  readonly open: readonly Tool[];
  /** Tools that it is allowed all the same, and why it cannot use them. */
  readonly without: readonly { readonly name: string; readonly title: string; readonly why: string }[];
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
  const limited = { ...person, standings, connection: { ...person.connection, scopes, tools } };
  const runs = (tool: Tool) =>
    operationsOf(tool, null).some(({ writeMode }) =>
      writeMode === 'read' ? scopes.includes('mcp:read') : writes && scopes.includes('mcp:write'),
    );
  const open = visibleTools(kernel, person);
  const usable = visibleTools(kernel, limited).filter(runs);
  const allowed = tools === null ? open : namedTools(kernel, tools);
  const without = allowed
    .filter((tool) => !usable.includes(tool))
    .map((tool) => {
      const { name, title, unavailable } = offerTool(kernel, tool, { principal: limited, ticked: () => true });
      return { name, title, why: unavailable ?? whyNotRun(settings) };
    });
  return { usable, open, without };
}

function namedTools({ handlers }: Kernel, names: readonly string[]): readonly Tool[] {
  return [...allowedTools(handlers, names)].flatMap((name) => handlers.get(name)?.tool ?? []);
}

function whyNotRun({ scopes, writes }: ConnectionSettings): string {
  if (writes && !scopes.includes('mcp:write')) return 'It writes, and the program has asked to read alone.';
  return writes ? 'It reads, and this may write alone.' : 'It writes, and this may read alone.';
}
