import type { Check } from '../../runtime/testing/check.js';
import type { Mutant } from './mutant.js';

/** A check together with the tool it proves; null for those of the server. */
export interface Proof {
  readonly tool: string | null;
  readonly check: Check;
}

/**
 * The proofs that may notice a mutant, the likeliest first: those of its tool (all, where it has none), by how near
 * what they prove stands to what was changed.
 */
export function orderedFor(mutant: Mutant, proofs: readonly Proof[]): readonly Proof[] {
  const own = proofs.filter(({ tool }) => mutant.tool === null || tool === mutant.tool);
  const scored = own.map((proof) => ({ proof, score: nearness(mutant.keys, proof.check.keys) }));
  return scored
    .toSorted(
      (left, right) =>
        right.score - left.score ||
        Number(left.proof.check.changes ?? false) - Number(right.proof.check.changes ?? false),
    )
    .map(({ proof }) => proof);
}

function nearness(changed: readonly string[], proven: readonly string[]): number {
  return changed.reduce((sum, key) => sum + Math.max(0, ...proven.map((other) => shared(key, other))), 0);
}

/** Steps that two places have in common, from the start; the same place counts most. */
function shared(one: string, other: string): number {
  if (one === other) return 100;
  const [left, right] = [one.split('.'), other.split('.')];
  const differs = left.findIndex((step, index) => step !== right[index]);
  return differs === -1 ? left.length : differs;
}
