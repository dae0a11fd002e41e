import type { Gates } from './call.js';
import { checkAllowList } from './check-allow-list.js';
import { checkAudience } from './check-audience.js';
import { checkContext } from './check-context.js';
import { checkOutput } from './check-output.js';
import { checkPrivilege } from './check-privilege.js';
import { checkPrivilegeByArgument } from './check-privilege-by-argument.js';
import { checkScope } from './check-scope.js';
import { checkWriteGate } from './check-write-gate.js';
import { readInput } from './read-input.js';

/** Every gate that a declaration governs. A kernel may bring others in their place: `{ ...gates, scope: () => null }`. */
export const gates: Gates = {
  context: checkContext,
  audience: checkAudience,
  allow_list: checkAllowList,
  scope: checkScope,
  privilege: checkPrivilege,
  write_gate: checkWriteGate,
  input: readInput,
  privilege_by_argument: checkPrivilegeByArgument,
  output: checkOutput,
};
