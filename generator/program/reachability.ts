import type { Action, Program, Tool } from '../model.js';
import { access, accessActions } from './access.js';

/**
 * Why a tool (or one of its actions) is out of everybody's reach, as a sentence; null where somebody reaches it. A
 * principal of server.yaml that passes every gate reaches it. Without one, roles decide: a role that holds the
 * privileges may belong to people who are no demo principal.
 */
export function unreachable(program: Program, tool: Tool): string | null {
  const reasons = accessActions(tool)
    .filter((action) => !program.server.principals.some((one) => access(program, tool, one, action).allowed))
    .map((action) => reason(program, tool, action));
  return reasons.length === 0 ? null : reasons.join(' ');
}

function reason(program: Program, tool: Tool, action: Action | undefined): string {
  const call = action === undefined ? `'${tool.name}'` : `'${tool.name}', action '${action.name}',`;
  const needed = [...tool.requires, ...(action?.requires ?? [])]
    .filter((one) => one.of === undefined && one.entityPaths === undefined)
    .map((one) => one.privilege);
  const { roles } = program.server;
  const ungranted = needed.find((privilege) => !roles.some((role) => role.privileges.includes(privilege)));
  if (ungranted !== undefined) return `Nobody reaches ${call}: no role grants ${ungranted}.`;
  const able = roles.filter((role) => needed.every((privilege) => role.privileges.includes(privilege)));
  if (needed.length > 0 && able.length === 0)
    return `Nobody reaches ${call}: no role grants ${needed.join(' and ')} together.`;
  return `No principal of server.yaml reaches ${call}: none has its audience (${tool.audience.join(' or ')}), context and privileges together.`;
}
