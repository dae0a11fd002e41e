import type { Principal, Standing } from '../principal.js';
import type { Requirement, Server, Tool } from '../tool.js';
import type { Kernel } from './call.js';
import { dependsOnArguments } from './gates/check-privilege.js';
import { heldPrivileges } from './held-privileges.js';
import { operationsOf } from './operations.js';
import { allowedTools } from './tool-graph.js';

/** The tools a caller may see, sorted by name. */
export function visibleTools(kernel: Kernel, principal: Principal): readonly Tool[] {
  const tools = new Set([...kernel.handlers.values()].map(({ tool }) => tool));
  return [...tools]
    .filter((tool) => isVisible(kernel, tool, principal))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Whether a tool is shown to a caller: it is there still, and might be called. */
export function isVisible(kernel: Kernel, tool: Tool, principal: Principal): boolean {
  return !isRetired(kernel, tool) && isOpen(kernel, tool, principal);
}

/** From the day of its sunset on (by UTC) a deprecated tool is gone. */
export function isRetired({ now }: Kernel, { deprecated }: Tool): boolean {
  return deprecated?.sunset !== undefined && now() >= new Date(deprecated.sunset);
}

/**
 * Whether audience and privileges open the tool, or one of its actions, in any granted standing, and the connection's
 * allow-list names it. The union, because what is listed must not change when a call makes another standing the active
 * one. Scope, write gate and context hide nothing: they refuse a call with a sentence that says what to do.
 */
export function isOpen({ server, handlers }: Kernel, tool: Tool, { connection, standings }: Principal): boolean {
  if (connection.tools !== null && !allowedTools(handlers, connection.tools).has(tool.name)) return false;
  return standings.some((standing) => opens(server, tool, standing));
}

function opens(server: Server, tool: Tool, standing: Standing): boolean {
  if (!tool.audience.some((audience) => standing.audiences.includes(audience))) return false;
  const held = heldPrivileges(server, standing);
  return operationsOf(tool, null).some(({ requires }) => requires.every((requirement) => satisfies(held, requirement)));
}

/** A privilege that arguments spell out opens a tool if it is held for any value of them. */
export function satisfies(held: ReadonlySet<string>, requirement: Requirement): boolean {
  if (!dependsOnArguments(requirement)) return held.has(requirement.privilege);
  const [before = '', after = ''] = requirement.privilege.split('{}');
  return [...held].some((privilege) => privilege.startsWith(before) && privilege.endsWith(after));
}
