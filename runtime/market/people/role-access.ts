import type { Program, Requirement, Tool } from 'toolwright/runtime';
import type { RoleAccess } from '../../../generated/types/marketplace.js';

/** Which roles hold what each tool asks for, an action at a time, of the tools that any of these audiences sees. */
export function roleAccess({ server, tools }: Program, audiences: readonly string[]): readonly RoleAccess[] {
  const holders = (requires: readonly Requirement[]) =>
    Object.entries(server.roles)
      .filter(([, held]) => requires.every(({ privilege }) => held.includes(privilege)))
      .map(([role]) => role)
      .sort();
  return [...tools]
    .filter(({ audience }) => audience.some((one) => audiences.includes(one)))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((tool) =>
      operations(tool).map(({ action, requires, writes }) => ({
        tool: tool.name,
        action,
        title: tool.title,
        writes,
        privileges: requires.map(({ privilege }) => privilege),
        roles: holders(requires),
      })),
    );
}

function operations({ requires, writeMode, actions }: Tool) {
  if (actions === undefined) return [{ action: null, requires, writes: writeMode !== 'read' }];
  return Object.entries(actions).map(([action, own]) => ({
    action,
    requires: [...requires, ...own.requires],
    writes: own.writeMode !== 'read',
  }));
}
