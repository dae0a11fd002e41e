import type { Check } from '../../runtime/testing/check.js';
import { type Mutant, unchanged } from './mutant.js';

/** A check together with the tool it proves; null for those of the server. */
export interface Proof {
  readonly tool: string | null;
  readonly check: Check;
}

/** What two mentions of the same place count; steps in common count one each. */
const same = 100;

/**
 * The proofs that may notice a mutant, the likeliest first, by how near what they prove stands to what was changed: all
 * of its tool; for a change of the server itself, of whatever tool, those that name the very place.
 */
export function orderedFor(mutant: Mutant, proofs: readonly Proof[]): readonly Proof[] {
  if (mutant === unchanged) return proofs;
  const ofTool = mutant.tool === null ? proofs : proofs.filter(({ tool }) => tool === mutant.tool);
  return ofTool
    .map((proof) => ({ proof, score: nearness(mutant.keys, proof.check.keys) }))
    .filter(({ score }) => mutant.tool !== null || score >= same)
    .toSorted((left, right) => right.score - left.score || cost(left.proof) - cost(right.proof))
    .map(({ proof }) => proof);
}

/** A check that changes something has the state put back. */
function cost({ check }: Proof): number {
  return check.changes ? 1 : 0;
}

function nearness(changed: readonly string[], proven: readonly string[]): number {
  return changed.reduce((sum, key) => sum + Math.max(0, ...proven.map((other) => shared(key, other))), 0);
}

/** Steps that two places have in common, from the start. */
function shared(one: string, other: string): number {
  if (one === other) return same;
  const [left, right] = [one.split('.'), other.split('.')];
  const differs = left.findIndex((step, index) => step !== right[index]);
  return differs === -1 ? left.length : differs;
}
