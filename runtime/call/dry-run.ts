import { StalePrincipal } from '../host.js';
import { DeclaredFailure } from '../tool.js';
import type { Answer, CheckedCall, RanCall } from './call.js';
import { declaredFailure } from './declared-failure.js';
import { checkOutput } from './output/check-output.js';
import { makeAnswer } from './output/make-answer.js';
import { isRefusal, type Refusal } from './refusal.js';
import { run } from './run.js';
import { beginWork, endWork, isStale, type Work } from './work.js';
import type { Write } from './write.js';

/** What a call would do. `writes` is null where only the resolver knows, who tells it in the answer. */
export interface DryRunSummary {
  readonly writes: readonly Write[] | null;
  /** As the commit would answer the caller. */
  readonly answer: Answer;
}

/**
 * Runs a call for its answer alone: whatever it writes is rolled back, always. Throws what its resolver throws, and
 * `StalePrincipal` where the caller is not so any more.
 */
export async function rehearse(call: CheckedCall, work: Work = beginWork(call)): Promise<RanCall | Refusal> {
  const { transaction } = work;
  const { output = checkOutput } = call.kernel.gates ?? {};
  try {
    const ran = await run(call, work);
    if (isStale(work)) throw new StalePrincipal('The caller is not so any more.');
    if (ran instanceof DeclaredFailure) return declaredFailure(call, ran);
    if (isRefusal(ran)) return ran;
    return output(ran) ?? { ...ran, writes: await writesOf(call, work) };
  } finally {
    await transaction?.rollback();
    await endWork(call, work);
  }
}

/**
 * What the call would do, for whoever is to agree to it: the same call as its own dry run. A refusal where the call
 * would be refused by its resolver; null for tools that have no dry run, or ask a person what to do.
 */
export async function dryRunSummary(call: CheckedCall): Promise<DryRunSummary | Refusal | null> {
  const { dryRun, asks } = call.tool;
  if (dryRun === undefined || asks !== undefined) return null;
  const ran = await rehearse({ ...call, dryRun: true, input: { ...call.input, [dryRun.parameter]: true } });
  return isRefusal(ran) ? ran : { writes: ran.writes ?? null, answer: makeAnswer(ran) };
}

/** Also checks that the caller still may: a write that never asks for the database has its opening check here. */
async function writesOf({ kernel, tool }: CheckedCall, { transaction }: Work): Promise<readonly Write[] | null> {
  const handle = await transaction?.db();
  return tool.dryRun?.by === 'rollback' ? ((await kernel.host.database?.writes?.(handle)) ?? null) : null;
}
