import type { Gates } from './call.js';
import { claimKey, findReplay } from './claim.js';
import { checkAllowList } from './gates/check-allow-list.js';
import { checkAudience } from './gates/check-audience.js';
import { checkConfirmation } from './gates/check-confirmation.js';
import { checkContext } from './gates/check-context.js';
import { checkDependencies } from './gates/check-dependencies.js';
import { checkPrivilege } from './gates/check-privilege.js';
import { checkPrivilegeByArgument } from './gates/check-privilege-by-argument.js';
import { checkQuota } from './gates/check-quota.js';
import { checkRate } from './gates/check-rate.js';
import { checkScope } from './gates/check-scope.js';
import { checkWriteGate } from './gates/check-write-gate.js';
import { takeSlot } from './gates/take-slot.js';
import { readInput } from './input/read-input.js';
import { checkOutput } from './output/check-output.js';

/** Every gate that a declaration governs. A kernel may bring others in their place: `{ ...gates, scope: () => null }`. */
export const gates: Gates = {
  context: checkContext,
  audience: checkAudience,
  allow_list: checkAllowList,
  scope: checkScope,
  privilege: checkPrivilege,
  write_gate: checkWriteGate,
  rate: checkRate,
  input: readInput,
  privilege_by_argument: checkPrivilegeByArgument,
  dependency: checkDependencies,
  replay: findReplay,
  quota: checkQuota,
  confirmation: checkConfirmation,
  claim: claimKey,
  concurrency: takeSlot,
  output: checkOutput,
};
