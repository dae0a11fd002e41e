import type { Requirement } from '../../tool.js';
import type { FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import { heldPrivileges } from '../held-privileges.js';
import { operationsOf } from '../operations.js';
import type { Refusal } from '../refusal.js';

/** The caller's role holds what the tool, and the action that the call names, require whatever the arguments. */
export function checkPrivilege({ kernel: { server }, request, tool, action }: FoundCall): Refusal | null {
  const held = heldPrivileges(server, request.principal.active);
  const holds = (requirement: Requirement) => dependsOnArguments(requirement) || held.has(requirement.privilege);
  if (operationsOf(tool, action).some(({ requires }) => requires.every(holds))) return null;
  return refuse(server, 'FORBIDDEN', { gate: 'privilege', tool });
}

export function dependsOnArguments({ of, entityPaths }: Requirement): boolean {
  return of !== undefined || entityPaths !== undefined;
}
