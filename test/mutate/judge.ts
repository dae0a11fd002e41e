import { ProofRun } from '../../runtime/testing/proof-run.js';
import type { RunningServer } from '../../runtime/testing/provide-server.js';
import type { Server } from '../../runtime/tool.js';
import type { Mutant, Served } from './mutant.js';
import { orderedFor, type Proof } from './order-checks.js';

/** Serves a program, changed or not, on one state that outlives it. */
export interface Stage {
  /** The declaration that the tests are made of. */
  readonly server: Server;
  /** Serves it in the place of what was served before. */
  serve(change: (served: Served) => Served): Promise<RunningServer>;
}

export interface Verdict {
  /** The check that noticed; null for a survivor. */
  readonly killedBy: string | null;
  readonly why: string | null;
  readonly checks: number;
}

/** Runs the proofs of the spec against a mutated server until one notices. */
export async function judge(mutant: Mutant, proofs: readonly Proof[], stage: Stage): Promise<Verdict> {
  const run = new ProofRun(stage.server, await stage.serve(mutant.apply));
  let checks = 0;
  for (const { tool, check } of orderedFor(mutant, proofs)) {
    checks++;
    // As under vitest: what the program does not show cannot be looked at.
    if (run.blind(check).length > 0) continue;
    try {
      await run.run(check);
    } catch (error) {
      // No answer at all is no verdict: something is wrong with the run itself.
      if (error instanceof TypeError && error.message === 'fetch failed') throw error;
      return { killedBy: `${tool ?? 'server'} ${check.name}`, why: sentence(error), checks };
    }
  }
  return { killedBy: null, why: null, checks };
}

function sentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
