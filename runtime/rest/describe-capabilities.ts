import { callerOf, type Stage } from '../http/exchange.js';
import type { ToolList } from '../mcp/tool-list.js';
import { isInProfile } from '../profile.js';
import type { Program, Requirement, Server, Tool } from '../tool.js';

/** `GET /mcp/capabilities`: of each tool the caller may see, what a call of it will need. */
export function describeCapabilities({ server }: Program, tools: ToolList, version: string): Stage {
  return (exchange) => {
    const visible = tools.visible(callerOf(exchange).principal);
    exchange.set('Cache-Control', 'private, no-cache');
    exchange.body = {
      server: { name: server.name, title: server.title, version },
      tools: visible.map((tool) => describe(server, tool)),
    };
  };
}

function describe(server: Server, tool: Tool): object {
  const { name, title, module, domain, audience, context, writeMode, dependsOn, actions } = tool;
  return {
    name,
    title,
    module,
    domain,
    audience,
    context,
    writeMode,
    requiredPrivileges: privilegesOf(tool.requires),
    dependencies: { session: dependsOn?.session ?? [], allowlist: dependsOn?.allowlist ?? [] },
    profiles: Object.keys(server.profiles).filter((profile) => isInProfile(server, profile, tool)),
    ...(actions && {
      actions: Object.entries(actions).map(([action, { requires, writeMode: mode }]) => ({
        name: action,
        writeMode: mode,
        requiredPrivileges: privilegesOf(requires),
      })),
    }),
  };
}

/** A privilege that depends on an argument names it: `shop:{entity}:read`. */
function privilegesOf(requires: readonly Requirement[]): readonly string[] {
  return requires.map(({ privilege, of, entityPaths }) =>
    privilege.replace('{}', `{${of ?? entityPaths?.join(', ') ?? ''}}`),
  );
}
