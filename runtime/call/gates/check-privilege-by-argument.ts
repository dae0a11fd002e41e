import type { Requirement } from '../../tool.js';
import type { CheckedCall } from '../call.js';
import { refuse } from '../error-table.js';
import { heldPrivileges } from '../held-privileges.js';
import { operationsOf } from '../operations.js';
import type { Refusal } from '../refusal.js';
import { dependsOnArguments } from './check-privilege.js';

/**
 * The caller's role holds the privileges that arguments spell out (`shop:{}:read` for `entity: order`). An argument that
 * names an unknown entity spells a privilege that nobody holds, and so answers as a forbidden one does.
 */
export function checkPrivilegeByArgument(call: CheckedCall): Refusal | null {
  const { kernel, request, tool, action, input } = call;
  const held = heldPrivileges(kernel.server, request.principal.active);
  const spelled = operationsOf(tool, action)
    .flatMap(({ requires }) => requires.filter(dependsOnArguments))
    .flatMap((requirement) => spell(requirement, input));
  if (spelled.every((privilege) => held.has(privilege))) return null;
  return refuse(kernel.server, 'FORBIDDEN', { gate: 'privilege', tool });
}

/** Where nothing fills the placeholder it stays, and no role holds such a privilege. */
function spell({ privilege, of }: Requirement, input: CheckedCall['input']): readonly string[] {
  const value = of === undefined ? undefined : input[of];
  const values = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
  return values.length === 0 ? [privilege] : values.map((item) => privilege.replaceAll('{}', () => item));
}
