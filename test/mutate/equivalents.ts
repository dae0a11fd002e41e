import type { Mutant } from './mutant.js';

/** Changes that nobody outside can see, each with the reason. Keep this short: a reason here is a proof not made. */
interface Equivalent {
  readonly matches: RegExp;
  readonly because: string;
}

const equivalents: readonly Equivalent[] = [];

/** Why a mutant may live, or null when it has to die. */
export function excuse(mutant: Mutant): string | null {
  return equivalents.find(({ matches }) => matches.test(mutant.name))?.because ?? null;
}
