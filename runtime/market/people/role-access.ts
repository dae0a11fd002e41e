import type { Program, Requirement } from 'toolwright/runtime';
import type { RoleAccess } from '../../../generated/types/marketplace.js';
import { actionRows } from '../../call/access/access-rows.js';

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
      actionRows(tool).map(({ action, requires, writeMode }) => ({
        tool: tool.name,
        action,
        title: tool.title,
        writes: writeMode !== 'read',
        privileges: requires.map(({ privilege }) => privilege),
        roles: holders(requires),
      })),
    );
}
