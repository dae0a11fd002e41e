import type { Principal, Standing } from '../principal.js';
import type { Requirement, Server, Tool } from '../tool.js';

/**
 * The tools a caller may see: those that audience and privileges open in any granted standing, and the connection's
 * allow-list names. The union, because a list must not change when a call makes another standing the active one.
 * Scope, write gate and context hide nothing: they refuse a call with a sentence that says what to do.
 */
export function visibleTools(server: Server, tools: readonly Tool[], principal: Principal): readonly Tool[] {
  const { tools: allowed } = principal.connection;
  return tools.filter(
    (tool) =>
      (allowed === null || allowed.includes(tool.name)) &&
      principal.standings.some((standing) => opens(server, standing, tool)),
  );
}

function opens(server: Server, standing: Standing, tool: Tool): boolean {
  if (!tool.audience.some((audience) => standing.audiences.includes(audience))) return false;
  const held = standing.role === null ? [] : (server.roles[standing.role] ?? []);
  if (!holdsAll(held, tool.requires)) return false;
  const actions = Object.values(tool.actions ?? {});
  return actions.length === 0 || actions.some((action) => holdsAll(held, action.requires));
}

function holdsAll(held: readonly string[], requires: readonly Requirement[]): boolean {
  return requires.every((requirement) => held.some((privilege) => satisfies(privilege, requirement)));
}

/** A privilege that depends on an argument (`shop:{}:read`) opens a tool if it is held for any value of it. */
function satisfies(privilege: string, requirement: Requirement): boolean {
  const [before, after] = requirement.privilege.split('{}');
  if (after === undefined) return privilege === requirement.privilege;
  return privilege.startsWith(before ?? '') && privilege.endsWith(after);
}
