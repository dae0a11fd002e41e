import type { Gates } from '../../runtime/call/call.js';
import type { Program } from '../../runtime/tool.js';
import type { Mutant } from './mutant.js';
import { asksMutants, progressMutants } from './operators/asks.js';
import { confirmationMutants } from './operators/confirmation.js';
import { exactlyOnceMutants } from './operators/exactly-once.js';
import { gateMutants } from './operators/gates.js';
import { historyMutants, sharedSizeMutants } from './operators/history.js';
import { inputMutants } from './operators/input.js';
import { limitMutants, sharedLimitMutants } from './operators/limits.js';
import { listMutants } from './operators/list.js';
import { outputMutants } from './operators/output.js';
import { resolverMutants } from './operators/resolver.js';
import { serverMutants } from './operators/server.js';
import { subjectMutants } from './operators/subjects.js';
import { toolMutants } from './operators/tool.js';

/** Every change that the proofs of a program have to notice, always in the same order. */
export function allMutants(program: Program, gates: Gates): readonly Mutant[] {
  return [
    ...program.tools.flatMap((tool) => [
      ...toolMutants(tool, program.server),
      ...inputMutants(tool),
      ...listMutants(tool),
      ...limitMutants(tool),
      ...asksMutants(tool),
      ...progressMutants(tool),
      ...confirmationMutants(tool),
      ...exactlyOnceMutants(tool),
      ...outputMutants(tool),
      ...historyMutants(tool),
      ...resolverMutants(tool),
    ]),
    ...subjectMutants(program),
    ...serverMutants(program),
    ...sharedLimitMutants(program),
    ...sharedSizeMutants(program),
    ...gateMutants(gates),
  ];
}
